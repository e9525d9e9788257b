import { checkCount } from "./shapes/check-count";

/**
 * How many bytes the weights of `n` tokens take in all `heads`, kept in float32 (4 bytes a number):
 * 4 · heads · n².
 *
 * @example attentionBytes(1024, 8) // 33554432, 32 MiB
 * @throws ShapeError when a count is no whole number from 1
 * Source: Rabe & Staats 2021, "Self-attention Does Not Need O(n²) Memory", section 1: what is not needed.
 */
export function attentionBytes(n: number, heads: number): number {
	checkCount("n", n, 1);
	checkCount("heads", heads, 1);
	return 4 * heads * n * n;
}
