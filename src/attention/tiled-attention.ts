import { dot } from "./dot";
import { agree, columns, rows } from "./shapes/agree";
import { checkCount } from "./shapes/check-count";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix, Vector } from "./types";

export interface TiledOptions {
	/** How many keys are looked at together, a whole number from 1; the last tile may have fewer. */
	readonly block: number;
}

/**
 * The output of attention, softmax(QKᵀ/√d_k)·V, with never more than `block` scores in memory: the keys
 * come in tiles, and each query carries along the highest score so far, the total of its shares and its
 * mixture, both scaled down whenever a higher score turns up. `q` [n_q, d_k], `k` [n_k, d_k] and
 * `v` [n_k, d_v] give the output [n_q, d_v]. The weights are never there, so they cannot be returned.
 *
 * @throws ShapeError when the shapes do not fit, or block is no whole number from 1
 * Source: Dao et al. 2022, "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness",
 * section 3.1, algorithm 1 (its inner loop); Rabe & Staats 2021, "Self-attention Does Not Need O(n²)
 * Memory", section 2.
 */
export function tiledAttention(
	q: Matrix,
	k: Matrix,
	v: Matrix,
	{ block }: TiledOptions,
): number[][] {
	checkMatrix("q", q);
	checkMatrix("k", k);
	checkMatrix("v", v);
	agree(columns("q", q), columns("k", k));
	agree(rows("k", k), rows("v", v));
	checkCount("block", block, 1);
	return q.map((query) => attendInTiles(query, k, v, block));
}

function attendInTiles(query: Vector, k: Matrix, v: Matrix, block: number): number[] {
	const scale = 1 / Math.sqrt(query.length);
	let highest = -Infinity;
	let total = 0;
	let mixture: number[] = v[0]!.map(() => 0); // not yet divided by the total
	for (let start = 0; start < k.length; start += block) {
		const scores = k.slice(start, start + block).map((key) => scale * dot(query, key)); // ≤ block
		const before = highest;
		highest = scores.reduce((a, b) => Math.max(a, b), before);
		const factor = Math.exp(before - highest); // exp(−Infinity) = 0 in the first tile
		total *= factor;
		mixture = mixture.map((sum) => sum * factor);
		scores.forEach((score, j) => {
			const share = Math.exp(score - highest);
			total += share;
			mixture = mixture.map((sum, c) => sum + share * v[start + j]![c]!);
		});
	}
	return mixture.map((sum) => sum / total);
}
