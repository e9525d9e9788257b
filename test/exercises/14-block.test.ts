import type { BlockWeights, Mask, Random } from "attention-lab";
import { integer } from "fast-check";
import * as learner from "../../exercises/14-block";
import { exercise } from "../../src/course/checking/exercise";
import { blockLesson } from "../../src/course/lessons/14-block/lesson";
import { blockLoops, feedForwardLoops, normLoops } from "./block-loops";

/** [n, d], different; with n = d an axis could be mistaken for the other. */
const normSizes = [
	[3, 5],
	[6, 4],
	[2, 7],
] as const;

export const suite = exercise(blockLesson, learner, ({ property }) => {
	property(
		"layerNorm gives the numbers of the worked case",
		{ of: "layerNorm", points: 1 },
		({ call }) => {
			const [gamma, beta] = [
				[2, 4, 6, 8],
				[1, 1, 1, 1],
			];
			call([[1, 3, 1, 3]], gamma, beta, 3).gives([[0, 3, -2, 5]]);
		},
	);

	property(
		"layerNorm norms every token by itself, and scales and shifts every feature",
		{ of: "layerNorm", points: 1 },
		({ call, random, forAll }) => {
			for (const [n, d] of normSizes) {
				const { x, gamma, beta } = normFixture(random, n, d);
				const epsilon = random.uniform(0.1, 1);
				const normed = call(x, gamma, beta, epsilon);
				normed.gives(normLoops(x, gamma, beta, epsilon));
				normed.hasSeparateRows();
			}
			forAll(integer({ min: 2, max: 6 }), (d) => {
				const { x, gamma, beta } = normFixture(random, 2, d);
				call(x, gamma, beta, 0.5).gives(normLoops(x, gamma, beta, 0.5));
			});
		},
	);

	property(
		"layerNorm takes 1e-5 for an epsilon that is not given, and makes beta of equal numbers",
		{ of: "layerNorm", points: 1 },
		({ call, random }) => {
			for (const [n, d] of normSizes) {
				const { x, gamma, beta } = normFixture(random, n, d);
				const small = x.map((row) => row.map((value) => 0.01 * value)); // so that 1e-5 counts
				const value = random.normal();
				const withEqual = [...small, small[0]!.map(() => value)];
				call(withEqual, gamma, beta).gives(normLoops(withEqual, gamma, beta, 1e-5));
			}
		},
	);

	property(
		"feedForward gives the numbers of the worked case",
		{ of: "feedForward", points: 1 },
		({ call }) => {
			const params = {
				w1: [
					[100, 0, -100],
					[0, 100, 0],
				],
				b1: [0, 0, 50],
				w2: [
					[1, 0],
					[0, 1],
					[5, 5],
				],
				b2: [0.5, -1],
			};
			call([[1, 2]], params).gives([[100.5, 199]]);
		},
	);

	property(
		"feedForward is a linear layer, GELU and another linear layer, token by token",
		{ of: "feedForward", points: 1 },
		({ call, random }) => {
			for (const sizes of allSizes) {
				const { x, params } = fixture(random, sizes);
				const result = call(x, params.feedForward);
				result.gives(feedForwardLoops(x, params.feedForward));
				result.hasSeparateRows();
			}
		},
	);

	property(
		"transformerBlock adds and norms in the order of norm: before",
		{ of: "transformerBlock", points: 2 },
		({ call, random }) => {
			for (const sizes of allSizes) {
				const { x, params, heads } = fixture(random, sizes);
				const options = { heads, norm: "before" } as const;
				const result = call(x, params, options);
				result.gives(blockLoops(x, params, options));
				result.hasSeparateRows();
			}
		},
	);

	property(
		"transformerBlock adds and norms in the order of norm: after",
		{ of: "transformerBlock", points: 2 },
		({ call, random }) => {
			for (const sizes of allSizes) {
				const { x, params, heads } = fixture(random, sizes);
				const options = { heads, norm: "after" } as const;
				call(x, params, options).gives(blockLoops(x, params, options));
			}
		},
	);

	property(
		"transformerBlock hands the mask on to attention, whichever way it norms",
		{ of: "transformerBlock", points: 1 },
		({ call, random }) => {
			for (const sizes of allSizes) {
				const { x, params, heads } = fixture(random, sizes);
				const mask = someMask(x.length, random);
				for (const norm of ["before", "after"] as const)
					call(x, params, { heads, mask, norm }).gives(
						blockLoops(x, params, { heads, mask, norm }),
					);
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
	readonly dFf: number;
}

/** No two sizes of one alike; small, as every misconception is tried on them many times. */
const allSizes: readonly Sizes[] = [
	{ n: 3, heads: 2, dModel: 4, dK: 1, dV: 5, dFf: 6 },
	{ n: 5, heads: 2, dModel: 3, dK: 4, dV: 1, dFf: 6 },
];

function fixture(random: Random, { n, heads, dModel, dK, dV, dFf }: Sizes) {
	const matrix = (rows: number, columns: number) =>
		random.matrix(rows, columns).map((row) => row.map((value) => 0.6 * value));
	const norm = () => ({ gamma: random.vector(dModel), beta: random.vector(dModel) });
	const params: BlockWeights = {
		attention: {
			wq: matrix(dModel, heads * dK),
			wk: matrix(dModel, heads * dK),
			wv: matrix(dModel, heads * dV),
			wo: matrix(heads * dV, dModel),
		},
		attentionNorm: norm(),
		feedForward: {
			w1: matrix(dModel, dFf),
			b1: random.vector(dFf),
			w2: matrix(dFf, dModel),
			b2: random.vector(dModel),
		},
		feedForwardNorm: norm(),
	};
	return { x: random.matrix(n, dModel), params, heads };
}

/** Every row around a mean and with a spread of its own. */
function normFixture(random: Random, n: number, d: number) {
	const x = random.matrix(n, d).map((row) => {
		const [mean, spread] = [random.normal(), random.uniform(0.5, 2)];
		return row.map((value) => mean + spread * value);
	});
	return { x, gamma: random.vector(d), beta: random.vector(d) };
}

/** One token may attend to nothing, the others to themselves and to some. */
function someMask(n: number, random: Random): Mask {
	const lonely = random.integer(0, n);
	return Array.from({ length: n }, (_, i) =>
		Array.from({ length: n }, (_, j) => {
			if (i === lonely) return false;
			return j === i || (j !== (i + 1) % n && random.uniform() < 0.5);
		}),
	);
}
