import type { Mask, Matrix, Random, Vector } from "attention-lab";
import { integer } from "fast-check";
import * as learner from "../../exercises/05-attention";
import { exercise } from "../../src/course/checking/exercise";
import { attentionLesson } from "../../src/course/lessons/05-attention/lesson";

/** [n_q, n_k, d_k, d_v], all different: whoever mixes up two of them is found out. */
const sizes = [
	[2, 3, 6, 4],
	[5, 3, 2, 7],
	[3, 7, 5, 2],
] as const;

export const suite = exercise(attentionLesson, learner, ({ property }) => {
	property(
		"scaledScores gives the scores of the worked case",
		{ of: "scaledScores", points: 1 },
		({ call }) => {
			const keys = [
				[1, 2, 3, 4],
				[2, 0, 0, 2],
			];
			call([[1, 1, 1, 1]], keys).gives([[5, 2]]);
		},
	);

	property(
		"scaledScores scores every query against every key and divides by √d_k",
		{ of: "scaledScores", points: 3 },
		({ call, random }) => {
			for (const [queries, keys, dim] of sizes) {
				const [q, k] = [random.matrix(queries, dim), random.matrix(keys, dim)];
				const scores = call(q, k);
				scores.gives(scaled(q, k));
				scores.hasSeparateRows();
			}
		},
	);

	property(
		"scaledScores follows d_k, whether it is 1 or 100",
		{ of: "scaledScores", points: 1 },
		({ call, random, forAll }) => {
			const [q, k] = [random.matrix(3, 100), random.matrix(2, 100)];
			call(q, k).gives(scaled(q, k));
			const [short, shortKeys] = [random.matrix(2, 1), random.matrix(4, 1)];
			call(short, shortKeys).gives(scaled(short, shortKeys));
			forAll(integer({ min: 2, max: 60 }), (dim) => {
				const ones = Array.from({ length: dim }, () => 1); // ones · ones is d_k, and d_k / √d_k is √d_k
				call([ones], [ones, ones]).gives([[Math.sqrt(dim), Math.sqrt(dim)]]);
			});
		},
	);

	property(
		"attention gives the weights and the output of the worked case",
		{ of: "attention", points: 1 },
		({ call }) => {
			const keys = [
				[1, 0, 5, -1],
				[Math.log(9), 0, 7, 0],
			];
			const values = [
				[8, 0, 4],
				[0, 8, 4],
			];
			const result = call([[1, 1, 0, 1]], keys, values);
			result.gives({ weights: [[1 / 4, 3 / 4]], output: [[2, 6, 4]] });
		},
	);

	property(
		"the weights of attention are the softmax of every row of scaled scores",
		{ of: "attention", points: 2 },
		({ call, random }) => {
			for (const size of sizes) {
				const { q, k, v } = fixture(random, size);
				const result = call(q, k, v);
				result.measured("`weights`", ({ weights }) => weights).gives(expected(q, k, v).weights);
			}
		},
	);

	property(
		"the output of attention mixes the values by the weights",
		{ of: "attention", points: 2 },
		({ call, random }) => {
			for (const size of sizes) {
				const { q, k, v } = fixture(random, size);
				const result = call(q, k, v);
				result.gives(expected(q, k, v));
				result.hasSeparateRows();
			}
		},
	);

	property(
		"attention survives scores that are too large for exp",
		{ of: "attention", points: 1 },
		({ call, random }) => {
			const { q, k, v } = fixture(random, [2, 4, 3, 5]);
			const [far, near] = [1000, 1 / 300];
			const large = q.map((query) => query.map((x) => far * x));
			call(large, k, v).gives(expected(large, k, v));
			// all scores above 710, and still close to each other
			const lifted = k.map((key) => [...key.map((x) => near * x), 1]);
			const asking = q.map((query) => [...query, 2000]);
			call(asking, lifted, v).gives(expected(asking, lifted, v));
		},
	);

	property(
		"attention gives hidden keys the weight 0 and shares the rest among the others",
		{ of: "attention", points: 2 },
		({ call, random }) => {
			for (const size of sizes) {
				const { q, k, v } = fixture(random, size);
				const free = random.integer(0, q.length); // one query may attend to every key
				const mask = someHidden(random, size[0], size[1]).map((row, i) =>
					i === free ? row.map(() => true) : row,
				);
				const result = call(q, k, v, mask);
				result.gives(expected(q, k, v, mask));
				result.should("give every hidden key the weight 0, exactly", ({ weights }) =>
					weights.every((row, i) => row.every((weight, j) => mask[i]![j] || weight === 0)),
				);
			}
		},
	);

	property(
		"a query with nothing to attend to has weights and an output of all zeros",
		{ of: "attention", points: 1 },
		({ call, random }) => {
			// with several other queries, so that one mistake is not taken for another
			for (const size of sizes.slice(1)) {
				const { q, k, v } = fixture(random, size);
				const alone = random.integer(0, q.length);
				const mask = someHidden(random, size[0], size[1]);
				const lonely = mask.map((row, i) => (i === alone ? row.map(() => false) : row));
				call(q, k, v, lonely).gives(expected(q, k, v, lonely));
			}
		},
	);
});

type Size = readonly [queries: number, keys: number, dim: number, valueDim: number];

function fixture(random: Random, [queries, keys, dim, valueDim]: Size) {
	return {
		q: random.matrix(queries, dim),
		k: random.matrix(keys, dim),
		v: random.matrix(keys, valueDim),
	};
}

/** Hides at least one key of every query and leaves it at least one; no two rows hide the same. */
function someHidden(random: Random, queries: number, keys: number): boolean[][] {
	const patterns = Array.from({ length: 2 ** keys - 2 }, (_, code) =>
		Array.from({ length: keys }, (_, j) => (((code + 1) >> j) & 1) === 1),
	);
	return random.shuffle(patterns).slice(0, queries);
}

function scaled(q: Matrix, k: Matrix): number[][] {
	const scores: number[][] = [];
	for (const query of q) {
		const row: number[] = [];
		for (const key of k) {
			let product = 0;
			for (let d = 0; d < query.length; d++) product += query[d]! * key[d]!;
			row.push(product / query.length ** 0.5);
		}
		scores.push(row);
	}
	return scores;
}

/** Attention in so many words; softmax without a quotient of large numbers: 1 / Σⱼ exp(sⱼ − sᵢ). */
function expected(q: Matrix, k: Matrix, v: Matrix, mask?: Mask) {
	const weights = scaled(q, k).map((row, i) =>
		row.map((own, j) => {
			const seen = row.filter((_, other) => mask?.[i]?.[other] ?? true);
			return (mask?.[i]?.[j] ?? true) ? 1 / sum(seen.map((score) => Math.exp(score - own))) : 0;
		}),
	);
	const output = weights.map((row) =>
		v[0]!.map((_, d) => sum(row.map((weight, j) => weight * v[j]![d]!))),
	);
	return { output, weights };
}

const sum = (row: Vector): number => row.reduce((a, b) => a + b, 0);
