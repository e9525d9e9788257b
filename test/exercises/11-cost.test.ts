import type { AttentionFlops, Matrix, OnlineSoftmax, Random, Vector } from "attention-lab";
import { array, double, integer } from "fast-check";
import * as learner from "../../exercises/11-cost";
import { exercise } from "../../src/course/checking/exercise";
import { costLesson } from "../../src/course/lessons/11-cost/lesson";

/** [n_q, n_k, d_k, d_v, block], no two alike in one; blocks that divide the keys, that do not, and that are larger. */
const sizes = [
	[2, 6, 5, 4, 3],
	[4, 7, 3, 5, 2],
	[3, 5, 4, 2, 1],
	[5, 3, 2, 4, 8],
	[9, 8, 6, 3, 5],
] as const;

export const suite = exercise(costLesson, learner, ({ property }) => {
	property(
		"attentionFlops counts every operation of every head",
		{ of: "attentionFlops", points: 2 },
		({ call, random, forAll }) => {
			for (const [n, heads, dHead] of [
				[3, 2, 5],
				[5, 3, 4],
				[7, 6, 2],
				[random.integer(8, 12), 4, 3],
			] as const)
				call(n, heads * dHead, heads).gives(flopsInLoops(n, heads * dHead, heads));
			call(2, 4, 2).gives({ projections: 256, scores: 32, softmax: 40, mixing: 32, total: 360 });
			forAll(
				integer({ min: 1, max: 9 }),
				integer({ min: 1, max: 4 }),
				integer({ min: 1, max: 5 }),
				(n, heads, dHead) => {
					call(n, heads * dHead, heads).gives(flopsInLoops(n, heads * dHead, heads));
				},
			);
		},
	);

	property(
		"attentionBytes counts 4 bytes for each weight of each head",
		{ of: "attentionBytes", points: 1 },
		({ call, random }) => {
			for (const [n, heads] of [
				[3, 2],
				[5, 7],
				[1024, 8],
				[random.integer(100, 200), random.integer(2, 13)],
			] as const) {
				let weights = 0;
				for (let h = 0; h < heads; h++) for (let i = 0; i < n; i++) weights += n;
				call(n, heads).gives(weights * Float32Array.BYTES_PER_ELEMENT);
			}
		},
	);

	property(
		"onlineSoftmax carries the highest score and the total from chunk to chunk",
		{ of: "onlineSoftmax", points: 2 },
		({ call, random, forAll }) => {
			const lengths = [2, 1, 4, 3];
			for (const sign of [1, -1]) {
				// rising, then falling from chunk to chunk, as a whole
				const chunks = lengths.map((length, c) =>
					random.vector(length).map((score) => score + 2 * sign * c),
				);
				call(chunks).gives(softmaxInLoops(chunks));
			}
			call([[0], [Math.log(3), 0]]).gives({
				highest: Math.log(3),
				total: 5 / 3,
				weights: [[0.2], [0.6, 0.2]],
			});
			const score = double({ min: -20, max: 20, noNaN: true });
			forAll(
				array(array(score, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
				(chunks) => {
					call(chunks).gives(softmaxInLoops(chunks));
				},
			);
		},
	);

	property(
		"onlineSoftmax takes scores far outside of what exp can take",
		{ of: "onlineSoftmax", points: 1 },
		({ call, random }) => {
			const near = [random.vector(3), random.vector(2)];
			call(near).gives(softmaxInLoops(near));
			for (const levels of [
				[-900, 0, 900],
				[900, 0, -900],
				[-1200, -800, -1000],
			]) {
				const chunks = levels.map((level, c) => random.vector(c + 2).map((score) => score + level));
				call(chunks).gives(softmaxInLoops(chunks));
			}
		},
	);

	property(
		"onlineSoftmax gives −Infinity no weight, wherever it stands, and nothing to nothing",
		{ of: "onlineSoftmax", points: 1 },
		({ call, random }) => {
			const some = random.vector(3);
			const hidden = [-Infinity, -Infinity];
			const mixed = [...random.vector(2), -Infinity];
			for (const chunks of [
				[some, hidden, mixed],
				[mixed, some],
				[hidden, some, mixed],
				[[], some],
				[some, [], mixed],
				[hidden, [-Infinity]],
				[[], []],
			])
				call(chunks).gives(softmaxInLoops(chunks));
		},
	);

	property(
		"tiledAttention gives the output of attention, whatever the block",
		{ of: "tiledAttention", points: 3 },
		({ call, random }) => {
			for (const [nQ, nK, dK, dV, block] of sizes) {
				const { q, k, v } = fixture(random, nQ, nK, dK, dV);
				const output = call(q, k, v, { block });
				output.gives(attentionInLoops(q, k, v));
				output.hasSeparateRows();
			}
		},
	);

	property(
		"tiledAttention gives the same for every block from 1 to more than there are keys",
		{ of: "tiledAttention", points: 1 },
		({ call, random }) => {
			const { q, k, v } = fixture(random, 3, 7, 5, 2);
			for (let block = 1; block <= 9; block++)
				call(q, k, v, { block }).gives(attentionInLoops(q, k, v));
			call(
				[[1]],
				[[0], [Math.log(3)], [0]],
				[
					[5, 0],
					[10, 5],
					[0, 10],
				],
				{ block: 2 },
			).gives([[7, 5]]);
		},
	);

	property(
		"tiledAttention takes scores far outside of what exp can take",
		{ of: "tiledAttention", points: 1 },
		({ call, random }) => {
			const near = fixture(random, 2, 5, 3, 4);
			call(near.q, near.k, near.v, { block: 2 }).gives(attentionInLoops(near.q, near.k, near.v));
			for (const levels of [
				[-900, -880, 0, 10, 900, 880],
				[900, 905, 0, 10, -900, -890],
				[-1210, -1200, -800, -805, -1000, -990],
			]) {
				// q is (1, 0, 0, 0), so a score is half the first entry of its key
				const k = levels.map((level) => [2 * (level + random.uniform()), ...random.vector(3)]);
				const v = random.matrix(6, 3);
				call([[1, 0, 0, 0]], k, v, { block: 2 }).gives(attentionInLoops([[1, 0, 0, 0]], k, v));
			}
		},
	);
});

function fixture(random: Random, nQ: number, nK: number, dK: number, dV: number) {
	return { q: random.matrix(nQ, dK), k: random.matrix(nK, dK), v: random.matrix(nK, dV) };
}

/** Goes through every loop and counts. */
function flopsInLoops(n: number, d: number, heads: number): AttentionFlops {
	const [multiply, add, scale, subtract, exp, divide] = [1, 1, 1, 1, 1, 1];
	let [projections, scores, softmax, mixing] = [0, 0, 0, 0];
	for (let token = 0; token < n; token++) {
		for (let matrix = 0; matrix < 4; matrix++)
			for (let column = 0; column < d; column++) projections += d * (multiply + add);
		for (let head = 0; head < heads; head++)
			for (let other = 0; other < n; other++) {
				for (let column = 0; column < d / heads; column++) {
					scores += multiply + add;
					mixing += multiply + add;
				}
				softmax += scale + subtract + exp + add + divide;
			}
	}
	return { projections, scores, softmax, mixing, total: projections + scores + softmax + mixing };
}

/** All chunks at once; a weight is 1 / Σ exp(other − own). */
function softmaxInLoops(chunks: readonly Vector[]): OnlineSoftmax {
	const scores: number[] = [];
	for (const chunk of chunks) for (const score of chunk) scores.push(score);
	let highest = -Infinity;
	for (const score of scores) if (score > highest) highest = score;
	const sumAgainst = (own: number) => {
		let sum = 0;
		for (const score of scores) if (score !== -Infinity) sum += Math.exp(score - own);
		return sum;
	};
	const weights = chunks.map((chunk) =>
		chunk.map((own) => (own === -Infinity ? 0 : 1 / sumAgainst(own))),
	);
	return { highest, total: highest === -Infinity ? 0 : sumAgainst(highest), weights };
}

function attentionInLoops(q: Matrix, k: Matrix, v: Matrix): number[][] {
	const output: number[][] = [];
	for (const query of q) {
		const scores: number[] = [];
		for (const key of k) {
			let sum = 0;
			for (let c = 0; c < key.length; c++) sum += query[c]! * key[c]!;
			scores.push(sum / Math.sqrt(key.length));
		}
		const [weights] = softmaxInLoops([scores]).weights;
		output.push(
			v[0]!.map((_, c) => v.reduce((sum, value, j) => sum + weights![j]! * value[c]!, 0)),
		);
	}
	return output;
}
