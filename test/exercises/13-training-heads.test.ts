import { createRandom, type HeadMatrices, type Random, softmaxRows } from "attention-lab";
import { integer } from "fast-check";
import * as learner from "../../exercises/13-training-heads";
import { exercise } from "../../src/course/checking/exercise";
import { fresh } from "../../src/course/checking/fresh";
import { trainingHeadsLesson } from "../../src/course/lessons/13-training-heads/lesson";

export const suite = exercise(trainingHeadsLesson, learner, ({ property }) => {
	property(
		"dropout gives the numbers of the worked case",
		{ of: "dropout", points: 1 },
		({ call }) => {
			const x = [
				[1, 2],
				[3, 4],
			];
			const rng = fresh(() => scripted([0.9, 0.1, 0.5, 0.3]));
			call(x, 0.5, rng, true).gives([
				[2, 0],
				[6, 0],
			]);
		},
	);

	property(
		"dropout draws for every entry by itself, and makes up for what is dropped",
		{ of: "dropout", points: 2 },
		({ call, random }) => {
			for (const [n, d, p] of [
				[8, 5, 0.3],
				[4, 11, 0.6],
				[12, 3, 0.2],
			] as const) {
				const x = random.matrix(n, d);
				const seed = random.integer(0, 2 ** 30);
				const result = call(
					x,
					p,
					fresh(() => createRandom(seed)),
					true,
				);
				result.gives(dropped(x, p, createRandom(seed)));
				result.hasSeparateRows();
			}
		},
	);

	property(
		"dropout does nothing when the model is used",
		{ of: "dropout", points: 1 },
		({ call, random }) => {
			const x = random.matrix(6, 9);
			const seed = random.integer(0, 2 ** 30);
			const rng = fresh(() => createRandom(seed));
			call(x, 0.4, rng, false).gives(x);
			call(x, 0, rng, true).gives(x);
			call(x, 1, rng, true).gives(x.map((row) => row.map(() => 0)));
		},
	);

	property(
		"headDiversity gives the number of the worked case",
		{ of: "headDiversity", points: 1 },
		({ call }) => {
			const heads = [
				[
					[1, 0],
					[0, 1],
				],
				[
					[0, 1],
					[1, 0],
				],
				[
					[1, 0],
					[1, 0],
				],
			];
			call(heads).gives(2 / 3);
		},
	);

	property(
		"headDiversity is 1 minus the mean cosine of all pairs of heads",
		{ of: "headDiversity", points: 2 },
		({ call, random, forAll }) => {
			for (const size of [
				[4, 3, 5],
				[5, 2, 4],
			] as const) {
				const weights = headWeights(random, size, 2);
				call(weights).gives(diversityInLoops(weights));
			}
			forAll(integer({ min: 1, max: 4 }), (sharpness) => {
				const weights = headWeights(random, [4, 2, 3], sharpness);
				call(weights).gives(diversityInLoops(weights));
			});
			const silent = [[0, 0, 0]];
			const others = headWeights(random, [3, 1, 3], 2);
			call([silent, ...others]).gives(diversityInLoops([silent, ...others]));
		},
	);

	property(
		"ablateHead gives the matrices of the worked case",
		{ of: "ablateHead", points: 1 },
		({ call, random }) => {
			const rest = {
				wq: random.matrix(3, 6),
				wk: random.matrix(3, 6),
				wv: random.matrix(3, 4),
			};
			const params = { ...rest, wo: [[1], [2], [3], [4]] };
			call(params, 1, 2).gives({ ...rest, wo: [[1], [2], [0], [0]] });
		},
	);

	property(
		"ablateHead silences the rows of wo that belong to this head, and no others",
		{ of: "ablateHead", points: 2 },
		({ call, random }) => {
			for (const [heads, dModel, dK, dV, dOut] of [
				[3, 5, 2, 4, 7],
				[4, 6, 5, 3, 2],
				[2, 4, 1, 5, 3],
			] as const) {
				const params = {
					wq: random.matrix(dModel, heads * dK),
					wk: random.matrix(dModel, heads * dK),
					wv: random.matrix(dModel, heads * dV),
					wo: random.matrix(heads * dV, dOut),
				};
				for (let head = 0; head < heads; head++) {
					const wo = params.wo.map((row, r) =>
						row.map((value) => (r >= head * dV && r < (head + 1) * dV ? 0 : value)),
					);
					const result = call(params, head, heads);
					result.gives({ ...params, wo });
					result.hasSeparateRows();
				}
			}
		},
	);
});

/** A generator that gives these numbers. */
function scripted(draws: readonly number[]): Pick<Random, "uniform"> {
	let next = 0;
	return {
		uniform: () => {
			const draw = draws[next++];
			if (draw === undefined)
				throw new Error(
					`rng.uniform() was called more than ${draws.length} times: once for each entry`,
				);
			return draw;
		},
	};
}

function dropped(x: readonly (readonly number[])[], p: number, rng: Random): number[][] {
	const result: number[][] = [];
	for (let i = 0; i < x.length; i++) {
		result.push([]);
		for (let j = 0; j < x[i]!.length; j++)
			result[i]!.push(rng.uniform() < p ? 0 : x[i]![j]! * (1 / (1 - p)));
	}
	return result;
}

function headWeights(
	random: Random,
	[heads, n, keys]: readonly [number, number, number],
	sharpness: number,
): number[][][] {
	return Array.from({ length: heads }, () =>
		softmaxRows(random.matrix(n, keys).map((row) => row.map((score) => sharpness * score))),
	);
}

function diversityInLoops(weights: HeadMatrices): number {
	let [total, pairs] = [0, 0];
	for (let a = 0; a < weights.length; a++)
		for (let b = a + 1; b < weights.length; b++) {
			let [ab, aa, bb] = [0, 0, 0];
			for (let i = 0; i < weights[a]!.length; i++)
				for (let j = 0; j < weights[a]![i]!.length; j++) {
					const [x, y] = [weights[a]![i]![j]!, weights[b]![i]![j]!];
					ab += x * y;
					aa += x * x;
					bb += y * y;
				}
			if (ab > 0) total += ab / aa ** 0.5 / bb ** 0.5;
			pairs += 1;
		}
	return 1 - total / pairs;
}
