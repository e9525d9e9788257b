/**
 * log Σ exp(x) of the row that begins at `start`, from its softmax `p`, without another exp: the highest weight
 * is exp(highest)/Σ exp(x), and never so small that it is lost.
 */
export function logOfSum(x: Float32Array, p: Float32Array, start: number, columns: number): number {
	let best = start;
	for (let j = start + 1; j < start + columns; j++) if (x[j]! > x[best]!) best = j;
	return x[best]! - Math.log(p[best]!);
}
