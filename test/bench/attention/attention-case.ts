import { createRandom } from "../../../src/attention";

/** What is computed; `forward + backward` is there because TensorFlow.js gives gradients only so. */
export type Task = "forward" | "backward" | "forward + backward" | "softmax";

export interface AttentionCase {
	readonly title: string;
	readonly task: Task;
	/** Queries and keys; rows and columns for softmax. */
	readonly n: number;
	readonly dim: number;
	readonly causal: boolean;
	/** Names of the contenders, where not all take part. */
	readonly only?: readonly string[];
}

/** Row-major, [n, dim] each; for softmax only `q`, [n, n]. */
export interface Inputs {
	readonly q: Float32Array;
	readonly k: Float32Array;
	readonly v: Float32Array;
	readonly dOut: Float32Array;
}

const dim = 64;

const forward = (n: number, causal = false): AttentionCase => ({
	title: `attention forward, ${causal ? "causal, " : ""}n = ${n}`,
	task: "forward",
	n,
	dim,
	causal,
});

/** The cases of a run, in order; `threaded` names the two contenders of the cases about threads. */
export const attentionCases = (threaded: readonly string[]): AttentionCase[] => [
	forward(512),
	forward(1024),
	forward(2048),
	forward(1024, true),
	forward(2048, true),
	{ ...forward(1024), title: "attention backward, n = 1024", task: "backward" },
	{
		...forward(1024),
		title: "attention forward + backward, n = 1024",
		task: "forward + backward",
	},
	{ ...forward(1024), title: "softmax of 1024 rows of 1024", task: "softmax" },
	forward(8),
	forward(16),
	forward(32),
	{ ...forward(1024), title: "two threads, n = 1024", only: threaded },
	{ ...forward(2048), title: "two threads, n = 2048", only: threaded },
];

/** The same standard normal numbers in every run. */
export function inputsOf({ task, n, dim }: AttentionCase): Inputs {
	const random = createRandom(5);
	const matrix = (columns: number) => Float32Array.from(random.vector(n * columns));
	if (task === "softmax") return { q: matrix(n), k: matrix(0), v: matrix(0), dOut: matrix(0) };
	return { q: matrix(dim), k: matrix(dim), v: matrix(dim), dOut: matrix(dim) };
}

/** A row-major array as the plain library's rows. */
export const rowsOf = (array: Float32Array, columns: number): number[][] =>
	Array.from({ length: array.length / columns }, (_, i) =>
		Array.from(array.subarray(i * columns, (i + 1) * columns)),
	);
