import { matmul, type Random, softmax, transpose } from "attention-lab";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Kernels } from "../../../src/tensor/kernels/kernels";
import { describeAttention } from "./describe-attention";
import { expectNear } from "./expect-near";
import { expectGuardsIntact, guarded, room } from "./guarded-arrays";
import { draw, random, size, sprinkle } from "./numbers";

/** How far from float64 a number may be, relative to its size from 1 up. */
export interface Tolerance {
	readonly forward: number;
	readonly backward: number;
}

/** The specification of `Kernels`, for every maker. */
export function describeKernels(name: string, kernels: Kernels, tolerance: Tolerance): void {
	describe(name, () => {
		describeMatmul(kernels, tolerance);
		describeSoftmax(kernels, tolerance);
		describeAttention(kernels, tolerance);
		describeLayerNorm(kernels, tolerance);
		describeGelu(kernels, tolerance);
	});
}

function describeMatmul(kernels: Kernels, { forward }: Tolerance): void {
	const multiply = (
		a: Float64Array,
		b: Float64Array,
		start: ArrayLike<number> | undefined,
		shape: Parameters<Kernels["matmul"]>[3],
	) => {
		const [left, right] = [guarded(a), guarded(b)];
		const out = start ? guarded(start) : room(shape.m * shape.n);
		kernels.matmul(left, right, out, shape);
		expectGuardsIntact(left, right, out);
		expectNear(left, a, 0, "a");
		expectNear(right, b, 0, "b");
		return out;
	};

	describe("matmul", () => {
		const cases = fc.record({ m: size, k: size, n: size, source: random });

		for (const transposeA of [false, true])
			for (const transposeB of [false, true])
				for (const accumulate of [false, true]) {
					const product = `${transposeA ? "aᵀ" : "a"} · ${transposeB ? "bᵀ" : "b"}`;
					it(`${accumulate ? "adds" : "gives"} ${product}`, () => {
						fc.assert(
							fc.property(cases, fc.boolean(), ({ m, k, n, source }, wild) => {
								const specials = wild ? [Number.NaN, Infinity, -Infinity, 0] : [0];
								const a = sprinkle(source, draw(source, m * k), specials, 20);
								const b = sprinkle(source, draw(source, k * n), specials, 20);
								const start = accumulate ? draw(source, m * n) : undefined;
								const shape = { m, k, n, transposeA, transposeB, accumulate };
								const expected = plainMatmul(a, b, shape).map((x, i) => x + (start?.[i] ?? 0));
								expectNear(multiply(a, b, start, shape), expected, forward);
							}),
						);
					});
				}

		it("writes zeros where there is nothing to add, and nothing where it accumulates", () => {
			const nothing = new Float64Array(0);
			expect([...multiply(nothing, nothing, undefined, { m: 2, k: 0, n: 2 })]).toEqual([
				0, 0, 0, 0,
			]);
			const kept = multiply(nothing, nothing, [1, 2], { m: 1, k: 0, n: 2, accumulate: true });
			expect([...kept]).toEqual([1, 2]);
		});

		it("is right where sizes pass the blocks of the fastest kernels", () => {
			fc.assert(
				fc.property(
					fc.constantFrom(
						{ m: 67, k: 130, n: 35 },
						{ m: 1, k: 300, n: 65 },
						{ m: 65, k: 3, n: 257 },
						{ m: 130, k: 65, n: 1 },
					),
					fc.boolean(),
					fc.boolean(),
					random,
					({ m, k, n }, transposeA, transposeB, source) => {
						const shape = { m, k, n, transposeA, transposeB };
						const [a, b] = [draw(source, m * k), draw(source, k * n)];
						expectNear(multiply(a, b, undefined, shape), plainMatmul(a, b, shape), 4 * forward);
					},
				),
				{ numRuns: 12 },
			);
		});
	});
}

function plainMatmul(
	a: Float64Array,
	b: Float64Array,
	{ m, k, n, transposeA, transposeB }: Parameters<Kernels["matmul"]>[3],
): number[] {
	if (m * n === 0 || k === 0) return new Array<number>(m * n).fill(0);
	const left = transposeA ? transpose(toRows(a, k, m)) : toRows(a, m, k);
	const right = transposeB ? transpose(toRows(b, n, k)) : toRows(b, k, n);
	return matmul(left, right).flat();
}

function describeSoftmax(kernels: Kernels, { forward }: Tolerance): void {
	const apply = (x: Float64Array, rows: number, columns: number) => {
		const input = guarded(x);
		const out = room(x.length);
		kernels.softmax(input, out, { rows, columns });
		expectGuardsIntact(input, out);
		expectNear(input, x, 0, "x");
		return out;
	};
	const plain = (x: Float64Array, rows: number, columns: number) =>
		columns === 0 ? [] : toRows(x, rows, columns).flatMap((row) => softmax(row));
	const cases = fc.record({ rows: size, columns: size, source: random });

	describe("softmax", () => {
		it("is the plain library's softmax of each row", () => {
			fc.assert(
				fc.property(cases, fc.constantFrom(1, 10, 1000), ({ rows, columns, source }, spread) => {
					const x = draw(source, rows * columns).map((score) => Math.fround(score * spread));
					expectNear(apply(x, rows, columns), plain(x, rows, columns), forward);
				}),
			);
		});

		it("is the plain library's softmax where scores are NaN or infinite", () => {
			fc.assert(
				fc.property(cases, ({ rows, columns, source }) => {
					const specials = [-Infinity, Infinity, Number.NaN].slice(0, source.integer(1, 4));
					const x = sprinkle(source, draw(source, rows * columns), specials, source.integer(1, 9));
					expectNear(apply(x, rows, columns), plain(x, rows, columns), forward);
				}),
				{ numRuns: 300 },
			);
		});

		it("knows the edges by heart", () => {
			const [nan, inf] = [Number.NaN, Infinity];
			expectNear(apply(Float64Array.of(-inf, -inf, -inf), 1, 3), [0, 0, 0], 0);
			expectNear(apply(Float64Array.of(inf, Math.fround(1e30), inf), 1, 3), [0.5, 0, 0.5], 0);
			expectNear(apply(Float64Array.of(nan, 0, -inf), 1, 3), [nan, nan, nan], 0);
			expectNear(apply(Float64Array.of(0, -inf, 0), 1, 3), [0.5, 0, 0.5], 0);
		});
	});
}

function describeLayerNorm(kernels: Kernels, tolerance: Tolerance): void {
	const cases = fc.record({
		rows: size,
		columns: size.filter((columns) => columns > 0),
		source: random,
		offset: fc.constantFrom(0, 10),
	});
	const epsilon = 1e-5;

	const drawCase = (source: Random, rows: number, columns: number, offset: number) => ({
		x: draw(source, rows * columns).map((x) => Math.fround(x + offset)),
		gamma: draw(source, columns),
		beta: draw(source, columns),
	});

	const forward = (inputs: ReturnType<typeof drawCase>, rows: number, columns: number) => {
		const given = {
			x: guarded(inputs.x),
			gamma: guarded(inputs.gamma),
			beta: guarded(inputs.beta),
		};
		const results = { out: room(rows * columns), mean: room(rows), inverseDeviation: room(rows) };
		kernels.layerNorm(given, results, { rows, columns, epsilon });
		expectGuardsIntact(...Object.values(given), ...Object.values(results));
		return { given, results };
	};

	describe("layerNorm", () => {
		it("gives rows of mean 0 and variance 1, times gamma, plus beta", () => {
			fc.assert(
				fc.property(cases, ({ rows, columns, source, offset }) => {
					const inputs = drawCase(source, rows, columns, offset);
					const expected = plainLayerNorm(inputs, rows, columns, epsilon);
					const { results } = forward(inputs, rows, columns);
					// a row of one column, or of equal numbers, divides what rounding left by √epsilon
					const slack = columns === 1 ? 300 : 10;
					expectNear(results.mean, expected.mean, tolerance.forward, "mean");
					const spread = results.inverseDeviation.map((x) => 1 / x);
					const deviation = expected.inverseDeviation.map((x) => 1 / x);
					expectNear(spread, deviation, 10 * tolerance.forward, "deviation");
					expectNear(results.out, expected.out, slack * tolerance.forward, "out");
				}),
			);
		});

		it("turns a row that holds NaN or Infinity into NaN, and no other", () => {
			const x = Float64Array.of(1, 2, 3, 4, Number.NaN, 6, 7, Infinity, 9, 1, 0, 2);
			const inputs = { x, gamma: Float64Array.of(1, 1, 1), beta: Float64Array.of(0, 0, 0) };
			const { out } = forward(inputs, 4, 3).results;
			const bad = toRows(out, 4, 3).map((row) => row.map((y) => Number.isNaN(y)));
			expect(bad).toEqual([false, true, true, false].map((isBad) => [isBad, isBad, isBad]));
		});
	});

	describe("layerNormBackward", () => {
		const gradients = (
			inputs: ReturnType<typeof drawCase>,
			dOut: Float64Array,
			rows: number,
			columns: number,
		) => {
			const { given, results } = forward(inputs, rows, columns);
			const above = guarded(dOut);
			const found = { dX: room(rows * columns), dGamma: room(columns), dBeta: room(columns) };
			kernels.layerNormBackward(given, results, above, found, { rows, columns });
			expectGuardsIntact(...Object.values(given), ...Object.values(found), above);
			return found;
		};

		it("gives what central differences of the formula give", () => {
			fc.assert(
				fc.property(cases, ({ rows, columns, source, offset }) => {
					const few = Math.min(rows, 4);
					const inputs = drawCase(source, few, columns, offset);
					// neighbours apart, so that the deviation is not so small that differences are rough
					inputs.x = inputs.x.map((x, i) => Math.fround(x + (i % 2 === 0 ? 2 : -2)));
					const dOut = draw(source, few * columns);
					const loss = () =>
						plainLayerNorm(inputs, few, columns, epsilon).out.reduce(
							(sum, y, i) => sum + y * dOut[i]!,
							0,
						);
					const found = gradients(inputs, dOut, few, columns);
					const near = 10 * tolerance.backward;
					expectNear(found.dX, differences(loss, inputs.x), columns === 1 ? 0.05 : near, "dX");
					expectNear(found.dGamma, differences(loss, inputs.gamma), near, "dGamma");
					expectNear(found.dBeta, differences(loss, inputs.beta), near, "dBeta");
				}),
			);
		});
	});
}

function plainLayerNorm(
	{ x, gamma, beta }: { x: Float64Array; gamma: Float64Array; beta: Float64Array },
	rows: number,
	columns: number,
	epsilon: number,
) {
	const sum = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);
	const means = toRows(x, rows, columns).map((row) => sum(row) / columns);
	const inverses = toRows(x, rows, columns).map((row, i) => {
		const variance = sum(row.map((y) => (y - means[i]!) ** 2)) / columns;
		return 1 / Math.sqrt(variance + epsilon);
	});
	const out = toRows(x, rows, columns).flatMap((row, i) =>
		row.map((y, j) => (y - means[i]!) * inverses[i]! * gamma[j]! + beta[j]!),
	);
	return { out, mean: means, inverseDeviation: inverses };
}

function describeGelu(kernels: Kernels, tolerance: Tolerance): void {
	const formula = (x: number) =>
		0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
	const apply = (x: ArrayLike<number>) => {
		const input = guarded(x);
		const out = room(x.length);
		kernels.gelu(input, out);
		expectGuardsIntact(input, out);
		return out;
	};
	const inputs = fc.record({ length: size, source: random, spread: fc.constantFrom(0.01, 1, 10) });

	describe("gelu", () => {
		it("is 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))", () => {
			fc.assert(
				fc.property(inputs, ({ length, source, spread }) => {
					const x = draw(source, length).map((y) => Math.fround(y * spread));
					expectNear(apply(x), x.map(formula), tolerance.forward);
				}),
			);
		});

		it("is 0 far below zero and x far above, also where x³ is no float32; NaN stays NaN", () => {
			const big = Math.fround(1e20);
			const found = apply([-20, 20, -big, big, Infinity, Number.NaN]);
			expectNear(found, [0, 20, 0, big, Infinity, Number.NaN], tolerance.forward);
		});
	});

	describe("geluBackward", () => {
		const back = (x: ArrayLike<number>, dOut: ArrayLike<number>) => {
			const [input, above] = [guarded(x), guarded(dOut)];
			const dX = room(x.length);
			kernels.geluBackward(input, above, dX);
			expectGuardsIntact(input, above, dX);
			return dX;
		};

		it("gives what central differences of the formula give", () => {
			fc.assert(
				fc.property(inputs, ({ length, source, spread }) => {
					const x = draw(source, length).map((y) => Math.fround(y * spread));
					const dOut = draw(source, length);
					const loss = () => x.reduce((sum, y, i) => sum + dOut[i]! * formula(y), 0);
					expectNear(back(x, dOut), differences(loss, x), tolerance.backward);
				}),
			);
		});

		it("is 0 far below zero and 1 far above; NaN stays NaN", () => {
			const found = back([-20, 20, -1e6, 1e6, Number.NaN], [1, 1, 1, 1, 1]);
			expectNear(found, [0, 1, 0, 1, Number.NaN], tolerance.backward);
		});
	});
}

function differences(loss: () => number, x: Float64Array): Float64Array {
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

const toRows = (x: ArrayLike<number>, rows: number, columns: number): number[][] =>
	Array.from({ length: rows }, (_, i) =>
		Array.from({ length: columns }, (_, j) => x[i * columns + j]!),
	);
