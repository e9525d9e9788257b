import type { Random } from "attention-lab";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttentionShape, Kernels } from "../../../src/tensor/kernels/kernels";
import {
	type ReferenceInputs,
	referenceAttention,
	referenceGradients,
} from "./attention-reference";
import type { Tolerance } from "./describe-kernels";
import { expectNear } from "./expect-near";
import { expectGuardsIntact, guarded, room } from "./guarded-arrays";
import { draw, random, size, sprinkle } from "./numbers";

const few = fc.integer({ min: 1, max: 3 });

const shapes = fc.record({
	batch: fc.oneof({ weight: 9, arbitrary: few }, { weight: 1, arbitrary: fc.constant(0) }),
	heads: few,
	queries: size,
	keys: size,
	dim: size,
	valueDim: size,
	scale: fc.constantFrom(1, 0.125, 0.5, -0.3, 0),
	causal: fc.boolean(),
	position: fc.constantFrom(0, 0, 1, 5),
});

const smallShapes = fc.record({
	batch: few,
	heads: few,
	queries: fc.integer({ min: 1, max: 4 }),
	keys: fc.integer({ min: 1, max: 4 }),
	dim: fc.integer({ min: 1, max: 3 }),
	valueDim: fc.integer({ min: 1, max: 3 }),
	scale: fc.constantFrom(1, 0.5, -0.3),
	causal: fc.boolean(),
	position: fc.constantFrom(0, 0, 1, 5),
});

const maskKind = fc.constantFrom("none", "shared", "per sequence");
type MaskKind = "none" | "shared" | "per sequence";

export function describeAttention(kernels: Kernels, tolerance: Tolerance): void {
	const forward = (inputs: ReferenceInputs, shape: AttentionShape) => {
		const given = guardedInputs(inputs);
		const { batch, heads, queries, valueDim } = shape;
		const out = room(batch * queries * heads * valueDim);
		const logSumExp = room(batch * heads * queries);
		kernels.attention(given, { out, logSumExp }, shape);
		expectGuardsIntact(given.q, given.k, given.v, out, logSumExp);
		expectUnchanged(given, inputs);
		return { out, logSumExp };
	};

	const backward = (inputs: ReferenceInputs, dOut: Float64Array, shape: AttentionShape) => {
		const given = guardedInputs(inputs);
		const above = guarded(dOut);
		const gradients = {
			dQ: room(inputs.q.length),
			dK: room(inputs.k.length),
			dV: room(inputs.v.length),
		};
		const { out, logSumExp } = forward(inputs, shape);
		kernels.attentionBackward(given, { out, logSumExp }, above, gradients, shape);
		const { dQ, dK, dV } = gradients;
		expectGuardsIntact(given.q, given.k, given.v, out, logSumExp, above, dQ, dK, dV);
		expectUnchanged(given, inputs);
		return gradients;
	};

	describe("attention", () => {
		it("is the plain library's attention, in every head of every sequence", () => {
			fc.assert(
				fc.property(shapes, maskKind, random, (shape, kind, source) => {
					const inputs = drawInputs(source, shape, kind);
					const expected = referenceAttention(inputs, shape);
					const { out, logSumExp } = forward(inputs, shape);
					expectNear(out, expected.out, tolerance.forward, "out");
					expectNear(logSumExp, expected.logSumExp, tolerance.forward, "logSumExp");
				}),
				{ numRuns: 300 },
			);
		});

		it("is the plain library's attention where numbers are NaN or infinite", () => {
			fc.assert(
				fc.property(shapes, maskKind, random, (shape, kind, source) => {
					const { q, k, v, mask } = drawInputs(source, shape, kind);
					const [oneIn, specials] = [source.integer(2, 60), [Number.NaN, Infinity, -Infinity]];
					const inputs = {
						q: sprinkle(source, q, specials.slice(source.integer(0, 3)), oneIn),
						k: sprinkle(source, k, specials.slice(source.integer(0, 3)), oneIn),
						v: sprinkle(source, v, specials, oneIn),
						mask,
					};
					const expected = referenceAttention(inputs, shape);
					const { out, logSumExp } = forward(inputs, shape);
					expectNear(out, expected.out, tolerance.forward, "out");
					expectNear(logSumExp, expected.logSumExp, tolerance.forward, "logSumExp");
				}),
				{ numRuns: 300 },
			);
		});

		it("keeps its range where exp(score) has none: scores around 1000 and −1000", () => {
			fc.assert(
				fc.property(smallShapes, maskKind, random, (shape, kind, source) => {
					const { q, k, v, mask } = drawInputs(source, shape, kind);
					const sign = source.integer(0, 2) * 2 - 1;
					// whole numbers, so that float32 knows the scores exactly
					const inputs = {
						q: q.map(() => sign * 64),
						k: k.map((x) => 16 + Math.round(x)),
						v,
						mask,
					};
					const expected = referenceAttention(inputs, { ...shape, scale: 1 });
					const { out } = forward(inputs, { ...shape, scale: 1 });
					expectNear(out, expected.out, tolerance.forward, "out");
				}),
			);
		});

		it("gives zeros to a query with nothing to attend to, whatever the hidden keys hold", () => {
			fc.assert(
				fc.property(shapes, random, (shape, source) => {
					const { q, k, v } = drawInputs(source, shape, "none");
					const inputs = {
						q,
						k: sprinkle(source, k, [Number.NaN, Infinity], 2),
						v: sprinkle(source, v, [Number.NaN, Infinity], 2),
						mask: new Uint8Array(shape.queries * shape.keys),
					};
					const { out, logSumExp } = forward(inputs, shape);
					expect(out.every((x) => x === 0)).toBe(true);
					expect(logSumExp.every((x) => x === -Infinity)).toBe(true);
				}),
			);
		});

		it("does not depend on what a hidden key and its value hold", () => {
			fc.assert(
				fc.property(shapes, random, (shape, source) => {
					const { clean, spoilt } = spoilHiddenKeys(source, shape);
					expectNear(forward(spoilt, shape).out, forward(clean, shape).out, tolerance.forward);
				}),
			);
		});
	});

	describe("attentionBackward", () => {
		it("is measured by formulas that agree with central differences", () => {
			fc.assert(
				fc.property(smallShapes, maskKind, random, (shape, kind, source) => {
					const inputs = drawInputs(source, shape, kind);
					const dOut = draw(source, shape.batch * shape.queries * shape.heads * shape.valueDim);
					const { dQ, dK, dV } = referenceGradients(inputs, dOut, shape);
					const loss = () =>
						referenceAttention(inputs, shape).out.reduce((sum, x, i) => sum + x * dOut[i]!, 0);
					expectNear(dQ, centralDifferences(loss, inputs.q), 1e-7, "dQ");
					expectNear(dK, centralDifferences(loss, inputs.k), 1e-7, "dK");
					expectNear(dV, centralDifferences(loss, inputs.v), 1e-7, "dV");
				}),
				{ numRuns: 25 },
			);
		});

		it("gives dQ, dK and dV, in every head of every sequence", () => {
			fc.assert(
				fc.property(shapes, maskKind, random, (shape, kind, source) => {
					const inputs = drawInputs(source, shape, kind);
					const dOut = draw(source, shape.batch * shape.queries * shape.heads * shape.valueDim);
					const expected = referenceGradients(inputs, dOut, shape);
					const { dQ, dK, dV } = backward(inputs, dOut, shape);
					expectNear(dQ, expected.dQ, tolerance.backward, "dQ");
					expectNear(dK, expected.dK, tolerance.backward, "dK");
					expectNear(dV, expected.dV, tolerance.backward, "dV");
				}),
				{ numRuns: 300 },
			);
		});

		it("does not depend on what a hidden key and its value hold, and gives them no gradient", () => {
			fc.assert(
				fc.property(shapes, random, (shape, source) => {
					const { clean, spoilt, hiddenFromAll } = spoilHiddenKeys(source, shape);
					const dOut = draw(source, shape.batch * shape.queries * shape.heads * shape.valueDim);
					const expected = backward(clean, dOut, shape);
					const { dQ, dK, dV } = backward(spoilt, dOut, shape);
					expectNear(dQ, expected.dQ, tolerance.backward, "dQ");
					expectNear(dK, expected.dK, tolerance.backward, "dK");
					expectNear(dV, expected.dV, tolerance.backward, "dV");
					for (const key of hiddenFromAll) {
						expect(keyRow(dK, key, shape.heads * shape.dim).every((x) => x === 0)).toBe(true);
						expect(keyRow(dV, key, shape.heads * shape.valueDim).every((x) => x === 0)).toBe(true);
					}
				}),
			);
		});

		it("shows a NaN: a query that holds one has a gradient of NaN", () => {
			const shape = { batch: 1, heads: 1, queries: 3, keys: 5, dim: 2, valueDim: 3 };
			const inputs = {
				q: Float64Array.of(1, 2, Number.NaN, 0, -1, 1),
				k: Float64Array.from({ length: 10 }, (_, i) => Math.fround(Math.sin(i))),
				v: Float64Array.from({ length: 15 }, (_, i) => Math.fround(Math.cos(i))),
			};
			const dOut = new Float64Array(9).fill(1).map((x, i) => x + i / 8);
			const { dQ } = backward(inputs, dOut, { ...shape, scale: 1, causal: false });
			expect([...dQ].map(Number.isNaN)).toEqual([false, false, true, true, false, false]);
		});
	});
}

function drawInputs(source: Random, shape: AttentionShape, kind: MaskKind): ReferenceInputs {
	const { batch, heads, queries, keys, dim, valueDim } = shape;
	const mask = kind === "none" ? undefined : drawMask(source, shape, kind === "shared" ? 1 : batch);
	return {
		q: draw(source, batch * queries * heads * dim),
		k: draw(source, batch * keys * heads * dim),
		v: draw(source, batch * keys * heads * valueDim),
		mask,
	};
}

/** Rows that see all, much, little and nothing; what may be attended to is any number but 0. */
function drawMask(
	source: Random,
	{ queries, keys }: AttentionShape,
	sequences: number,
): Uint8Array {
	const mask = new Uint8Array(sequences * queries * keys);
	for (let start = 0; start < mask.length; start += keys) {
		const share = [0, 0.2, 0.8, 1][source.integer(0, 4)]!;
		for (let j = 0; j < keys; j++)
			mask[start + j] = source.uniform() < share ? source.integer(1, 256) : 0;
	}
	return mask;
}

/** The same inputs twice; in the second, keys that every query of the sequence is kept from hold NaN and Infinity. */
function spoilHiddenKeys(source: Random, shape: AttentionShape) {
	const { batch, heads, queries, keys, dim, valueDim } = shape;
	const clean = drawInputs(source, shape, "per sequence");
	const mask = clean.mask!;
	const hiddenFromAll: number[] = [];
	const [k, v] = [clean.k.slice(), clean.v.slice()];
	for (let key = 0; key < batch * keys; key++) {
		if (source.uniform() < 0.5) continue;
		const [b, j] = [Math.floor(key / keys), key % keys];
		for (let i = 0; i < queries; i++) mask[(b * queries + i) * keys + j] = 0;
		hiddenFromAll.push(key);
		keyRow(k, key, heads * dim).fill([Number.NaN, Infinity, -Infinity][key % 3]!);
		keyRow(v, key, heads * valueDim).fill([Infinity, Number.NaN][key % 2]!);
	}
	return { clean, spoilt: { ...clean, k, v }, hiddenFromAll };
}

const keyRow = <T extends Float32Array | Float64Array>(x: T, key: number, width: number) =>
	x.subarray(key * width, (key + 1) * width);

const guardedInputs = ({ q, k, v, mask }: ReferenceInputs) => ({
	q: guarded(q),
	k: guarded(k),
	v: guarded(v),
	mask,
});

function expectUnchanged(
	given: Record<"q" | "k" | "v", Float32Array>,
	{ q, k, v }: ReferenceInputs,
): void {
	expectNear(given.q, q, 0, "q");
	expectNear(given.k, k, 0, "k");
	expectNear(given.v, v, 0, "v");
}

function centralDifferences(loss: () => number, x: Float64Array): Float64Array {
	const epsilon = 1e-5;
	return x.map((value, i) => {
		x[i] = value + epsilon;
		const above = loss();
		x[i] = value - epsilon;
		const below = loss();
		x[i] = value;
		return (above - below) / (2 * epsilon);
	});
}
