import type { Tensor } from "../tensor";

/**
 * Shortens all gradients together to a length of at most `maxNorm`, their direction unchanged, and returns
 * their length before: √Σ g² over every number of every parameter.
 *
 * @throws RangeError when maxNorm is no number above 0, or the gradients are not finite
 * Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", algorithm 1.
 */
export function clipGradients(parameters: readonly Tensor[], maxNorm: number): number {
	if (!(maxNorm > 0))
		throw new RangeError(`clipGradients: maxNorm is ${maxNorm}: it must be a number above 0`);
	let squares = 0;
	for (const { gradient } of parameters) {
		if (!gradient) continue;
		for (let i = 0; i < gradient.length; i++) squares += gradient[i]! * gradient[i]!;
	}
	const norm = Math.sqrt(squares);
	if (!Number.isFinite(norm))
		throw new RangeError(
			`clipGradients: the length of the gradients is ${norm}: look for the NaN or Infinity in the loss ` +
				"before, or take a smaller learning rate",
		);
	if (norm <= maxNorm) return norm;
	const factor = maxNorm / norm;
	for (const { gradient } of parameters) {
		if (!gradient) continue;
		for (let i = 0; i < gradient.length; i++) gradient[i]! *= factor;
	}
	return norm;
}
