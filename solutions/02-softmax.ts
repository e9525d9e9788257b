/**
 * Solution 02 · Softmax: from scores to weights
 */
import type { Matrix, Vector } from "attention-lab";

export function softmax(scores: Vector): number[] {
	// A loop, because Math.max(...scores) cannot take hundreds of thousands of arguments.
	let highest = -Infinity;
	for (const score of scores) highest = Math.max(highest, score);

	// The highest becomes exp(0) = 1, all others lie between 0 and 1: nothing can overflow.
	const shares = scores.map((score) => Math.exp(score - highest));

	let total = 0;
	for (const share of shares) total += share;

	return shares.map((share) => share / total);
}

export function softmaxRows(scores: Matrix): number[][] {
	return scores.map((row) => softmax(row));
}
