import type {
	BlockOptions,
	BlockWeights,
	FeedForwardWeights,
	Matrix,
	NormWeights,
	Vector,
} from "attention-lab";
import { headLoops } from "./head-loops";

/** Layer norm, every number in a loop. Σ(x − mean)·(x − anything) is Σ(x − mean)², as Σ(x − mean) is 0. */
export function normLoops(x: Matrix, gamma: Vector, beta: Vector, epsilon = 1e-5): number[][] {
	const d = gamma.length;
	const result: number[][] = [];
	for (const row of x) {
		let mean = 0;
		for (let j = 0; j < d; j++) mean += row[j]! / d;
		let square = 0;
		for (let j = 0; j < d; j++) square += (row[j]! - mean) * (row[j]! - row[0]!);
		const factor = (square / d + epsilon) ** -0.5;
		const normed: number[] = [];
		for (let j = 0; j < d; j++) normed.push(beta[j]! + gamma[j]! * factor * (row[j]! - mean));
		result.push(normed);
	}
	return result;
}

/** Two linear layers with GELU between them; (1 + tanh z)/2 written as 1/(1 + exp(−2z)). */
export function feedForwardLoops(x: Matrix, { w1, b1, w2, b2 }: FeedForwardWeights): number[][] {
	return x.map((row) => {
		const result = [...b2];
		for (let h = 0; h < b1.length; h++) {
			let value = b1[h]!;
			for (let c = 0; c < row.length; c++) value += row[c]! * w1[c]![h]!;
			const bent =
				value / (1 + Math.exp(-Math.sqrt(8 / Math.PI) * (value + 0.044715 * value ** 3)));
			for (let o = 0; o < result.length; o++) result[o]! += bent * w2[h]![o]!;
		}
		return result;
	});
}

/** One block, both ways to put the norms, from the loops above. */
export function blockLoops(x: Matrix, params: BlockWeights, options: BlockOptions): number[][] {
	const norm = (tokens: Matrix, { gamma, beta }: NormWeights) => normLoops(tokens, gamma, beta);
	const attend = (tokens: Matrix) => headLoops(tokens, tokens, params.attention, options).output;
	const think = (tokens: Matrix) => feedForwardLoops(tokens, params.feedForward);
	const y: number[][] = x.map((row) => [...row]);
	const addToY = (change: Matrix) => {
		for (let i = 0; i < y.length; i++)
			for (let j = 0; j < y[i]!.length; j++) y[i]![j]! += change[i]![j]!;
	};
	if (options.norm === "before") {
		addToY(attend(norm(y, params.attentionNorm)));
		addToY(think(norm(y, params.feedForwardNorm)));
		return y;
	}
	addToY(attend(y));
	const between = norm(y, params.attentionNorm);
	const thought = think(between);
	const sum = between.map((row, i) => row.map((value, j) => value + thought[i]![j]!));
	return norm(sum, params.feedForwardNorm);
}
