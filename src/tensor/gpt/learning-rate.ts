export interface LearningRateOptions {
	/** How many steps there are in all. */
	readonly steps: number;
	/** The rate at its highest, when the warm-up ends. */
	readonly learningRate: number;
	/** How many steps the rate climbs. */
	readonly warmUp: number;
}

/**
 * The learning rate of one step (0, 1, …): climbs in a line for `warmUp` steps, then falls along half a
 * cosine to a tenth of its height.
 *
 * Sources: Goyal et al. 2017, "Accurate, Large Minibatch SGD", section 2.2 (warm-up); Loshchilov and
 * Hutter 2017, "SGDR", section 3, equation 5 (cosine, without restarts).
 */
export function learningRateAt(
	step: number,
	{ steps, learningRate, warmUp }: LearningRateOptions,
): number {
	if (step < warmUp) return (learningRate * (step + 1)) / warmUp;
	const done = Math.min(1, (step - warmUp) / Math.max(1, steps - warmUp));
	const lowest = learningRate / 10;
	return lowest + 0.5 * (1 + Math.cos(Math.PI * done)) * (learningRate - lowest);
}
