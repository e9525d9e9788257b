/**
 * The GPT of src/tensor/gpt/ with every number an object that knows its gradient, as TypeScript programs do
 * that follow micrograd: the same weights, the same loss. It is as fast as this way can fairly be made:
 * one small class, no closures, and a list of what was made in place of a search for the order.
 *
 * Sources: Karpathy 2020, micrograd, engine.py, and 2026, microgpt.py (a value keeps its local slopes).
 */

import type { Gpt } from "../../src/tensor/gpt/create-gpt";
import type { Batch } from "../../src/tensor/gpt/draw-batch";
import { namedParameters } from "../../src/tensor/gpt/named-parameters";
import type { Tensor } from "../../src/tensor/tensor";

class Value {
	grad = 0;
	constructor(
		public data: number,
		readonly a?: Value,
		readonly slopeA = 0,
		readonly b?: Value,
		readonly slopeB = 0,
	) {}
}

type Row = readonly Value[];
type Matrix = readonly Row[];

/** Every value since the last backward pass, in the order of its making: what it is made of comes before it. */
let tape: Value[] = [];

function made(data: number, a: Value, slopeA: number, b?: Value, slopeB?: number): Value {
	const value = new Value(data, a, slopeA, b, slopeB);
	tape.push(value);
	return value;
}

const add = (a: Value, b: Value) => made(a.data + b.data, a, 1, b, 1);
const multiply = (a: Value, b: Value) => made(a.data * b.data, a, b.data, b, a.data);
const scale = (a: Value, factor: number) => made(a.data * factor, a, factor);
const shift = (a: Value, by: number) => made(a.data + by, a, 1);
const power = (a: Value, n: number) => made(a.data ** n, a, n * a.data ** (n - 1));
const logarithm = (a: Value) => made(Math.log(a.data), a, 1 / a.data);

function exponential(a: Value): Value {
	const data = Math.exp(a.data);
	return made(data, a, data);
}

function tanh(a: Value): Value {
	const data = Math.tanh(a.data);
	return made(data, a, 1 - data * data);
}

function backward(loss: Value): void {
	loss.grad = 1;
	for (let i = tape.length - 1; i >= 0; i--) {
		const { a, b, slopeA, slopeB, grad } = tape[i]!;
		if (a) a.grad += slopeA * grad;
		if (b) b.grad += slopeB * grad;
	}
	tape = [];
}

function dot(a: Row, b: Row): Value {
	let sum = multiply(a[0]!, b[0]!);
	for (let i = 1; i < a.length; i++) sum = add(sum, multiply(a[i]!, b[i]!));
	return sum;
}

const total = (row: Row) => row.reduce(add);
const addRows = (a: Row, b: Row): Row => a.map((x, i) => add(x, b[i]!));

/** `columns` is w [in, out] transposed: one row an output. */
const linear = (x: Row, columns: Matrix, bias: Row): Row =>
	columns.map((column, j) => add(dot(x, column), bias[j]!));

function softmax(scores: Row): Row {
	const top = Math.max(...scores.map(({ data }) => data));
	const shares = scores.map((score) => exponential(shift(score, -top)));
	const one = power(total(shares), -1);
	return shares.map((share) => multiply(share, one));
}

function layerNorm(x: Row, { gamma, beta }: { gamma: Row; beta: Row }): Row {
	const mean = scale(total(x), -1 / x.length);
	const centred = x.map((value) => add(value, mean));
	const variance = scale(total(centred.map((value) => multiply(value, value))), 1 / x.length);
	const inverse = power(shift(variance, 1e-5), -0.5);
	return centred.map((value, j) => add(multiply(multiply(value, inverse), gamma[j]!), beta[j]!));
}

function gelu(x: Value): Value {
	const inner = scale(add(x, scale(power(x, 3), 0.044715)), Math.sqrt(2 / Math.PI));
	return multiply(scale(x, 0.5), shift(tanh(inner), 1));
}

export interface ScalarGpt {
	/** One training step with AdamW; returns the loss. */
	trainStep(batch: Batch): number;
}

/** A copy of the model, number by number. */
export function createScalarGpt(
	model: Gpt,
	{ learningRate, weightDecay }: { learningRate: number; weightDecay: number },
): ScalarGpt {
	const { context, dim, heads, layers } = model.config;
	const matrices = new Map<string, Matrix>();
	for (const { name, tensor } of namedParameters(model)) matrices.set(name, rowsOf(name, tensor));
	const matrix = (name: string) => matrices.get(name)!;
	const row = (name: string) => matrix(name)[0]!;
	const norm = (name: string) => ({ gamma: row(`${name}.gamma`), beta: row(`${name}.beta`) });
	const headDim = dim / heads;

	/** The attention of the newest character: x [dim], with the keys and values of those before it. */
	function attend(q: Row, keys: Matrix, values: Matrix): Row {
		return Array.from({ length: heads }, (_, head) => {
			const own = (vector: Row) => vector.slice(head * headDim, (head + 1) * headDim);
			const asked = own(q);
			const scores = keys.map((key) => scale(dot(asked, own(key)), 1 / Math.sqrt(headDim)));
			const weights = softmax(scores);
			const mixed = values.map(own);
			return asked.map((_, j) =>
				dot(
					weights,
					mixed.map((value) => value[j]!),
				),
			);
		}).flat();
	}

	function block(x: Row, name: string, keys: Row[], values: Row[]): Row {
		const project = (vector: Row, part: string, to: string) =>
			linear(vector, matrix(`${name}.${part}.w${to}`), row(`${name}.${part}.b${to}`));
		const normed = layerNorm(x, norm(`${name}.attentionNorm`));
		keys.push(project(normed, "attention", "k"));
		values.push(project(normed, "attention", "v"));
		const mixed = attend(project(normed, "attention", "q"), keys, values);
		const attended = addRows(x, project(mixed, "attention", "o"));
		const hidden = project(
			layerNorm(attended, norm(`${name}.feedForwardNorm`)),
			"feedForward",
			"1",
		);
		return addRows(attended, project(hidden.map(gelu), "feedForward", "2"));
	}

	/** The summed loss of one piece of text, whose graph is freed by `backward`. */
	function pieceLoss(inputs: Int32Array, targets: Int32Array): Value {
		const keys = Array.from({ length: layers }, (): Row[] => []);
		const values = Array.from({ length: layers }, (): Row[] => []);
		const losses = Array.from(inputs, (id, position) => {
			let x = addRows(matrix("tokenEmbedding")[id]!, matrix("positionEmbedding")[position]!);
			for (let layer = 0; layer < layers; layer++)
				x = block(x, `blocks.${layer}`, keys[layer]!, values[layer]!);
			const last = layerNorm(x, norm("finalNorm"));
			const logits = matrix("tokenEmbedding").map((embedding) => dot(last, embedding));
			return scale(logarithm(softmax(logits)[targets[position]!]!), -1);
		});
		return total(losses);
	}

	const parameters = [...matrices.values()].flat(2);
	const update = adamW(parameters, learningRate, weightDecay);
	return {
		trainStep({ inputs, targets }) {
			let sum = 0;
			for (const parameter of parameters) parameter.grad = 0;
			for (let start = 0; start < inputs.length; start += context) {
				const piece = [start, start + context] as const;
				const loss = pieceLoss(inputs.subarray(...piece), targets.subarray(...piece));
				sum += loss.data;
				backward(scale(loss, 1 / inputs.length));
			}
			update();
			return sum / inputs.length;
		},
	};
}

/** Rows of values; a matrix that multiplies from the right is transposed, a vector one row. */
function rowsOf(name: string, { data, shape }: Tensor): Matrix {
	const [rows, columns] = shape.length === 2 ? shape : [1, data.length];
	const value = (i: number, j: number) => new Value(data[i * columns! + j]!);
	if (/\.w\w$/.test(name))
		return Array.from({ length: columns! }, (_, j) =>
			Array.from({ length: rows! }, (_, i) => value(i, j)),
		);
	return Array.from({ length: rows! }, (_, i) =>
		Array.from({ length: columns! }, (_, j) => value(i, j)),
	);
}

/** Source: Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2. */
function adamW(parameters: Row, learningRate: number, weightDecay: number): () => void {
	const [beta1, beta2] = [0.9, 0.99];
	const first = new Float64Array(parameters.length);
	const second = new Float64Array(parameters.length);
	let step = 0;
	return () => {
		step++;
		parameters.forEach((parameter, i) => {
			const { grad } = parameter;
			first[i] = beta1 * first[i]! + (1 - beta1) * grad;
			second[i] = beta2 * second[i]! + (1 - beta2) * grad * grad;
			const mean = first[i]! / (1 - beta1 ** step);
			const deviation = Math.sqrt(second[i]! / (1 - beta2 ** step));
			parameter.data -= learningRate * (mean / (deviation + 1e-8) + weightDecay * parameter.data);
		});
	};
}
