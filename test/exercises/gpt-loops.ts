import type { GptWeights, Matrix, Vector } from "attention-lab";

/** A GPT, every number in a loop: nothing is split, masked or cached. Logits [n, vocabulary]. */
export function gptLoops(ids: Vector, params: GptWeights, { heads }: { heads: number }) {
	let x = ids.map((id, i) =>
		params.tokenEmbedding[id]!.map((value, j) => value + params.positionEmbedding[i]![j]!),
	);
	const layers: { keys: number[][]; values: number[][] }[] = [];
	for (const block of params.blocks) {
		const { wq, wk, wv, wo, bq, bk, bv, bo } = block.attention;
		const normed = normLoops(x, block.attentionNorm);
		const q = affine(normed, wq, bq);
		const keys = affine(normed, wk, bk);
		const values = affine(normed, wv, bv);
		layers.push({ keys, values });
		const mixed = mixedInHeads(q, keys, values, heads);
		x = plus(x, affine(mixed, wo, bo));
		const { w1, b1, w2, b2 } = block.feedForward;
		const hidden = affine(normLoops(x, block.feedForwardNorm), w1, b1);
		const bent = hidden.map((row) => row.map(bend));
		x = plus(x, affine(bent, w2, b2));
	}
	const logits = normLoops(x, params.finalNorm).map((row) =>
		params.tokenEmbedding.map((embedding) => {
			let score = 0;
			for (let j = 0; j < row.length; j++) score += row[j]! * embedding[j]!;
			return score;
		}),
	);
	return { logits, layers };
}

/** Query i looks at keys 0 … i only. */
function mixedInHeads(q: Matrix, keys: Matrix, values: Matrix, heads: number): number[][] {
	const dK = q[0]!.length / heads;
	const dV = values[0]!.length / heads;
	return q.map((query, i) => {
		const mixed: number[] = [];
		for (let h = 0; h < heads; h++) {
			const powers: number[] = [];
			let total = 0;
			for (let j = 0; j <= i; j++) {
				let score = 0;
				for (let t = h * dK; t < (h + 1) * dK; t++) score += query[t]! * keys[j]![t]!;
				powers[j] = Math.exp(score / Math.sqrt(dK));
				total += powers[j]!;
			}
			for (let t = h * dV; t < (h + 1) * dV; t++) {
				let sum = 0;
				for (let j = 0; j <= i; j++) sum += (powers[j]! / total) * values[j]![t]!;
				mixed.push(sum);
			}
		}
		return mixed;
	});
}

function affine(x: Matrix, w: Matrix, b?: Vector): number[][] {
	return x.map((row) =>
		w[0]!.map((_, column) => {
			let sum = b?.[column] ?? 0;
			for (let j = 0; j < row.length; j++) sum += row[j]! * w[j]![column]!;
			return sum;
		}),
	);
}

function normLoops(x: Matrix, { gamma, beta }: { gamma: Vector; beta: Vector }): number[][] {
	return x.map((row) => {
		let mean = 0;
		for (const value of row) mean += value / row.length;
		let variance = 0;
		for (const value of row) variance += (value - mean) ** 2 / row.length;
		return row.map(
			(value, j) => ((value - mean) / Math.sqrt(variance + 1e-5)) * gamma[j]! + beta[j]!,
		);
	});
}

/** GELU in its tanh form, tanh written with exp. */
function bend(x: number): number {
	const inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
	return x - x / (1 + Math.exp(2 * inner));
}

const plus = (a: Matrix, b: Matrix) => a.map((row, i) => row.map((value, j) => value + b[i]![j]!));
