import { createRandom } from "attention-lab";
import {
	createBigram,
	createGpt,
	createTraining,
	encode,
	gptForward,
	measureLoss,
	namedParameters,
	splitIds,
	type Training,
	type TrainingProgress,
	trainGpt,
} from "attention-lab/tensor";
import { describe, expect, it } from "vitest";
import { letters, randomIds, tinyGpt } from "./tiny-gpt";

const config = { vocabulary: letters, context: 12, dim: 16, heads: 2, layers: 2 };
const text = splitIds(randomIds(400));
const settings = { steps: 12, batch: 3, validateEvery: 5 };

const newTraining = ({ seed = 1, ...more }: { seed?: number; maxNorm?: number } = {}): Training => {
	const random = createRandom(seed);
	return createTraining(createGpt(config, random), text, { ...settings, random, ...more });
};

/** Trains until it ends, or until so many steps are done; returns what it told. */
async function train(training: Training, until = Infinity): Promise<TrainingProgress[]> {
	const told: TrainingProgress[] = [];
	for await (const progress of trainGpt(training)) {
		told.push(progress);
		if (progress.step >= until) break;
	}
	return told;
}

const numbersOf = ({ model }: Training) =>
	namedParameters(model).map(({ tensor }) => tensor.data.slice());
const losses = (told: TrainingProgress[]) =>
	told.map(({ loss, validationLoss }) => [loss, validationLoss]);

describe("trainGpt(training)", () => {
	it("learns what a bigram cannot: letters that depend on one further back", async () => {
		// "ab" is followed by c and "eb" by f: after b alone, the chances are even
		const random = createRandom(8);
		const pieces = Array.from({ length: 400 }, () => (random.uniform() < 0.5 ? "abc" : "ebf"));
		const { train: learned, validation } = splitIds(encode(pieces.join(""), letters));
		const bigram = createBigram(learned, letters.size).loss(validation);
		const model = createGpt({ ...config, context: 3 }, random);
		const options = { steps: 200, batch: 16, learningRate: 0.01, random };
		await train(createTraining(model, { train: learned, validation }, options));
		// what is left is the toss of a coin for each piece of three letters
		const unavoidable = Math.log(2) / 3;
		expect(bigram).toBeGreaterThan(1.8 * unavoidable);
		expect(measureLoss(model, validation)).toBeLessThan(1.25 * unavoidable);
	});

	it("is the same, bit for bit, for the same seed, and another for another", async () => {
		const [once, again, other] = [newTraining(), newTraining(), newTraining({ seed: 2 })];
		expect(losses(await train(once))).toEqual(losses(await train(again)));
		expect(numbersOf(once)).toEqual(numbersOf(again));
		await train(other);
		expect(numbersOf(other)).not.toEqual(numbersOf(once));
	});

	it.each([1, 5, 11])("stopped after %d steps, goes on to the same numbers", async (until) => {
		const whole = newTraining();
		const inParts = newTraining();
		const told = await train(whole);
		const first = await train(inParts, until);
		expect(first).toHaveLength(until);
		const rest = await train(inParts);
		expect(losses([...first, ...rest])).toEqual(losses(told));
		expect(numbersOf(inParts)).toEqual(numbersOf(whole));
	});

	it("tells of every step, and examines the model where it was asked to, and at the end", async () => {
		const training = newTraining();
		const told = await train(training);
		expect(told.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
		const examined = told.filter(({ validationLoss }) => validationLoss !== undefined);
		expect(examined.map(({ step }) => step)).toEqual([5, 10, 12]);
		expect(told.at(-1)!.validationLoss).toBe(measureLoss(training.model, text.validation));
		for (const { steps, loss, secondsLeft, charactersPerSecond } of told) {
			expect(steps).toBe(12);
			expect(loss).toBeGreaterThan(0);
			expect(charactersPerSecond).toBeGreaterThan(0);
			expect(secondsLeft).toBeGreaterThanOrEqual(0);
		}
		expect(told.at(-1)!.secondsLeft).toBe(0);
		expect(await train(training)).toEqual([]);
	});

	it("lets others have their turn between two steps", async () => {
		let turns = 0;
		const count = () => {
			turns++;
			timer = setImmediate(count);
		};
		let timer = setImmediate(count);
		await train(newTraining());
		clearImmediate(timer);
		expect(turns).toBeGreaterThanOrEqual(12);
	});

	it("shortens gradients that are too long: the first steps are then no larger", async () => {
		const [free, clipped] = [newTraining({ maxNorm: 1e9 }), newTraining({ maxNorm: 1e-12 })];
		const before = numbersOf(free);
		await train(free, 1);
		await train(clipped, 1);
		const moved = (training: Training) =>
			Math.max(
				...numbersOf(training).flatMap((data, i) =>
					Array.from(data, (x, j) => Math.abs(x - before[i]![j]!)),
				),
			);
		expect(moved(clipped)).toBeLessThan(moved(free) / 10);
	});
});

describe("createTraining(model, text, options)", () => {
	const model = tinyGpt();
	const random = createRandom(1);
	it.each([
		[{ steps: 0 }, "steps is 0: it must be a whole number of at least 1"],
		[{ batch: 1.5 }, "batch is 1.5"],
		[{ validateEvery: 0 }, "validateEvery is 0"],
		[{ warmUp: -1 }, "warmUp is -1"],
		[{ learningRate: 0 }, "learningRate is 0"],
		[{ maxNorm: Number.NaN }, "maxNorm is NaN"],
		[{ weightDecay: -1 }, "weightDecay is -1"],
	])("refuses %o", (change, message) => {
		expect(() => createTraining(model, text, { steps: 5, random, ...change })).toThrow(message);
	});

	it.each([
		[{ train: randomIds(8) }, "the text to learn from has 8 characters, but a context of 8"],
		[{ train: Int32Array.of(0, 9) }, "ids[1] is 9"],
		[{ train: randomIds(20), validation: randomIds(1) }, "the validation text has 1 characters"],
	])("refuses the text %j", (wrong, message) => {
		expect(() => createTraining(model, wrong, { steps: 5, random })).toThrow(message);
	});
});

describe("measureLoss(model, ids)", () => {
	const model = tinyGpt({ context: 4 });
	const lossOf = (inputs: Int32Array, targets: Int32Array) => {
		const { data } = gptForward(model, inputs);
		let sum = 0;
		for (const [i, target] of targets.entries()) {
			const logits = [...data.subarray(i * letters.size, (i + 1) * letters.size)];
			sum += Math.log(logits.map(Math.exp).reduce((a, b) => a + b)) - logits[target]!;
		}
		return sum / targets.length;
	};

	it("is the mean over all pieces of the text", () => {
		const ids = randomIds(4 * 40 + 1);
		let sum = 0;
		for (let at = 0; at < 160; at += 4)
			sum += lossOf(ids.subarray(at, at + 4), ids.subarray(at + 1, at + 5)) / 40;
		expect(measureLoss(model, ids)).toBeCloseTo(sum, 5);
	});

	it("takes pieces from everywhere when the text is long", () => {
		const ids = randomIds(4 * 30 + 1);
		const [a, b, c] = [0, 40, 80].map((at) =>
			lossOf(ids.subarray(at, at + 4), ids.subarray(at + 1, at + 5)),
		);
		expect(measureLoss(model, ids, { maxPieces: 3 })).toBeCloseTo((a! + b! + c!) / 3, 5);
	});

	it("makes do with a text shorter than the context, but not with one character", () => {
		const ids = randomIds(3);
		expect(measureLoss(model, ids)).toBeCloseTo(lossOf(ids.subarray(0, 2), ids.subarray(1)), 5);
		expect(() => measureLoss(model, randomIds(1))).toThrow("has nothing to guess");
	});
});
