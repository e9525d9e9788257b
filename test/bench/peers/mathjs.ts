import { type AttentionCase, type Inputs, rowsOf } from "../attention/attention-case";
import type { Contender, Prepared } from "../attention/contender";
import { requirePeer } from "./load-peer";

interface Mathjs {
	multiply(a: number[][], b: number[][] | number): number[][];
	transpose(a: number[][]): number[][];
}

export async function mathjs(): Promise<Contender[]> {
	const math = requirePeer<Mathjs>("mathjs");
	const prepare = (
		{ task, n, dim, causal }: AttentionCase,
		inputs: Inputs,
	): Prepared | undefined => {
		if (task === "softmax") {
			const x = rowsOf(inputs.q, n);
			return { run: () => softmaxRows(x, false) };
		}
		if (task !== "forward") return undefined;
		const q = rowsOf(inputs.q, dim);
		const k = rowsOf(inputs.k, dim);
		const v = rowsOf(inputs.v, dim);
		return {
			run: () => {
				const scores = math.multiply(math.multiply(q, math.transpose(k)), 1 / Math.sqrt(dim));
				return math.multiply(softmaxRows(scores, causal), v);
			},
		};
	};
	return [{ name: "mathjs", slow: true, prepare }];
}

/** mathjs has no softmax of its own. */
const softmaxRows = (x: number[][], causal: boolean): number[][] =>
	x.map((row, i) => {
		const visible = causal ? row.slice(0, i + 1) : row;
		const largest = visible.reduce((a, b) => Math.max(a, b), -Infinity);
		const powers = row.map((score, j) => (causal && j > i ? 0 : Math.exp(score - largest)));
		const sum = powers.reduce((a, b) => a + b, 0);
		return powers.map((power) => power / sum);
	});
