import type { Matrix, Vector } from "attention-lab";
import * as learner from "../../exercises/01-similarity";
import { exercise } from "../../src/course/checking/exercise";
import { similarityLesson } from "../../src/course/lessons/01-similarity/lesson";

export const suite = exercise(similarityLesson, learner, ({ property }) => {
	property(
		"scoreRow gives the scores of the worked case",
		{ of: "scoreRow", points: 1 },
		({ call, random }) => {
			const keys = [
				[1, 2, 0, 0],
				[0, 0, 0, 1],
			];
			call([0, 1, 1, 1], keys).gives([2, 1]);
			const query = random.vector(4);
			call(query, keys).gives(scoresOf(query, keys));
		},
	);

	property(
		"scoreRow gives one score a key, in the order of the keys",
		{ of: "scoreRow", points: 2 },
		({ call, random }) => {
			const sizes = [
				[5, 3],
				[2, 6],
				[4, 4],
				[1, 3],
				[3, 1],
			] as const;
			for (const [n, d] of sizes) {
				const [query, keys] = [random.vector(d), random.matrix(n, d)];
				call(query, keys).gives(scoresOf(query, keys));
			}
		},
	);

	property(
		"scoreRow gives a query twice as long scores twice as high",
		{ of: "scoreRow", points: 1 },
		({ call, random }) => {
			const [query, keys] = [random.vector(3), random.matrix(4, 3)];
			const scores = scoresOf(query, keys);
			call(
				query.map((x) => 2 * x),
				keys,
			).gives(scores.map((score) => 2 * score));
			call(
				query.map((x) => -x),
				keys,
			).gives(scores.map((score) => -score));
		},
	);

	property(
		"scoreMatrix gives the scores of the worked case",
		{ of: "scoreMatrix", points: 1 },
		({ call, random }) => {
			const queries = [
				[1, 2],
				[0, 1],
			];
			const keys = [
				[1, 0],
				[0, 1],
				[1, 1],
			];
			call(queries, keys).gives([
				[1, 2, 3],
				[0, 1, 1],
			]);
			const others = random.matrix(2, 2);
			call(others, keys).gives(others.map((query) => scoresOf(query, keys)));
		},
	);

	property(
		"scoreMatrix scores every query against every key",
		{ of: "scoreMatrix", points: 2 },
		({ call, random }) => {
			const sizes = [
				[2, 5, 3],
				[6, 3, 4],
				[3, 4, 2],
				[1, 3, 5],
				[4, 1, 3],
			] as const;
			for (const [nQueries, nKeys, d] of sizes) {
				const [queries, keys] = [random.matrix(nQueries, d), random.matrix(nKeys, d)];
				const scores = call(queries, keys);
				scores.gives(queries.map((query) => scoresOf(query, keys)));
				scores.hasSeparateRows();
			}
		},
	);

	property(
		"scoreMatrix scores tokens against themselves, too, when the queries are the keys",
		{ of: "scoreMatrix", points: 1 },
		({ call, random }) => {
			const tokens = random.matrix(4, 3);
			call(tokens, tokens).gives(tokens.map((query) => scoresOf(query, tokens)));
		},
	);
});

/** One dot product a key, number by number. */
function scoresOf(query: Vector, keys: Matrix): number[] {
	const scores: number[] = [];
	for (const key of keys) {
		let score = 0;
		for (const [i, x] of query.entries()) score += x * key[i]!;
		scores.push(score);
	}
	return scores;
}
