import type { Random } from "../../attention";
import { type AdamW, adamW } from "../optimisers/adamw";
import { checkIds } from "./check-ids";
import { checkWhole } from "./check-whole";
import type { Gpt } from "./create-gpt";
import { namedParameters } from "./named-parameters";

export interface TrainingText {
	/** The ids to learn from. */
	readonly train: Int32Array;
	/** Ids the model never learns from, to examine it on. */
	readonly validation?: Int32Array | undefined;
}

export interface TrainingOptions {
	/** How many steps there are in all. */
	readonly steps: number;
	/** Pieces of text a step, each as long as the context. Default 16. */
	readonly batch?: number;
	/** The learning rate at its highest. Default 0.003. */
	readonly learningRate?: number;
	/** Steps until it is at its highest. Default: a twentieth of all, at most 100. */
	readonly warmUp?: number;
	/** AdamW's λ. Default 0.01. */
	readonly weightDecay?: number;
	/** All gradients together are shortened to this length. Default 1. */
	readonly maxNorm?: number;
	/** The validation loss is measured after so many steps, and after the last one. Default 100. */
	readonly validateEvery?: number;
	/** Draws the pieces: the same random, the same training. */
	readonly random: Random;
}

/** A training under way: the model, and all else that it takes to go on exactly where it was stopped. */
export interface Training {
	readonly model: Gpt;
	readonly text: TrainingText;
	readonly options: Required<TrainingOptions>;
	readonly optimiser: AdamW;
	/** How many steps are done. */
	step: number;
}

/**
 * Prepares a training; `trainGpt` carries it out. The options are checked here, before anything is computed.
 *
 * @throws RangeError when an option is out of range, an id outside of the vocabulary, or a text too short
 */
export function createTraining(model: Gpt, text: TrainingText, given: TrainingOptions): Training {
	const defaults = {
		batch: 16,
		learningRate: 3e-3,
		weightDecay: 0.01,
		maxNorm: 1,
		validateEvery: 100,
	};
	const warmUp = Math.min(100, Math.round(given.steps / 20));
	const options = { ...defaults, warmUp, ...given };
	const { learningRate, weightDecay } = options;
	checkOptions(options);
	checkText(model, text);
	const parameters = namedParameters(model).map(({ tensor }) => tensor);
	const optimiser = adamW(parameters, { learningRate, weightDecay, betas: [0.9, 0.99] });
	return { model, text, options, optimiser, step: 0 };
}

function checkOptions(options: Required<TrainingOptions>): void {
	for (const name of ["steps", "batch", "validateEvery"] as const)
		checkWhole(name, options[name], 1);
	checkWhole("warmUp", options.warmUp, 0);
	if (!(options.learningRate > 0 && options.learningRate < Infinity))
		throw new RangeError(`learningRate is ${options.learningRate}: it must be a number above 0`);
	if (!(options.maxNorm > 0))
		throw new RangeError(`maxNorm is ${options.maxNorm}: it must be a number above 0`);
}

function checkText({ config }: Gpt, { train, validation }: TrainingText): void {
	checkIds(train, config.vocabulary.size);
	if (train.length <= config.context)
		throw new RangeError(
			`the text to learn from has ${train.length} characters, but a context of ${config.context} needs ` +
				`at least ${config.context + 1}: choose a longer text or a shorter context`,
		);
	if (!validation) return;
	checkIds(validation, config.vocabulary.size);
	if (validation.length < 2)
		throw new RangeError(
			`the validation text has ${validation.length} characters: it needs at least two`,
		);
}
