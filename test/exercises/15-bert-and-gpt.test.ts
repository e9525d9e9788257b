import { createRandom, type Matrix, type Random, type Vector } from "attention-lab";
import { array, integer } from "fast-check";
import * as learner from "../../exercises/15-bert-and-gpt";
import { exercise } from "../../src/course/checking/exercise";
import { fresh } from "../../src/course/checking/fresh";
import { bertAndGptLesson } from "../../src/course/lessons/15-bert-and-gpt/lesson";

export const suite = exercise(bertAndGptLesson, learner, ({ property }) => {
	property(
		"maskedLmBatch hides each token by a number of its own, and asks for the hidden ones",
		{ of: "maskedLmBatch", points: 2 },
		({ call, random }) => {
			for (const probability of [0.4, 0.15, 0.7]) {
				const ids = someIds(random, 40);
				const seed = random.integer(0, 2 ** 31);
				call(
					ids,
					fresh(() => ({ maskId, probability, rng: createRandom(seed) })),
				).gives(maskedInLoops(ids, probability, createRandom(seed)));
			}
			const worked = () => {
				const numbers = [0.8, 0.2, 0.5, 0.4];
				return { uniform: () => numbers.shift()! };
			};
			call(
				[7, 3, 5, 3],
				fresh(() => ({ maskId: 9, probability: 0.5, rng: worked() })),
			).gives({
				inputs: [7, 9, 5, 9],
				targets: [-100, 3, -100, 3],
			});
		},
	);

	property(
		"maskedLmBatch hides nothing at probability 0, everything at 1, and takes no ids",
		{ of: "maskedLmBatch", points: 1 },
		({ call, random }) => {
			for (const [n, probability] of [
				[12, 0],
				[11, 1],
				[0, 0.5],
			] as const) {
				const ids = someIds(random, n);
				const seed = random.integer(0, 2 ** 31);
				call(
					ids,
					fresh(() => ({ maskId, probability, rng: createRandom(seed) })),
				).gives(maskedInLoops(ids, probability, createRandom(seed)));
			}
		},
	);

	property(
		"causalLmBatch asks each token for the one that follows",
		{ of: "causalLmBatch", points: 2 },
		({ call, random, forAll }) => {
			for (const n of [7, 5, 30]) {
				const ids = someIds(random, n);
				call(ids).gives(shiftedInLoops(ids));
			}
			call([7, 3, 5, 3]).gives({ inputs: [7, 3, 5], targets: [3, 5, 3] });
			call([4, 2]).gives({ inputs: [4], targets: [2] });
			forAll(array(integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 8 }), (ids) =>
				call(ids).gives(shiftedInLoops(ids)),
			);
		},
	);

	property(
		"crossEntropy is the mean of −ln p of the right answers",
		{ of: "crossEntropy", points: 2 },
		({ call, random }) => {
			for (const [n, vocabulary] of [
				[5, 7],
				[6, 4],
				[1, 3],
			] as const) {
				const logits = random.matrix(n, vocabulary).map((row) => row.map((x) => 1.5 * x));
				const targets = logits.map(() => random.integer(0, Math.min(n, vocabulary)));
				call(logits, targets).gives(lossInLoops(logits, targets));
			}
			call(
				[
					[0, 0],
					[Math.log(3), 0],
				],
				[0, 0],
			).gives((Math.log(2) + Math.log(4 / 3)) / 2);
		},
	);

	property(
		"crossEntropy counts only what is asked",
		{ of: "crossEntropy", points: 1 },
		({ call, random }) => {
			for (const [n, vocabulary] of [
				[6, 4],
				[8, 5],
			] as const) {
				const logits = random.matrix(n, vocabulary);
				const asked = new Set(random.shuffle([...logits.keys()]).slice(0, 3));
				const targets = logits.map((_, i) => (asked.has(i) ? random.integer(0, vocabulary) : -100));
				call(logits, targets).gives(lossInLoops(logits, targets));
			}
		},
	);

	property(
		"crossEntropy is 0 when nothing is asked",
		{ of: "crossEntropy", points: 1 },
		({ call, random }) => {
			call(random.matrix(3, 4), [-100, -100, -100]).gives(0);
			call([[1, 1]], [0]).gives(Math.log(2)); // and not whatever is asked
		},
	);

	property(
		"crossEntropy stays a number for large logits",
		{ of: "crossEntropy", points: 1 },
		({ call, random }) => {
			// sure and right first: it breaks who takes exp of the logits, but not who takes ln of a probability
			for (const large of [800, 5000]) call([[large, 0]], [0]).gives(0);
			for (const large of [800, 5000]) {
				const logits = [
					[large, 0, -large],
					[-large, -2 * large, 3],
				];
				const targets = [1, random.integer(0, 2)];
				call(logits, targets).gives(lossInLoops(logits, targets));
			}
		},
	);
});

const maskId = 11;

/** Ids below maskId; 0 is not among them, so that a 0 stands out. */
const someIds = (random: Random, n: number): number[] =>
	Array.from({ length: n }, () => random.integer(1, maskId));

function maskedInLoops(ids: Vector, probability: number, rng: Pick<Random, "uniform">) {
	const inputs: number[] = [];
	const targets: number[] = [];
	for (const id of ids) {
		const u = rng.uniform();
		inputs.push(u < probability ? maskId : id);
		targets.push(u < probability ? id : -100);
	}
	return { inputs, targets };
}

function shiftedInLoops(ids: Vector) {
	const inputs: number[] = [];
	const targets: number[] = [];
	for (let i = 0; i + 1 < ids.length; i++) {
		inputs.push(ids[i]!);
		targets.push(ids[i + 1]!);
	}
	return { inputs, targets };
}

/** −ln p as ln of 1 + Σ exp(other − own), which no size of logits can break while own is not far below. */
function lossInLoops(logits: Matrix, targets: Vector): number {
	let sum = 0;
	let asked = 0;
	for (const [i, row] of logits.entries()) {
		const own = row[targets[i]!];
		if (own === undefined) continue;
		let highest = 0;
		for (const logit of row) if (logit - own > highest) highest = logit - own;
		let powers = 0;
		for (const logit of row) powers += Math.exp(logit - own - highest);
		sum += highest + Math.log(powers);
		asked++;
	}
	return asked === 0 ? 0 : sum / asked;
}
