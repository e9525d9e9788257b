import type { Matrix, Random, Vector } from "attention-lab";
import { array, double, tuple } from "fast-check";
import * as learner from "../../exercises/03-weighted-sum";
import { exercise } from "../../src/course/checking/exercise";
import { weightedSumLesson } from "../../src/course/lessons/03-weighted-sum/lesson";

export const suite = exercise(weightedSumLesson, learner, ({ property }) => {
	property(
		"weightedSum gives the mixture of the worked case",
		{ of: "weightedSum", points: 1 },
		({ call, random }) => {
			const values = [
				[4, 0, 8],
				[0, 8, 4],
			];
			call([1 / 4, 3 / 4], values).gives([1, 6, 5]);
			const weights = sharesOf(2, random);
			call(weights, values).gives(mixtureOf(weights, values));
		},
	);

	property(
		"weightedSum mixes all values, each by its own weight",
		{ of: "weightedSum", points: 2 },
		({ call, random }) => {
			const sizes = [
				[5, 3],
				[2, 6],
				[4, 4],
				[1, 3],
				[3, 1],
			] as const;
			for (const [n, d] of sizes) {
				const [weights, values] = [sharesOf(n, random), random.matrix(n, d)];
				call(weights, values).gives(mixtureOf(weights, values));
			}
		},
	);

	property(
		"weightedSum gives the value itself when all weight is on it",
		{ of: "weightedSum", points: 1 },
		({ call, random }) => {
			const values = random.matrix(4, 3);
			for (const i of random.shuffle([0, 1, 2, 3]))
				call(
					[0, 1, 2, 3].map((j) => (i === j ? 1 : 0)),
					values,
				).gives(values[i]!);
		},
	);

	property(
		"a mixture lies between the lowest and the highest of its values, entry by entry",
		{ of: "weightedSum", points: 1 },
		({ call, forAll }) => {
			const entry = double({ min: -9, max: 9, noNaN: true });
			const part = double({ min: 0.1, max: 1, noNaN: true });
			const parts = array(tuple(part, tuple(entry, entry)), { minLength: 3, maxLength: 6 });
			forAll(parts, (pairs) => {
				const total = pairs.reduce((sum, [weight]) => sum + weight, 0);
				const weights = pairs.map(([weight]) => weight / total);
				const values = pairs.map(([, value]) => value);
				const mixture = call(weights, values);
				mixture.measured("the length of the mixture", (row) => row.length).gives(2);
				mixture.should("lie between its values in every entry", (row) =>
					row.every((x, j) =>
						isBetween(
							x,
							values.map((value) => value[j]!),
						),
					),
				);
			});
		},
	);

	property(
		"weightedSum takes the weights as they are, whatever they sum to",
		{ of: "weightedSum", points: 1 },
		({ call, random }) => {
			const values = random.matrix(3, 2);
			const weights = sharesOf(3, random).map((weight) => weight / 2);
			call(weights, values).gives(mixtureOf(weights, values));
			call([0, 0, 0], values).gives([0, 0]);
		},
	);

	property(
		"mixValues gives the mixtures of the worked case",
		{ of: "mixValues", points: 1 },
		({ call, random }) => {
			const weightRows = [
				[1 / 4, 3 / 4],
				[1 / 2, 1 / 2],
				[0, 0],
			];
			const values = [
				[4, 0],
				[0, 8],
			];
			call(weightRows, values).gives([
				[1, 6],
				[2, 4],
				[0, 0],
			]);
			const others = random.matrix(2, 2);
			call(weightRows, others).gives(weightRows.map((weights) => mixtureOf(weights, others)));
		},
	);

	property(
		"mixValues makes one mixture for each query",
		{ of: "mixValues", points: 2 },
		({ call, random }) => {
			const sizes = [
				[1, 3, 2], // WᵀV and VW are told apart here: in the other sizes neither fits
				[3, 5, 4],
				[6, 3, 2],
				[2, 4, 7],
				[4, 1, 3],
			] as const;
			for (const [nQueries, nKeys, d] of sizes) {
				const weightRows = Array.from({ length: nQueries }, () => sharesOf(nKeys, random));
				const values = random.matrix(nKeys, d);
				call(weightRows, values).gives(weightRows.map((weights) => mixtureOf(weights, values)));
			}
		},
	);

	property(
		"mixValues makes a row of its own for each query, and zeros where all weights are 0",
		{ of: "mixValues", points: 1 },
		({ call, random }) => {
			const weights = sharesOf(3, random);
			const weightRows = [weights, [0, 0, 0], sharesOf(3, random), weights];
			const values = random.matrix(3, 2);
			const mixtures = call(weightRows, values);
			mixtures.hasSeparateRows();
			mixtures.gives(weightRows.map((row) => mixtureOf(row, values)));
		},
	);
});

/** Positive weights that sum to 1, no two of them alike. */
function sharesOf(n: number, random: Random): number[] {
	const parts = Array.from({ length: n }, (_, i) => random.uniform(i + 0.1, i + 0.9));
	const total = parts.reduce((a, b) => a + b, 0);
	return random.shuffle(parts).map((part) => part / total);
}

/** Entry by entry: the sum of weight times value. */
function mixtureOf(weights: Vector, values: Matrix): number[] {
	const mixture: number[] = [];
	for (let j = 0; j < values[0]!.length; j++) {
		let sum = 0;
		for (const [i, value] of values.entries()) sum += weights[i]! * value[j]!;
		mixture.push(sum);
	}
	return mixture;
}

/** Rounding may carry a sum past the highest value, by as much as the checks allow everywhere. */
function isBetween(x: number, column: Vector): boolean {
	return x >= Math.min(...column) - 1e-9 && x <= Math.max(...column) + 1e-9;
}
