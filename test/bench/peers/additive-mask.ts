/** [n, n], to be added to the scores: 0 where a query may look, else so low that exp gives 0. */
export function additiveMask(n: number): Float32Array {
	const mask = new Float32Array(n * n);
	for (let i = 0; i < n; i++) mask.fill(-1e9, i * n + i + 1, (i + 1) * n);
	return mask;
}
