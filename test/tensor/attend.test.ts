import { attention, createRandom } from "attention-lab";
import { attend } from "attention-lab/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const random = (seed: number, length: number) =>
	Float32Array.from(createRandom(seed).vector(length));

const rows = (x: Float32Array, columns: number) =>
	Array.from({ length: x.length / columns }, (_, i) => [
		...x.subarray(i * columns, (i + 1) * columns),
	]);

describe("attend", () => {
	it("is the plain library's attention", () => {
		const size = fc.integer({ min: 1, max: 40 });
		const cases = fc.record({
			queries: size,
			keys: size,
			dim: size,
			valueDim: size,
			seed: fc.nat(),
		});
		fc.assert(
			fc.property(cases, fc.boolean(), ({ seed, ...shape }, masked) => {
				const { queries, keys, dim, valueDim } = shape;
				const q = random(seed, queries * dim);
				const k = random(seed + 1, keys * dim);
				const v = random(seed + 2, keys * valueDim);
				const draw = createRandom(seed + 3);
				const mask = Array.from({ length: queries }, () =>
					Array.from({ length: keys }, () => draw.uniform() < 0.7),
				);
				const options = masked ? { ...shape, mask } : shape;
				const expected = attention(
					rows(q, dim),
					rows(k, dim),
					rows(v, valueDim),
					masked ? mask : undefined,
				);
				const output = rows(attend(q, k, v, options), valueDim);
				for (const [i, row] of expected.output.entries())
					for (const [j, x] of row.entries()) expect(output[i]![j]).toBeCloseTo(x, 4);
			}),
		);
	});

	it("takes d_v from d_k, and the scale 1/√d_k, unless told otherwise", () => {
		const [q, k, v] = [random(1, 6), random(2, 8), random(3, 8)];
		const shape = { queries: 3, keys: 4, dim: 2 };
		const same = { ...shape, valueDim: 2, scale: 1 / Math.sqrt(2) };
		expect(attend(q, k, v, shape)).toEqual(attend(q, k, v, same));
		expect(attend(q, k, v, shape)).not.toEqual(attend(q, k, v, { ...same, scale: 1 }));
	});

	it("lets query i see keys 0 … i with `causal`, like the mask that says so", () => {
		for (const [queries, keys] of [
			[5, 5],
			[3, 7],
			[9, 4],
		] as const) {
			const [q, k, v] = [random(1, queries * 3), random(2, keys * 3), random(3, keys * 3)];
			const shape = { queries, keys, dim: 3 };
			const mask = Array.from({ length: queries }, (_, i) =>
				Array.from({ length: keys }, (_, j) => j <= i),
			);
			expect(attend(q, k, v, { ...shape, causal: true })).toEqual(
				attend(q, k, v, { ...shape, mask }),
			);
			const bytes = Uint8Array.from(mask.flat(), Number);
			expect(attend(q, k, v, { ...shape, mask: bytes })).toEqual(
				attend(q, k, v, { ...shape, mask }),
			);
		}
	});

	it("gives zeros to a query that may attend to nothing, or when there are no keys", () => {
		const one = Float32Array.of(1);
		const hidden = attend(one, one, one, { queries: 1, keys: 1, dim: 1, mask: [[false]] });
		expect([...hidden]).toEqual([0]);
		const none = new Float32Array(0);
		expect([...attend(one, none, none, { queries: 1, keys: 0, dim: 1 })]).toEqual([0]);
		expect([...attend(none, one, one, { queries: 0, keys: 1, dim: 1 })]).toEqual([]);
		expect([
			...attend(none, none, Float32Array.of(2, 4), { queries: 1, keys: 2, dim: 0, valueDim: 1 }),
		]).toEqual([3]);
	});

	it("leaves its inputs alone", () => {
		const [q, k, v] = [random(1, 20), random(2, 20), random(3, 20)];
		const copies = [q.slice(), k.slice(), v.slice()];
		attend(q, k, v, { queries: 5, keys: 5, dim: 4, causal: true });
		expect([q, k, v]).toEqual(copies);
	});

	it.each([
		[{ queries: 2, keys: 2, dim: 2 }, "q holds 6 numbers, but queries × dim is 2 × 2 = 4"],
		[{ queries: 3, keys: 4, dim: 2 }, "k holds 6 numbers, but keys × dim is 4 × 2 = 8"],
		[
			{ queries: 3, keys: 3, dim: 2, valueDim: 5 },
			"v holds 6 numbers, but keys × valueDim is 3 × 5",
		],
		[{ queries: -1, keys: 3, dim: 2 }, "queries is -1"],
		[{ queries: 3, keys: 1.5, dim: 2 }, "keys is 1.5"],
		[
			{ queries: 3, keys: 3, dim: 2, mask: [[true]] },
			"attend: a mask here is [3, 3], but it has 1 rows of 1",
		],
		[{ queries: 3, keys: 3, dim: 2, mask: [[true], [true], [true]] }, "it has 3 rows of 1"],
		[{ queries: 3, keys: 3, dim: 2, mask: new Uint8Array(4) }, "9 bytes, but it has 4"],
		[{ queries: 3, keys: 3, dim: 2, threads: 0 }, "threads is 0"],
	])("says what is wrong with %j", (options, message) => {
		const six = random(1, 6);
		expect(() => attend(six, six, six, options)).toThrow(message);
	});

	it("says how to make a Float32Array of rows", () => {
		const matrix = [[1, 2]] as unknown as Float32Array;
		expect(() => attend(matrix, matrix, matrix, { queries: 1, keys: 1, dim: 2 })).toThrow(
			"q must be a Float32Array, row after row: Float32Array.from(rows.flat())",
		);
	});
});
