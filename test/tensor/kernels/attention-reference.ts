import { attention, type Mask, type Matrix, transpose } from "attention-lab";
import type { AttentionShape } from "../../../src/tensor/kernels/kernels";

/*
 * Attention of a batch of many heads, made of the plain library, head by head, in float64. The plain library has
 * no empty matrices; what nothing means is said here.
 */

export interface ReferenceInputs {
	readonly q: Float64Array;
	readonly k: Float64Array;
	readonly v: Float64Array;
	readonly mask?: Uint8Array | undefined;
}

export interface Reference {
	readonly out: Float64Array;
	readonly logSumExp: Float64Array;
}

export function referenceAttention(inputs: ReferenceInputs, shape: AttentionShape): Reference {
	const { batch, heads, queries, keys, dim, valueDim } = shape;
	const out = new Float64Array(batch * queries * heads * valueDim);
	const logSumExp = new Float64Array(batch * heads * queries).fill(-Infinity);
	if (queries === 0 || keys === 0) return { out, logSumExp };
	for (const [b, h] of everyHead(shape)) {
		const mask = maskOf(inputs.mask, shape, b);
		const q = head(inputs.q, b, h, queries, heads, dim).map((row) =>
			row.map((x) => x * shape.scale * Math.sqrt(Math.max(1, dim))),
		);
		const k = head(inputs.k, b, h, keys, heads, dim);
		const v = head(inputs.v, b, h, keys, heads, valueDim);
		// what has no columns gets one of zeros: every score is 0, every output is empty
		const { output } = attention(widen(q), widen(k), widen(v), mask);
		if (valueDim > 0)
			for (const [i, row] of output.entries())
				out.set(row, ((b * queries + i) * heads + h) * valueDim);
		for (let i = 0; i < queries; i++) {
			const scores = k
				.map((key) => sum(key.map((x, t) => q[i]![t]! * x)) / Math.sqrt(Math.max(1, dim)))
				.filter((_, j) => mask[i]![j]);
			logSumExp[(b * heads + h) * queries + i] = logOfSum(scores);
		}
	}
	return { out, logSumExp };
}

export interface ReferenceGradients {
	readonly dQ: Float64Array;
	readonly dK: Float64Array;
	readonly dV: Float64Array;
}

/** dQ, dK, dV by the matrix formulas; describe-attention.ts holds them against central differences. */
export function referenceGradients(
	inputs: ReferenceInputs,
	dOut: Float64Array,
	shape: AttentionShape,
): ReferenceGradients {
	const { queries, keys, heads, dim, valueDim, scale } = shape;
	const dQ = new Float64Array(inputs.q.length);
	const dK = new Float64Array(inputs.k.length);
	const dV = new Float64Array(inputs.v.length);
	if (queries === 0 || keys === 0) return { dQ, dK, dV };
	for (const [b, h] of everyHead(shape)) {
		const q = head(inputs.q, b, h, queries, heads, dim);
		const k = head(inputs.k, b, h, keys, heads, dim);
		const v = head(inputs.v, b, h, keys, heads, valueDim);
		const d = head(dOut, b, h, queries, heads, valueDim);
		const weights = weightsOf(q, k, maskOf(inputs.mask, shape, b), scale);
		const dWeights = product(d, v);
		const dScores = weights.map((row, i) => {
			const total = sum(row.map((w, j) => w * dWeights[i]![j]!));
			return row.map((w, j) => scale * w * (dWeights[i]![j]! - total));
		});
		for (let i = 0; i < queries; i++)
			for (let j = 0; j < keys; j++) {
				for (let t = 0; t < dim; t++) {
					dQ[((b * queries + i) * heads + h) * dim + t]! += dScores[i]![j]! * k[j]![t]!;
					dK[((b * keys + j) * heads + h) * dim + t]! += dScores[i]![j]! * q[i]![t]!;
				}
				for (let t = 0; t < valueDim; t++)
					dV[((b * keys + j) * heads + h) * valueDim + t]! += weights[i]![j]! * d[i]![t]!;
			}
	}
	return { dQ, dK, dV };
}

/** With the identity as values, what attention gives is its weights. */
function weightsOf(q: Matrix, k: Matrix, mask: Mask, scale: number): number[][] {
	const identity = k.map((_, i) => k.map((_, j) => (i === j ? 1 : 0)));
	const root = Math.sqrt(Math.max(1, q[0]!.length));
	const scaled = q.map((row) => row.map((x) => x * scale * root));
	return attention(widen(scaled), widen(k), identity, mask).weights;
}

/** a · bᵀ, also where there are no columns */
const product = (a: Matrix, b: Matrix) =>
	a.map((row) => b.map((other) => sum(row.map((x, t) => x * other[t]!))));

function everyHead({ batch, heads }: AttentionShape): [number, number][] {
	return Array.from({ length: batch * heads }, (_, i) => [Math.floor(i / heads), i % heads]);
}

/** Head h of sequence b: [length, dim] */
function head(
	x: Float64Array,
	b: number,
	h: number,
	length: number,
	heads: number,
	dim: number,
): number[][] {
	return Array.from({ length }, (_, i) => {
		const start = ((b * length + i) * heads + h) * dim;
		return [...x.subarray(start, start + dim)];
	});
}

function maskOf(
	mask: Uint8Array | undefined,
	{ queries, keys, causal, position = 0 }: AttentionShape,
	b: number,
): boolean[][] {
	const start = mask?.length === queries * keys ? 0 : b * queries * keys;
	return Array.from({ length: queries }, (_, i) =>
		Array.from(
			{ length: keys },
			(_, j) => (!causal || j <= position + i) && mask?.[start + i * keys + j] !== 0,
		),
	);
}

const widen = (x: Matrix): Matrix => (x[0]!.length > 0 ? x : transpose([x.map(() => 0)]));

const sum = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);

function logOfSum(scores: readonly number[]): number {
	const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
	if (highest === -Infinity || highest === Infinity) return highest;
	return highest + Math.log(sum(scores.map((score) => Math.exp(score - highest))));
}
