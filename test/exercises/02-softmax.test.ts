import type { Random, Vector } from "attention-lab";
import { array, double } from "fast-check";
import * as learner from "../../exercises/02-softmax";
import { exercise } from "../../src/course/checking/exercise";
import { PropertyFailure } from "../../src/course/checking/failure";
import { softmaxLesson } from "../../src/course/lessons/02-softmax/lesson";

export const suite = exercise(softmaxLesson, learner, ({ property }) => {
	property(
		"softmax gives the weights of the worked case",
		{ of: "softmax", points: 1 },
		({ call }) => {
			call([0, Math.log(3)]).gives([1 / 4, 3 / 4]);
			call([0, 2, 1, 0, 3]).gives(shares([0, 2, 1, 0, 3]));
		},
	);

	property(
		"softmax gives each score its share of the sum of exp(score)",
		{ of: "softmax", points: 2 },
		({ call, random }) => {
			for (const n of [3, 7, 5, 2]) {
				const scores = random.vector(n).map((score) => 2 * score - 1);
				call(scores).gives(shares(scores));
			}
			call([random.normal()]).gives([1]);
		},
	);

	property(
		"the weights of softmax are positive and sum to 1",
		{ of: "softmax", points: 1 },
		({ call, forAll }) => {
			const anyScores = array(double({ min: -15, max: 15, noNaN: true }), {
				minLength: 1,
				maxLength: 9,
			});
			forAll(anyScores, (scores) => {
				const weights = call(scores);
				weights.should("have one weight for each score", (row) => row.length === scores.length);
				weights.measured("the sum of the weights", sum).gives(1);
				weights.should("be positive everywhere", (row) => row.every((weight) => weight > 0));
			});
		},
	);

	property(
		"softmax survives scores that are too large for exp",
		{ of: "softmax", points: 1 },
		({ call, random }) => {
			const high = random.vector(4).map((score) => 1000 + 2 * score);
			call(high).gives(shares(high));
			const wide = [random.uniform(-600, -500), random.uniform(400, 500), random.uniform(505, 506)];
			call(wide).gives(shares(wide));
		},
	);

	property(
		"softmax survives scores so low that every exp is 0",
		{ of: "softmax", points: 1 },
		({ call, random }) => {
			const low = random.vector(6).map((score) => -1000 + 2 * score);
			call(low).gives(shares(low));
		},
	);

	property(
		"softmax takes a row of 150,000 scores",
		{ of: "softmax", points: 1 },
		({ call, random }) => {
			const short = random.vector(4);
			call(short).gives(shares(short)); // what is wrong in general need not be computed at length
			staysFast(() => call(Array.from({ length: 15_000 }, (_, i) => i % 7)));
			const { scores, weightOfFirst, weightOfLast } = longRow(150_000, random);
			const weights = call(scores);
			weights.measured("the number of weights", (row) => row.length).gives(scores.length);
			weights.measured("the sum of the weights", sum).gives(1);
			const exactly = { tolerance: 1e-13 }; // the weights themselves are as small as 1e-7
			weights.measured("the first weight", (row) => row[0]).gives(weightOfFirst, exactly);
			weights.measured("the last weight", (row) => row.at(-1)).gives(weightOfLast, exactly);
		},
	);

	property(
		"softmaxRows gives every row its own weights",
		{ of: "softmaxRows", points: 2 },
		({ call, random }) => {
			for (const [queries, keys] of [
				[2, 3],
				[5, 3],
				[3, 7],
			] as const) {
				const scores = random.matrix(queries, keys).map((row) => row.map((score) => 2 * score));
				const weights = call(scores);
				weights.gives(scores.map(shares));
				weights.hasSeparateRows();
			}
		},
	);

	property(
		"softmaxRows keeps a row alive that lies far below another",
		{ of: "softmaxRows", points: 1 },
		({ call, random }) => {
			const [low, high] = random.matrix(2, 3) as [number[], number[]];
			const scores = [low, high.map((score) => score + 900)];
			call(scores).gives(scores.map(shares));
		},
	);
});

/** Softmax without a quotient of large numbers: the weight of i is 1 / Σⱼ exp(sⱼ − sᵢ). */
function shares(scores: Vector): number[] {
	const weights: number[] = [];
	for (const own of scores) {
		let others = 0;
		for (const score of scores) others += Math.exp(score - own);
		weights.push(1 / others);
	}
	return weights;
}

/**
 * A row whose weights are known without adding up all of it: `k` scores of `high` come first, the rest
 * are `low`. So long that it does not fit in the argument list of Math.max.
 */
function longRow(length: number, random: Random) {
	const k = random.integer(1000, 9000);
	const [low, high] = [random.integer(-9, 0), random.integer(0, 4)];
	const total = k + (length - k) * Math.exp(low - high);
	return {
		scores: Array.from({ length }, (_, i) => (i < k ? high : low)),
		weightOfFirst: 1 / total,
		weightOfLast: Math.exp(low - high) / total,
	};
}

/** Tells a sum that is computed anew for every score, before a long row would take minutes. */
function staysFast(callOnce: () => unknown): void {
	const seconds = () => {
		const start = performance.now();
		callOnce();
		return (performance.now() - start) / 1000;
	};
	const limit = 0.1; // otherwise it takes some thousandths: more, three times in a row, is no accident
	const taken = seconds();
	if (taken < limit || (taken < 1 && (seconds() < limit || seconds() < limit))) return;
	throw new PropertyFailure({
		summary:
			`softmax took ${taken.toFixed(1)} seconds for two calls with 15,000 scores. Something that ` +
			"goes through the whole row, such as a sum or a maximum, is done again for every score: do it " +
			"once, before the loop or the `map`.",
	});
}

const sum = (row: Vector): number => row.reduce((a, b) => a + b, 0);
