// A training step of the character GPT against the same GPT on scalar values, and how long the playground's model
// takes to beat counting pairs of letters.
import { createRandom } from "../../src/attention";
import {
	buildVocabulary,
	createBigram,
	createGpt,
	createTraining,
	drawBatch,
	encode,
	type GptConfig,
	measureLoss,
	parameterCount,
	readText,
	splitIds,
	trainGpt,
} from "../../src/tensor";
import { kernels } from "../../src/tensor/kernels/choose-kernels";
import { median } from "./print-comparison";
import { createScalarGpt } from "./scalar-gpt";

const text = await readText("notebooks/texts/moby-dick.txt");
const vocabulary = buildVocabulary(text);
const { train, validation } = splitIds(encode(text, vocabulary));

/** The size of the playground's model is the last: each of its steps makes 40 million scalar values a piece of text. */
const sizes: (Omit<GptConfig, "vocabulary"> & { batch: number; rounds: number })[] = [
	{ context: 16, dim: 16, heads: 4, layers: 1, batch: 1, rounds: 15 },
	{ context: 32, dim: 32, heads: 4, layers: 2, batch: 1, rounds: 5 },
	{ context: 32, dim: 32, heads: 4, layers: 2, batch: 8, rounds: 3 },
];

console.log(`kernels: ${kernels.name}; one step of training, medians, the two in turn`);
for (const size of sizes) await compareStep(size);
await beatTheBigram();

/** Both models begin with the same numbers and see the same batches: every loss must be the same, too. */
async function compareStep({ batch, rounds, ...size }: (typeof sizes)[number]): Promise<void> {
	const config = { ...size, vocabulary };
	const model = createGpt(config, createRandom(1));
	const options = { learningRate: 1e-3, weightDecay: 0.01 };
	const scalar = createScalarGpt(model, options);
	const steps = 10 * rounds;
	const training = createTraining(
		model,
		{ train },
		{ ...options, steps, batch, warmUp: 0, maxNorm: 1e9, random: createRandom(2) },
	);
	const ours = trainGpt(training);
	const batches = createRandom(2);
	const times = { ours: [] as number[], scalar: [] as number[] };
	let furthest = 0;
	for (let round = 0; round < rounds; round++) {
		const began = performance.now();
		const { value } = await ours.next();
		const between = performance.now();
		const loss = scalar.trainStep(drawBatch(train, { batch, context: size.context }, batches));
		times.ours.push(between - began);
		times.scalar.push(performance.now() - between);
		furthest = Math.max(furthest, Math.abs(loss - value!.loss));
	}
	const [fast, slow] = [median(times.ours), median(times.scalar)];
	console.log(
		`${parameterCount(config)} parameters, batch ${batch} × ${size.context}: tensor ${fast.toFixed(2)} ms, ` +
			`scalar ${slow.toFixed(0)} ms: ${(slow / fast).toFixed(0)}× faster; losses differ by ${furthest.toExponential(0)}`,
	);
}

/** Trains as the playground does, until the validation loss is below the bigram's. */
async function beatTheBigram(): Promise<void> {
	const bigram = createBigram(train, vocabulary.size).loss(validation);
	const random = createRandom(1);
	const model = createGpt({ vocabulary, context: 64, dim: 64, heads: 4, layers: 3 }, random);
	const options = { steps: 2000, batch: 8, random: createRandom(1) };
	const training = createTraining(model, { train, validation }, options);
	const began = performance.now();
	const seconds = () => (performance.now() - began) / 1000;
	let beaten: string | undefined;
	for await (const { step, validationLoss } of trainGpt(training)) {
		if (validationLoss === undefined) continue;
		if (validationLoss < bigram)
			beaten ??= `the bigram's loss, ${bigram.toFixed(3)}, is beaten after ${seconds().toFixed(1)} s, ${step} steps`;
		if (seconds() > 120) break;
	}
	console.log(beaten ?? `the bigram's loss, ${bigram.toFixed(3)}, is not beaten`);
	const loss = measureLoss(model, validation);
	console.log(
		`after ${seconds().toFixed(0)} s, ${training.step} steps: validation loss ${loss.toFixed(3)}`,
	);
}
