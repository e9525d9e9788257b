import type { MatmulShape } from "../kernels";

/** See `Kernels.matmul`. A row of the result is summed in float64 and rounded once. */
export function matmul(
	a: Float32Array,
	b: Float32Array,
	out: Float32Array,
	{ m, k, n, transposeA, transposeB, accumulate }: MatmulShape,
): void {
	const [nextRowOfA, nextColumnOfA] = transposeA ? [1, m] : [k, 1];
	const [nextRowOfB, nextColumnOfB] = transposeB ? [1, k] : [n, 1];
	const row = new Float64Array(n);
	for (let i = 0; i < m; i++) {
		if (accumulate) for (let j = 0; j < n; j++) row[j] = out[i * n + j]!;
		else row.fill(0);
		for (let t = 0; t < k; t++) {
			const x = a[i * nextRowOfA + t * nextColumnOfA]!;
			const start = t * nextRowOfB;
			for (let j = 0; j < n; j++) row[j]! += x * b[start + j * nextColumnOfB]!;
		}
		out.set(row, i * n);
	}
}
