/**
 * Solution 13 · Training heads: dropout, diversity, ablation
 */
import {
	dot,
	type HeadMatrices,
	type Matrix,
	type MultiHeadWeights,
	type Random,
} from "attention-lab";

export function dropout(
	x: Matrix,
	p: number,
	rng: Pick<Random, "uniform">,
	training: boolean,
): number[][] {
	if (!training) return x.map((row) => [...row]);
	return x.map((row) => row.map((value) => (rng.uniform() < p ? 0 : value / (1 - p))));
}

export function headDiversity(weights: HeadMatrices): number {
	const heads = weights.map((head) => head.flat()); // [heads][n_q · n_k]
	let total = 0;
	let pairs = 0;
	for (let a = 0; a < heads.length; a++)
		for (let b = 0; b < a; b++) {
			const lengths = Math.sqrt(dot(heads[a]!, heads[a]!) * dot(heads[b]!, heads[b]!));
			if (lengths > 0) total += dot(heads[a]!, heads[b]!) / lengths;
			pairs++;
		}
	return 1 - total / pairs;
}

export function ablateHead(
	{ wq, wk, wv, wo }: MultiHeadWeights,
	head: number,
	heads: number,
): MultiHeadWeights {
	const dV = wo.length / heads;
	const silenced = wo.map((row, r) =>
		row.map((value) => (Math.floor(r / dV) === head ? 0 : value)),
	);
	return { wq, wk, wv, wo: silenced };
}
