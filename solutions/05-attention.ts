/**
 * Solution 05 · Attention: softmax(QKᵀ / √d_k) · V
 */
import {
	type AttentionResult,
	dot,
	type Mask,
	type Matrix,
	mixValues,
	softmax,
	type Vector,
} from "attention-lab";

export function scaledScores(q: Matrix, k: Matrix): number[][] {
	const scale = Math.sqrt(k[0]!.length); // √d_k: how long one key is, not how many there are
	return q.map((query) => k.map((key) => dot(query, key) / scale));
}

export function attention(q: Matrix, k: Matrix, v: Matrix, mask?: Mask): AttentionResult {
	const scores = scaledScores(q, k); // [n_q, n_k]
	const weights = scores.map((row, i) => weightsOf(row, mask?.[i])); // [n_q, n_k]
	return { output: mixValues(weights, v), weights };
}

/** The mask goes in before softmax: exp(−Infinity) is 0, and the others share the whole weight. */
function weightsOf(scores: Vector, mayAttend?: readonly boolean[]): number[] {
	if (!mayAttend) return softmax(scores);
	// With nothing to attend to, softmax would be 0 / 0.
	if (!mayAttend.includes(true)) return scores.map(() => 0);
	return softmax(scores.map((score, j) => (mayAttend[j] ? score : -Infinity)));
}
