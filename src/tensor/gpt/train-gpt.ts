import { setImmediate as eventLoop } from "node:timers/promises";
import { crossEntropy } from "../operations/cross-entropy";
import { clipGradients } from "../optimisers/clip-gradients";
import type { Training } from "./create-training";
import { drawBatch } from "./draw-batch";
import { gptForward } from "./gpt-forward";
import { learningRateAt } from "./learning-rate";
import { measureLoss } from "./measure-loss";
import { namedParameters } from "./named-parameters";

export interface TrainingProgress {
	/** How many steps are done, and how many there will be. */
	readonly step: number;
	readonly steps: number;
	/** The loss on this step's batch before the step, in nats a character. */
	readonly loss: number;
	/** The loss on the validation text after the step, where it was measured. */
	readonly validationLoss?: number;
	/** How long the rest will take, as far as can be told from the steps since `trainGpt` was called. */
	readonly secondsLeft: number;
	/** How many characters are learned from each second. */
	readonly charactersPerSecond: number;
}

/**
 * Trains step by step, and tells of each. Between two steps others have their turn, so that a notebook draws
 * and hears an interrupt. A training that was stopped goes on from where it was, in another call, and
 * comes to the same numbers, bit for bit, as one that never was.
 *
 * @example for await (const { step, loss } of trainGpt(training)) console.log(step, loss)
 * @throws RangeError when the loss is no number any more; the message says where that began
 */
export async function* trainGpt(
	training: Training,
): AsyncGenerator<TrainingProgress, void, undefined> {
	const { model, text, options } = training;
	const { steps, batch, validateEvery } = options;
	const firstStep = training.step;
	const began = performance.now();
	let learning = 0; // milliseconds
	while (training.step < steps) {
		await eventLoop();
		const stepBegan = performance.now();
		const loss = trainStep(training);
		learning += performance.now() - stepBegan;
		const { step } = training;
		const validates = text.validation && (step % validateEvery === 0 || step === steps);
		const done = step - firstStep;
		yield {
			step,
			steps,
			loss,
			...(validates && { validationLoss: measureLoss(model, text.validation!) }),
			secondsLeft: ((steps - step) * (performance.now() - began)) / done / 1000,
			charactersPerSecond: (1000 * done * batch * model.config.context) / learning,
		};
	}
}

/** Draws a batch and moves all parameters a little against their gradients; returns the loss before. */
function trainStep(training: Training): number {
	const { model, text, options, optimiser } = training;
	const { batch, maxNorm, random } = options;
	const parameters = namedParameters(model).map(({ tensor }) => tensor);
	const { inputs, targets } = drawBatch(
		text.train,
		{ batch, context: model.config.context },
		random,
	);
	const loss = crossEntropy(gptForward(model, inputs, { batch }), targets);
	optimiser.zeroGradient();
	loss.backward();
	clipGradients(parameters, maxNorm);
	optimiser.learningRate = learningRateAt(training.step, options);
	optimiser.step();
	training.step++;
	return loss.item();
}
