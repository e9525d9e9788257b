import type { Mask, Matrix, MultiHeadWeights, Random } from "attention-lab";
import { integer } from "fast-check";
import * as learner from "../../exercises/07-multi-head";
import { exercise } from "../../src/course/checking/exercise";
import { multiHeadLesson } from "../../src/course/lessons/07-multi-head/lesson";
import { headLoops } from "./head-loops";

/** [n, heads, d_head], all different; with n = heads or heads = d_head mistakes would hide. */
const splits = [
	[4, 2, 3],
	[2, 3, 5],
	[5, 4, 1],
	[3, 1, 4],
] as const;

export const suite = exercise(multiHeadLesson, learner, ({ property }) => {
	property(
		"splitHeads gives every head its own columns of every token",
		{ of: "splitHeads", points: 3 },
		({ call, random, forAll }) => {
			// before the worked case, where n is heads and different mistakes give the same
			for (const [n, heads, dHead] of splits) {
				const x = random.matrix(n, heads * dHead);
				const split = call(x, heads);
				split.gives(splitInLoops(x, heads));
				split.hasSeparateRows();
			}
			const worked = [
				[1, 2, 3, 4],
				[5, 6, 7, 8],
			];
			call(worked, 2).gives([
				[
					[1, 2],
					[5, 6],
				],
				[
					[3, 4],
					[7, 8],
				],
			]);
			forAll(integer({ min: 1, max: 6 }), integer({ min: 1, max: 5 }), (heads, dHead) => {
				const x = numbered(3, heads * dHead);
				call(x, heads).gives(splitInLoops(x, heads));
			});
		},
	);

	property(
		"mergeHeads puts the heads side by side, token by token",
		{ of: "mergeHeads", points: 3 },
		({ call, random, forAll }) => {
			for (const [n, heads, dHead] of splits) {
				const x = random.matrix(n, heads * dHead);
				const merged = call(splitInLoops(x, heads));
				merged.gives(x);
				merged.hasSeparateRows();
			}
			const worked = [
				[
					[1, 2],
					[5, 6],
				],
				[
					[3, 4],
					[7, 8],
				],
			];
			call(worked).gives([
				[1, 2, 3, 4],
				[5, 6, 7, 8],
			]);
			forAll(integer({ min: 1, max: 6 }), integer({ min: 1, max: 5 }), (heads, dHead) => {
				const x = numbered(3, heads * dHead);
				call(splitInLoops(x, heads)).gives(x);
			});
		},
	);

	property(
		"multiHeadAttention gives the weights and the output of the worked case",
		{ of: "multiHeadAttention", points: 1 },
		({ call }) => {
			const x = [
				[1, 0],
				[0, 1],
			];
			const params = {
				wq: [
					[Math.log(3), 0],
					[0, 0],
				],
				wk: [
					[1, 0],
					[0, 1],
				],
				wv: [
					[4, 2],
					[8, 6],
				],
				wo: [
					[1, 0, 1],
					[0, 1, 1],
				],
			};
			call(x, params, { heads: 2 }).gives({
				weights: [
					[
						[3 / 4, 1 / 4],
						[1 / 2, 1 / 2],
					],
					[
						[1 / 2, 1 / 2],
						[1 / 2, 1 / 2],
					],
				],
				output: [
					[5, 4, 9],
					[6, 4, 10],
				],
			});
		},
	);

	property(
		"multiHeadAttention weighs in every head by itself: weights[head][query][key]",
		{ of: "multiHeadAttention", points: 3 },
		({ call, random }) => {
			for (const sizes of allSizes) {
				const { x, params, heads } = fixture(random, sizes);
				const { weights } = headLoops(x, x, params, { heads });
				call(x, params, { heads })
					.measured("`weights`", (result) => result.weights)
					.gives(weights);
			}
		},
	);

	property(
		"multiHeadAttention merges the heads and projects them with wo",
		{ of: "multiHeadAttention", points: 3 },
		({ call, random }) => {
			for (const sizes of allSizes) {
				const { x, params, heads } = fixture(random, sizes);
				const { weights, output } = headLoops(x, x, params, { heads });
				call(x, params, { heads }).gives({ weights, output });
			}
		},
	);

	property(
		"multiHeadAttention applies the mask in every head",
		{ of: "multiHeadAttention", points: 2 },
		({ call, random }) => {
			for (const sizes of allSizes) {
				const { x, params, heads } = fixture(random, sizes);
				const mask = someMask(x.length, random);
				const { weights, output } = headLoops(x, x, params, { heads, mask });
				call(x, params, { heads, mask }).gives({ weights, output });
			}
		},
	);

	property(
		"multiHeadAttention gives zeros to a token that may attend to nothing",
		{ of: "multiHeadAttention", points: 1 },
		({ call, random }) => {
			for (const sizes of allSizes) {
				const { x, params, heads } = fixture(random, sizes);
				const lonely = random.integer(0, x.length);
				const mask = someMask(x.length, random).map((row, i) =>
					row.map((yes) => yes && i !== lonely),
				);
				const { weights, output } = headLoops(x, x, params, { heads, mask });
				call(x, params, { heads, mask }).gives({ weights, output });
			}
		},
	);
});

interface Sizes {
	readonly n: number;
	readonly heads: number;
	readonly dModel: number;
	readonly dK: number;
	readonly dV: number;
	readonly dOut: number;
}

/**
 * No two sizes alike, also those of all heads together. Only in the first wo is square, so that its
 * transpose fits and has to be told by the numbers.
 */
const allSizes: readonly Sizes[] = [
	{ n: 3, heads: 2, dModel: 7, dK: 5, dV: 4, dOut: 8 },
	{ n: 4, heads: 3, dModel: 6, dK: 5, dV: 2, dOut: 7 },
	{ n: 5, heads: 2, dModel: 3, dK: 4, dV: 7, dOut: 6 },
];

function fixture(random: Random, { n, heads, dModel, dK, dV, dOut }: Sizes) {
	const matrix = (rows: number, columns: number) =>
		random.matrix(rows, columns).map((row) => row.map((value) => 0.6 * value));
	const params: MultiHeadWeights = {
		wq: matrix(dModel, heads * dK),
		wk: matrix(dModel, heads * dK),
		wv: matrix(dModel, heads * dV),
		wo: matrix(heads * dV, dOut),
	};
	return { x: random.matrix(n, dModel), params, heads };
}

/** Every token may attend to itself or to the next (the last one to the first), and to others by chance. */
function someMask(n: number, random: Random): Mask {
	const shift = random.integer(0, 2);
	return Array.from({ length: n }, (_, i) =>
		Array.from({ length: n }, (_, j) => {
			if (j === (i + shift) % n) return true;
			if (j === (i + shift + 1) % n) return false;
			return random.uniform() < 0.5;
		}),
	);
}

/** 0, 1, 2, … row after row. */
const numbered = (n: number, d: number): number[][] =>
	Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, c) => i * d + c));

function splitInLoops(x: Matrix, heads: number): number[][][] {
	const dHead = x[0]!.length / heads;
	const result: number[][][] = [];
	for (let h = 0; h < heads; h++) {
		const head: number[][] = [];
		for (let i = 0; i < x.length; i++) {
			const row: number[] = [];
			for (let t = 0; t < dHead; t++) row.push(x[i]![h * dHead + t]!);
			head.push(row);
		}
		result.push(head);
	}
	return result;
}
