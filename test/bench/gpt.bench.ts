// A training step of the character GPT against the same GPT on scalar values, and how long the model of lesson 16
// takes to beat counting pairs of letters.
import { createRandom } from "../../src/attention";
import {
	adamW,
	type Batch,
	buildVocabulary,
	createBigram,
	createGpt,
	createTraining,
	crossEntropy,
	drawBatch,
	encode,
	type Gpt,
	type GptConfig,
	gptForward,
	measureLoss,
	namedParameters,
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

/** Larger ones are out of reach for scalars: the model of lesson 16, at full size, would need some 40 million objects a step. */
const sizes: (Omit<GptConfig, "vocabulary"> & { batch: number; rounds: number })[] = [
	{ context: 16, dim: 16, heads: 4, layers: 1, batch: 1, rounds: 15 },
	{ context: 32, dim: 32, heads: 4, layers: 2, batch: 1, rounds: 5 },
	{ context: 32, dim: 32, heads: 4, layers: 2, batch: 8, rounds: 3 },
];
const optimiserOptions = { learningRate: 1e-3, weightDecay: 0.01, betas: [0.9, 0.99] } as const;

console.log(`kernels: ${kernels.name}; one step of training, medians, the two in turn`);
for (const size of sizes) compareStep(size);
await beatTheBigram();

/** Both models begin with the same numbers and see the same batches: every loss must be the same, too. */
function compareStep({ batch, rounds, ...size }: (typeof sizes)[number]): void {
	const config = { ...size, vocabulary };
	const random = createRandom(1);
	const newBatch = () => drawBatch(train, { batch, context: size.context }, random);
	const warming = tensorTrainer(createGpt(config, random));
	for (let i = 0; i < 50; i++) warming(newBatch());

	const model = createGpt(config, random);
	const scalarStep = createScalarGpt(model, optimiserOptions).trainStep;
	const tensorStep = tensorTrainer(model);
	const times = { tensor: [] as number[], scalar: [] as number[] };
	let furthest = 0;
	for (let round = 0; round <= rounds; round++) {
		const pieces = newBatch();
		const began = performance.now();
		const loss = tensorStep(pieces);
		const between = performance.now();
		const scalarLoss = scalarStep(pieces);
		const ended = performance.now();
		furthest = Math.max(furthest, Math.abs(loss - scalarLoss));
		if (round === 0) continue; // the scalars warm up
		times.tensor.push(between - began);
		times.scalar.push(ended - between);
	}
	if (furthest > 1e-4)
		throw new Error(`the losses differ by ${furthest}: the two are not the same`);
	const [fast, slow] = [median(times.tensor), median(times.scalar)];
	console.log(
		`${parameterCount(config)} parameters, batch ${batch} × ${size.context}: tensor ${fast.toFixed(2)} ms, ` +
			`scalar ${slow.toFixed(0)} ms: ${(slow / fast).toFixed(0)}× faster (losses within ${furthest.toExponential(0)})`,
	);
}

function tensorTrainer(model: Gpt): (batch: Batch) => number {
	const parameters = namedParameters(model).map(({ tensor }) => tensor);
	const optimiser = adamW(parameters, optimiserOptions);
	return ({ inputs, targets }) => {
		const batch = inputs.length / model.config.context;
		const loss = crossEntropy(gptForward(model, inputs, { batch }), targets);
		optimiser.zeroGradient();
		loss.backward();
		optimiser.step();
		return loss.item();
	};
}

/** Trains as lesson 16 does, until the validation loss is below the bigram's. */
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
