import { kernels } from "../kernels/choose-kernels";
import { addGradient, operation } from "../operation";
import type { Tensor } from "../tensor";

/**
 * 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), number by number: a smooth relu.
 *
 * Source: Hendrycks and Gimpel 2016, "Gaussian Error Linear Units", section 2, as in GPT-2.
 */
export function gelu(x: Tensor): Tensor {
	const y = new Float32Array(x.size);
	kernels.gelu(x.data, y);

	return operation("gelu", [x], y, x.shape, (dY) => {
		const dX = new Float32Array(x.size);
		kernels.geluBackward(x.data, dY, dX);
		addGradient(x, dX);
	});
}
