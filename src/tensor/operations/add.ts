import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";
import { checkSpread } from "./spread";

/**
 * a + b, number by number. `b` has the shape of `a`, or the end of it: a bias [d] is added to every row of
 * [n, d], positions [T, d] to every sequence of [B, T, d].
 *
 * @throws ShapeError when the shapes do not fit
 */
export function add(a: Tensor, b: Tensor): Tensor {
	checkSpread("add", a, b);
	const sum = new Float32Array(a.size);
	for (let start = 0; start < a.size; start += b.size)
		for (let j = 0; j < b.size; j++) sum[start + j] = a.data[start + j]! + b.data[j]!;

	return operation("add", [a, b], sum, a.shape, (dSum) => {
		if (a.requiresGradient) {
			const dA = gradientOf(a);
			for (let i = 0; i < dA.length; i++) dA[i]! += dSum[i]!;
		}
		if (b.requiresGradient) {
			const dB = gradientOf(b);
			for (let start = 0; start < a.size; start += b.size)
				for (let j = 0; j < b.size; j++) dB[j]! += dSum[start + j]!;
		}
	});
}
