/**
 * Solution 06 · Masks: who may look at whom
 */
import { type Mask, type Matrix, softmax } from "attention-lab";

export function causalMask(n: number): boolean[][] {
	const positions = Array.from({ length: n }, (_, i) => i);
	return positions.map((i) => positions.map((j) => j <= i));
}

export function paddingMask(nQueries: number, keyLength: number, nKeys: number): boolean[][] {
	const row = () => Array.from({ length: nKeys }, (_, j) => j < keyLength);
	return Array.from({ length: nQueries }, row); // a new row for every query
}

export function combineMasks(a: Mask, b: Mask): boolean[][] {
	return a.map((row, i) => row.map((allowed, j) => allowed && b[i]![j]!));
}

export function maskedSoftmaxRows(scores: Matrix, mask: Mask): number[][] {
	return scores.map((row, i) => {
		const mayAttend = mask[i]!;
		// With nothing to attend to, softmax would be 0 / 0.
		if (!mayAttend.includes(true)) return row.map(() => 0);
		return softmax(row.map((score, j) => (mayAttend[j] ? score : -Infinity)));
	});
}
