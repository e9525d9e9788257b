import type { Mask, Matrix, Random } from "attention-lab";
import { integer } from "fast-check";
import * as learner from "../../exercises/06-masks";
import { exercise } from "../../src/course/checking/exercise";
import { masksLesson } from "../../src/course/lessons/06-masks/lesson";

/** [n_q, n_k], as many queries as keys never: whoever mixes them up is found out. */
const sizes = [
	[2, 3],
	[5, 3],
	[3, 7],
] as const;

export const suite = exercise(masksLesson, learner, ({ property }) => {
	property("causalMask gives the worked case", { of: "causalMask", points: 1 }, ({ call }) => {
		call(3).gives([
			[true, false, false],
			[true, true, false],
			[true, true, true],
		]);
	});

	property(
		"causalMask lets every position see itself and what came before, nothing later",
		{ of: "causalMask", points: 2 },
		({ call, random }) => {
			for (const n of [2, random.integer(5, 9), 4]) {
				const mask = call(n);
				mask.gives(looking(n, n, (i, j) => i >= j));
				mask.hasSeparateRows();
			}
			call(1).gives([[true]]);
		},
	);

	property("paddingMask gives the worked case", { of: "paddingMask", points: 1 }, ({ call }) => {
		call(2, 1, 3).gives([
			[true, false, false],
			[true, false, false],
		]);
	});

	property(
		"paddingMask shows every query the first keys and hides the rest",
		{ of: "paddingMask", points: 2 },
		({ call, random, forAll }) => {
			for (const [queries, keys] of sizes) {
				const length = random.integer(1, keys);
				const mask = call(queries, length, keys);
				mask.gives(looking(queries, keys, (_, j) => length > j));
				mask.hasSeparateRows();
			}
			forAll(integer({ min: 1, max: 4 }), integer({ min: 5, max: 8 }), (queries, keys) => {
				call(queries, keys, keys).gives(looking(queries, keys, () => true));
				call(queries, 0, keys).gives(looking(queries, keys, () => false));
			});
		},
	);

	property("combineMasks gives the worked case", { of: "combineMasks", points: 1 }, ({ call }) => {
		call([[true, true, false]], [[true, false, true]]).gives([[true, false, false]]);
	});

	property(
		"combineMasks allows what both masks allow, and nothing else",
		{ of: "combineMasks", points: 1 },
		({ call, random }) => {
			const [a, b] = [0b0011, 0b0101].map((bits) =>
				Array.from({ length: 4 }, (_, j) => ((bits >> j) & 1) === 1),
			); // every combination of two booleans, in any order
			const orders = [1, 2, 3].map(() => random.shuffle([0, 1, 2, 3]));
			const [first, second] = [a!, b!].map((row) =>
				orders.map((order) => order.map((j) => row[j]!)),
			);
			const both = call(first!, second!);
			both.gives(looking(3, 4, (i, j) => [first!, second!].every((mask) => mask[i]![j])));
			both.hasSeparateRows();
		},
	);

	property(
		"maskedSoftmaxRows gives the worked case",
		{ of: "maskedSoftmaxRows", points: 1 },
		({ call }) => {
			const scores = [
				[0, Math.log(3), Math.log(4)],
				[5, 5, 5],
			];
			const mask = [
				[true, true, false],
				[false, false, false],
			];
			call(scores, mask).gives([
				[1 / 4, 3 / 4, 0],
				[0, 0, 0],
			]);
		},
	);

	property(
		"maskedSoftmaxRows gives hidden keys 0 and shares the whole among the others",
		{ of: "maskedSoftmaxRows", points: 2 },
		({ call, random }) => {
			for (const [queries, keys] of sizes) {
				const scores = random.matrix(queries, keys).map((row) => row.map((x) => 2 * x));
				const mask = someHidden(random, queries, keys);
				const weights = call(scores, mask);
				weights.gives(expected(scores, mask));
				weights.should("be 0, exactly, for every hidden key", (rows) =>
					rows.every((row, i) => row.every((weight, j) => mask[i]![j] || weight === 0)),
				);
				weights.hasSeparateRows();
			}
			const scores = random.matrix(3, 4);
			const everything = scores.map((row) => row.map(() => true));
			call(scores, everything).gives(expected(scores, everything));
		},
	);

	property(
		"maskedSoftmaxRows takes scores of any size, hidden or not",
		{ of: "maskedSoftmaxRows", points: 1 },
		({ call, random }) => {
			for (const [visible, hidden] of [
				[0, 2000],
				[1000, 0],
				[-3e9, 0],
			] as const) {
				const mask = someHidden(random, 3, 4);
				const scores = random
					.matrix(3, 4)
					.map((row, i) =>
						row.map((x, j) => Math.round(9 * x) / 8 + (mask[i]![j] ? visible : hidden)),
					);
				call(scores, mask).gives(expected(scores, mask));
			}
		},
	);

	property(
		"maskedSoftmaxRows gives a query with nothing to attend to weights of all zeros",
		{ of: "maskedSoftmaxRows", points: 2 },
		({ call, random }) => {
			for (const [queries, keys] of sizes) {
				const scores = random.matrix(queries, keys);
				const alone = random.integer(0, queries);
				const mask = someHidden(random, queries, keys).map((row, i) =>
					i === alone ? row.map(() => false) : row,
				);
				call(scores, mask).gives(expected(scores, mask));
			}
		},
	);
});

/** A mask of this shape, by what it says about query i and key j. */
function looking(
	queries: number,
	keys: number,
	may: (i: number, j: number) => boolean,
): boolean[][] {
	const mask: boolean[][] = [];
	for (let i = 0; i < queries; i++) {
		const row: boolean[] = [];
		for (let j = 0; j < keys; j++) row.push(may(i, j));
		mask.push(row);
	}
	return mask;
}

/** Hides at least one key of every query and leaves it at least one; no two rows hide the same. */
function someHidden(random: Random, queries: number, keys: number): boolean[][] {
	const patterns = Array.from({ length: 2 ** keys - 2 }, (_, code) =>
		Array.from({ length: keys }, (_, j) => (((code + 1) >> j) & 1) === 1),
	);
	return random.shuffle(patterns).slice(0, queries);
}

/** Softmax over the visible keys alone, without a quotient of large numbers: 1 / Σⱼ exp(sⱼ − sᵢ). */
function expected(scores: Matrix, mask: Mask): number[][] {
	return scores.map((row, i) =>
		row.map((own, j) => {
			if (!mask[i]![j]) return 0;
			let others = 0;
			for (const [other, score] of row.entries())
				if (mask[i]![other]) others += Math.exp(score - own);
			return 1 / others;
		}),
	);
}
