import type { Random } from "../../attention";
import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";

/**
 * Sets each number to 0 with probability `p`, and multiplies those that stay by 1/(1 − p), so that the expected
 * sum is the same. Only for training: leave it out when the model is used.
 *
 * @throws RangeError when p is not from 0 to 1
 * Source: Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", section 10
 * (the scaling at training time).
 */
export function dropout(x: Tensor, p: number, random: Random): Tensor {
	if (!(p >= 0 && p <= 1))
		throw new RangeError(`dropout: p is ${p}: it must be a probability, from 0 to 1`);
	const factors = new Float32Array(x.size);
	for (let i = 0; i < factors.length; i++) factors[i] = random.uniform() < p ? 0 : 1 / (1 - p);
	const y = new Float32Array(x.size);
	for (let i = 0; i < y.length; i++) y[i] = x.data[i]! * factors[i]!;

	return operation("dropout", [x], y, x.shape, (dY) => {
		const dX = gradientOf(x);
		for (let i = 0; i < dX.length; i++) dX[i]! += dY[i]! * factors[i]!;
	});
}
