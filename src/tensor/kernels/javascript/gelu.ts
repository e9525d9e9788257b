/** See `Kernels.gelu`. */
export function gelu(x: Float32Array, out: Float32Array): void {
	for (let i = 0; i < x.length; i++) {
		const value = x[i]!;
		out[i] = 0.5 * value * (1 + Math.tanh(slope * (value + cubic * value ** 3)));
	}
}

/** See `Kernels.geluBackward`. With t = tanh(u): gelu′ = 0.5·(1 + t) + 0.5·x·(1 − t²)·u′ */
export function geluBackward(x: Float32Array, dOut: Float32Array, dX: Float32Array): void {
	for (let i = 0; i < x.length; i++) {
		const value = x[i]!;
		const t = Math.tanh(slope * (value + cubic * value ** 3));
		const du = slope * (1 + 3 * cubic * value ** 2);
		dX[i] = dOut[i]! * 0.5 * (1 + t + value * (1 - t * t) * du);
	}
}

const slope = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;
