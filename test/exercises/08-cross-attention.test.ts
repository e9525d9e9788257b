import type { Mask, MultiHeadWeights, Random } from "attention-lab";
import * as learner from "../../exercises/08-cross-attention";
import { exercise } from "../../src/course/checking/exercise";
import { crossAttentionLesson } from "../../src/course/lessons/08-cross-attention/lesson";
import { headLoops } from "./head-loops";

export const suite = exercise(crossAttentionLesson, learner, ({ property }) => {
	property(
		"crossAttention gives the weights and the output of the worked case",
		{ of: "crossAttention", points: 1 },
		({ call }) => {
			const context = [
				[1, 0],
				[0, 1],
				[0, 0],
			];
			const params = {
				wq: [[Math.log(2)]],
				wk: [[1], [0]],
				wv: [
					[8, 0],
					[0, 4],
				],
				wo: [
					[1, 1],
					[1, -1],
				],
			};
			call([[1]], context, params, { heads: 1 }).gives({
				weights: [[[1 / 2, 1 / 4, 1 / 4]]],
				output: [[5, 3]],
			});
		},
	);

	property(
		"the weights of crossAttention say who of x looks where in context",
		{ of: "crossAttention", points: 2 },
		({ call, random }) => {
			for (const sizes of different) {
				const { x, context, params, heads } = fixture(random, sizes);
				const { weights } = headLoops(x, context, params, { heads });
				call(x, context, params, { heads })
					.measured("`weights`", (result) => result.weights)
					.gives(weights);
			}
		},
	);

	property(
		"the output of crossAttention is what x found in context, merged and projected",
		{ of: "crossAttention", points: 2 },
		({ call, random }) => {
			for (const sizes of different) {
				const { x, context, params, heads } = fixture(random, sizes);
				const { weights, output } = headLoops(x, context, params, { heads });
				call(x, context, params, { heads }).gives({ weights, output });
			}
		},
	);

	property(
		"crossAttention keeps the two sequences apart when they are alike in every size",
		{ of: "crossAttention", points: 2 },
		({ call, random }) => {
			const { x, context, params, heads } = fixture(random, alike);
			const { weights, output } = headLoops(x, context, params, { heads });
			call(x, context, params, { heads }).gives({ weights, output });
		},
	);

	property(
		"crossAttention applies the mask in every head",
		{ of: "crossAttention", points: 2 },
		({ call, random }) => {
			for (const sizes of [alike, ...different]) {
				const { x, context, params, heads } = fixture(random, sizes);
				const mask = someMask(x.length, context.length, random);
				const { weights, output } = headLoops(x, context, params, { heads, mask });
				call(x, context, params, { heads, mask }).gives({ weights, output });
			}
		},
	);

	property(
		"crossAttention gives zeros to a token that may attend to nothing",
		{ of: "crossAttention", points: 1 },
		({ call, random }) => {
			for (const sizes of different) {
				const { x, context, params, heads } = fixture(random, sizes);
				const lonely = random.integer(0, x.length);
				const mask = someMask(x.length, context.length, random).map((row, i) =>
					row.map((yes) => yes && i !== lonely),
				);
				const { weights, output } = headLoops(x, context, params, { heads, mask });
				call(x, context, params, { heads, mask }).gives({ weights, output });
			}
		},
	);
});

interface Sizes {
	readonly nQ: number;
	readonly nK: number;
	readonly heads: number;
	readonly dModel: number;
	readonly dContext: number;
	readonly dK: number;
	readonly dV: number;
	readonly dOut: number;
}

/** No two sizes alike; once with more keys than queries, once with fewer. */
const different: readonly Sizes[] = [
	{ nQ: 3, nK: 5, heads: 2, dModel: 4, dContext: 7, dK: 6, dV: 8, dOut: 9 },
	{ nQ: 5, nK: 2, heads: 3, dModel: 7, dContext: 8, dK: 6, dV: 4, dOut: 9 },
];

/** Everything fits everywhere: a matrix or a sequence in the wrong place gives numbers, not an error. */
const alike: Sizes = { nQ: 4, nK: 4, heads: 2, dModel: 6, dContext: 6, dK: 5, dV: 5, dOut: 10 };

function fixture(random: Random, { nQ, nK, heads, dModel, dContext, dK, dV, dOut }: Sizes) {
	const matrix = (rows: number, columns: number) =>
		random.matrix(rows, columns).map((row) => row.map((value) => 0.6 * value));
	const params: MultiHeadWeights = {
		wq: matrix(dModel, heads * dK),
		wk: matrix(dContext, heads * dK),
		wv: matrix(dContext, heads * dV),
		wo: matrix(heads * dV, dOut),
	};
	return { x: random.matrix(nQ, dModel), context: random.matrix(nK, dContext), params, heads };
}

/** Every token may attend to at least one token and not to at least one other. */
function someMask(nQ: number, nK: number, random: Random): Mask {
	const shift = random.integer(0, nK);
	return Array.from({ length: nQ }, (_, i) =>
		Array.from({ length: nK }, (_, j) => {
			if (j === (i + shift) % nK) return true;
			if (j === (i + shift + 1) % nK) return false;
			return random.uniform() < 0.5;
		}),
	);
}
