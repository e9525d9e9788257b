import { attention, causalMask, softmaxRows } from "../../../src/attention";
import { attend } from "../../../src/tensor";
import { kernels } from "../../../src/tensor/kernels/choose-kernels";
import type { AttentionShape } from "../../../src/tensor/kernels/kernels";
import { type AttentionCase, type Inputs, rowsOf } from "./attention-case";
import type { Contender, Prepared } from "./contender";

/** What everything is compared with, and checked against. */
export const attentionLab: Contender = { name: "attention-lab", prepare: prepareTensor };

export const twoThreads: Contender = {
	name: "attention-lab, 2 threads",
	prepare({ n, dim, causal }, { q, k, v }) {
		const shape = { queries: n, keys: n, dim, causal, threads: 2 };
		return { run: () => [attend(q, k, v, shape)] };
	},
};

/** The library that students read. */
export const plainAttention: Contender = {
	name: "plain number[][]",
	slow: true,
	prepare({ task, n, dim, causal }, inputs) {
		if (task === "softmax") {
			const x = rowsOf(inputs.q, n);
			return { run: () => softmaxRows(x) };
		}
		if (task !== "forward") return undefined;
		const q = rowsOf(inputs.q, dim);
		const k = rowsOf(inputs.k, dim);
		const v = rowsOf(inputs.v, dim);
		const mask = causal ? causalMask(n) : undefined;
		return { run: () => attention(q, k, v, mask).output };
	},
};

function prepareTensor({ task, n, dim, causal }: AttentionCase, inputs: Inputs): Prepared {
	const { q, k, v, dOut } = inputs;
	if (task === "forward")
		return { run: () => [attend(q, k, v, { queries: n, keys: n, dim, causal })] };
	if (task === "softmax")
		return {
			run: () => {
				const out = new Float32Array(n * n);
				kernels.softmax(q, out, { rows: n, columns: n });
				return [out];
			},
		};
	const shape: AttentionShape = {
		...{ batch: 1, heads: 1, queries: n, keys: n, dim, valueDim: dim, causal },
		scale: 1 / Math.sqrt(dim),
	};
	const forward = () => {
		const outputs = { out: new Float32Array(n * dim), logSumExp: new Float32Array(n) };
		kernels.attention({ q, k, v }, outputs, shape);
		return outputs;
	};
	const backward = (outputs: ReturnType<typeof forward>) => {
		const dQ = new Float32Array(n * dim);
		const dK = new Float32Array(n * dim);
		const dV = new Float32Array(n * dim);
		kernels.attentionBackward({ q, k, v }, outputs, dOut, { dQ, dK, dV }, shape);
		return [dQ, dK, dV];
	};
	if (task === "forward + backward") return { run: () => backward(forward()) };
	const outputs = forward();
	return { run: () => backward(outputs) };
}
