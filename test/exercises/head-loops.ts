import type { Mask, Matrix, MultiHeadWeights } from "attention-lab";

/** Multi-head attention from `x` to `context`, every number in a loop: nothing is split or merged. */
export function headLoops(
	x: Matrix,
	context: Matrix,
	{ wq, wk, wv, wo }: MultiHeadWeights,
	{ heads, mask }: { heads: number; mask?: Mask | undefined },
) {
	const dK = wq[0]!.length / heads;
	const dV = wv[0]!.length / heads;
	const entry = (row: readonly number[], w: Matrix, column: number) => {
		let sum = 0;
		for (let c = 0; c < row.length; c++) sum += row[c]! * w[c]![column]!;
		return sum;
	};
	const weights: number[][][] = [];
	const output = x.map(() => wo[0]!.map(() => 0));
	for (let h = 0; h < heads; h++) {
		weights[h] = [];
		for (let i = 0; i < x.length; i++) {
			const scores = context.map((_, j) => {
				if (mask && !mask[i]![j]) return -Infinity;
				let score = 0;
				for (let t = 0; t < dK; t++)
					score += entry(x[i]!, wq, h * dK + t) * entry(context[j]!, wk, h * dK + t);
				return score / Math.sqrt(dK);
			});
			weights[h]![i] = scores.map((own) => {
				if (own === -Infinity) return 0;
				let others = 0;
				for (const score of scores) others += Math.exp(score - own);
				return 1 / others;
			});
			for (let t = 0; t < dV; t++) {
				let found = 0;
				for (let j = 0; j < context.length; j++)
					found += weights[h]![i]![j]! * entry(context[j]!, wv, h * dV + t);
				for (let o = 0; o < wo[0]!.length; o++) output[i]![o]! += found * wo[h * dV + t]![o]!;
			}
		}
	}
	return { output, weights };
}
