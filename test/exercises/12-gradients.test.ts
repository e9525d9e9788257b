import { attention, type Mask, type Matrix, type Random, softmax } from "attention-lab";
import { integer } from "fast-check";
import * as learner from "../../exercises/12-gradients";
import { exercise } from "../../src/course/checking/exercise";
import { gradientsLesson } from "../../src/course/lessons/12-gradients/lesson";
import { attentionBackwardLoops } from "./gradient-loops";

/** [n_q, n_k, d_k, d_v], all different: whoever mixes up two of them is found out. */
const sizes = [
	[2, 3, 6, 4],
	[5, 3, 2, 7],
	[3, 7, 5, 2],
] as const;

export const suite = exercise(gradientsLesson, learner, ({ property }) => {
	property(
		"softmaxBackward gives the numbers of the worked case",
		{ of: "softmaxBackward", points: 1 },
		({ call }) => {
			call([0.5, 0.25, 0.25], [4, 0, 8]).gives([0, -1, 1]);
		},
	);

	property(
		"softmaxBackward lets every score act on all weights of its row",
		{ of: "softmaxBackward", points: 2 },
		({ call, random, forAll }) => {
			forAll(integer({ min: 2, max: 8 }), (n) => {
				const [p, dp] = [softmax(random.vector(n)), random.vector(n)];
				call(p, dp).gives(backwardLoops(p, dp));
			});
		},
	);

	property(
		"softmaxBackward gives zeros where all weights are 0, and where one has everything",
		{ of: "softmaxBackward", points: 1 },
		({ call, random }) => {
			const dp = random.vector(4).map((value) => value + 3);
			call([0, 0, 0, 0], dp).gives([0, 0, 0, 0]);
			call([0, 1, 0, 0], dp).gives([0, 0, 0, 0]);
			const half = (dp[0]! - dp[1]!) / 4; // ½ · (dp₀ − the mean of both)
			call([0.5, 0.5, 0, 0], dp).gives([half, -half, 0, 0]);
		},
	);

	property(
		"attentionBackward gives the numbers of the worked case",
		{ of: "attentionBackward", points: 1 },
		({ call }) => {
			const k = [
				[0, 0, 6, 0],
				[0, 0, 0, 8],
			];
			const forward = { q: [[2, 4, 0, 0]], k, v: [[3], [7]], weights: [[0.5, 0.5]] };
			call(forward, [[2]]).gives({
				dq: [[0, 0, -6, 8]],
				dk: [
					[-2, -4, 0, 0],
					[2, 4, 0, 0],
				],
				dv: [[1], [1]],
			});
		},
	);

	property(
		"attentionBackward finds dq, dk and dv, each in the shape of q, k and v",
		{ of: "attentionBackward", points: 3 },
		({ call, random }) => {
			for (const size of sizes) {
				const { forward, dOutput } = fixture(random, size);
				const result = call(forward, dOutput);
				result.gives(attentionBackwardLoops(forward, dOutput));
				result.hasSeparateRows();
			}
		},
	);

	property(
		"attentionBackward finds them in self-attention, with as many queries as keys",
		{ of: "attentionBackward", points: 1 },
		({ call, random }) => {
			for (const size of [
				[4, 4, 3, 2],
				[3, 3, 5, 4],
			] as const) {
				const { forward, dOutput } = fixture(random, size);
				call(forward, dOutput).gives(attentionBackwardLoops(forward, dOutput));
			}
		},
	);

	property(
		"attentionBackward hands nothing back to what was hidden",
		{ of: "attentionBackward", points: 1 },
		({ call, random }) => {
			for (const size of sizes) {
				const [queries, keys] = size;
				const [lonely, unseen] = [random.integer(0, queries), random.integer(0, keys)];
				const mask = Array.from({ length: queries }, (_, i) =>
					Array.from({ length: keys }, (_, j) => i !== lonely && j !== unseen),
				);
				const { forward, dOutput } = fixture(random, size, mask);
				call(forward, dOutput).gives(attentionBackwardLoops(forward, dOutput));
			}
		},
	);

	property(
		"numericalGradient gives the numbers of the worked case",
		{ of: "numericalGradient", points: 1 },
		({ call }) => {
			call((x) => x[0]![0]! ** 2 * x[0]![1]!, [[3, 2]], 1).gives([[12, 9]]);
		},
	);

	property(
		"numericalGradient moves one number at a time, by epsilon to both sides",
		{ of: "numericalGradient", points: 2 },
		({ call, random }) => {
			for (const [n, d] of [
				[2, 3],
				[4, 1],
				[3, 2],
			] as const) {
				const [x, a] = [random.matrix(n, d), random.matrix(n, d)];
				const epsilon = random.uniform(0.2, 0.6);
				const result = call(cubes(a), x, epsilon);
				result.gives(slopesOfCubes(a, x, epsilon));
				result.hasSeparateRows();
				call(product, x, epsilon).gives(slopesOfProduct(x));
			}
		},
	);

	property(
		"numericalGradient takes steps of 1e-5 when no epsilon is given",
		{ of: "numericalGradient", points: 1 },
		({ call, random }) => {
			// at 0 the slope of a cubic is 0: what is left is a · epsilon², and a is large
			const a = random.matrix(2, 3).map((row) => row.map((value) => 1e6 * (1 + value ** 2)));
			const zeros = a.map((row) => row.map(() => 0));
			call(cubes(a), zeros).gives(slopesOfCubes(a, zeros, 1e-5));
		},
	);
});

type Size = readonly [queries: number, keys: number, dim: number, valueDim: number];

function fixture(random: Random, [queries, keys, dim, valueDim]: Size, mask?: Mask) {
	const [q, k] = [random.matrix(queries, dim), random.matrix(keys, dim)];
	const v = random.matrix(keys, valueDim);
	const { weights } = attention(q, k, v, mask);
	return { forward: { q, k, v, weights }, dOutput: random.matrix(queries, valueDim) };
}

/** Through the matrix of all slopes ∂p[j]/∂s[i] = p[j] · ((i is j) − p[i]). */
function backwardLoops(p: readonly number[], dp: readonly number[]): number[] {
	return p.map((own, i) => {
		let total = 0;
		for (let j = 0; j < p.length; j++) total += dp[j]! * p[j]! * ((i === j ? 1 : 0) - own);
		return total;
	});
}

/** Σ aᵢⱼ · xᵢⱼ³ */
const cubes = (a: Matrix) => (x: Matrix) =>
	x.reduce((sum, row, i) => row.reduce((s, value, j) => s + a[i]![j]! * value ** 3, sum), 0);

/** ((x + ε)³ − (x − ε)³) / 2ε = 3x² + ε² */
const slopesOfCubes = (a: Matrix, x: Matrix, epsilon: number): number[][] =>
	x.map((row, i) => row.map((value, j) => a[i]![j]! * (3 * value ** 2 + epsilon ** 2)));

/** Π (1 + xᵢⱼ/10), in which every number acts on the slopes of all others. */
const product = (x: Matrix): number => x.flat().reduce((all, value) => all * (1 + value / 10), 1);

/** In each of its numbers alone it is a straight line, and its slope the product of the other factors. */
const slopesOfProduct = (x: Matrix): number[][] =>
	x.map((row) => row.map((value) => product(x) / (1 + value / 10) / 10));
