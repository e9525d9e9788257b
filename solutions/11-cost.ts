/**
 * Solution 11 · Cost: what every pair of tokens costs, and what can be saved
 */
import {
	type AttentionFlops,
	dot,
	type Matrix,
	type OnlineSoftmax,
	type TiledOptions,
	type Vector,
} from "attention-lab";

export function attentionFlops(n: number, d: number, heads: number): AttentionFlops {
	const projections = 4 * (n * d) * (2 * d); // four matrices, n·d numbers each, 2·d for every number
	const scores = n * n * (2 * d); // heads · n² numbers, 2 · d/heads for every number
	const softmax = 5 * heads * n * n;
	const mixing = n * d * (2 * n); // n·d numbers in all heads, 2·n for every number
	return { projections, scores, softmax, mixing, total: projections + scores + softmax + mixing };
}

export function attentionBytes(n: number, heads: number): number {
	return 4 * heads * n * n;
}

export function onlineSoftmax(chunks: readonly Vector[]): OnlineSoftmax {
	let highest = -Infinity;
	let total = 0;
	for (const chunk of chunks) {
		const before = highest;
		highest = chunk.reduce((a, b) => Math.max(a, b), before);
		total *= share(before, highest);
		for (const score of chunk) total += share(score, highest);
	}
	const weights = chunks.map((chunk) =>
		chunk.map((score) => (total === 0 ? 0 : share(score, highest) / total)),
	);
	return { highest, total, weights };
}

export function tiledAttention(
	q: Matrix,
	k: Matrix,
	v: Matrix,
	{ block }: TiledOptions,
): number[][] {
	return q.map((query) => {
		let highest = -Infinity;
		let total = 0;
		let mixture = v[0]!.map(() => 0); // not yet divided by the total
		for (let start = 0; start < k.length; start += block) {
			const scores = k
				.slice(start, start + block)
				.map((key) => dot(query, key) / Math.sqrt(query.length));
			const before = highest;
			highest = scores.reduce((a, b) => Math.max(a, b), before);
			const factor = share(before, highest);
			total *= factor;
			mixture = mixture.map((sum) => sum * factor);
			for (const [j, score] of scores.entries()) {
				const part = share(score, highest);
				total += part;
				mixture = mixture.map((sum, c) => sum + part * v[start + j]![c]!);
			}
		}
		return mixture.map((sum) => sum / total);
	});
}

/** exp(score − highest); 0 for −Infinity, where −Infinity − (−Infinity) would be NaN. */
const share = (score: number, highest: number): number =>
	score === -Infinity ? 0 : Math.exp(score - highest);
