import { createRandom } from "attention-lab";
import fc from "fast-check";
import { mean, variance } from "mathjs";
import { describe, expect, it } from "vitest";

const draw = <T>(n: number, next: () => T) => Array.from({ length: n }, next);

describe("createRandom(seed)", () => {
	it("is sfc32 as PractRand seeds it: the first 32 bits from seed 0 are 514676c3", () => {
		// Published for seed 0 in the documentation of the Rust crate sfc-prng, Sfc32::new_u64.
		const highest27Bits = Math.floor(createRandom(0).uniform() * 2 ** 27);
		expect(highest27Bits).toBe(0x514676c3 >>> 5);
	});

	it("gives the same numbers for the same seed, on every machine", () => {
		const random = createRandom(2017);
		expect(draw(3, () => random.integer(0, 1000))).toMatchInlineSnapshot(`
			[
			  818,
			  908,
			  124,
			]
		`);
		expect(random.vector(2)).toMatchInlineSnapshot(`
			[
			  1.4663832749475887,
			  1.532611782512452,
			]
		`);
		expect(random.shuffle(["a", "b", "c", "d"])).toMatchInlineSnapshot(`
			[
			  "d",
			  "b",
			  "a",
			  "c",
			]
		`);
	});

	it("gives other numbers for another seed, also beyond 32 bits", () => {
		const firsts = [0, 1, 2, 2 ** 32, 2 ** 33, 2 ** 53 - 1].map((seed) =>
			createRandom(seed).uniform(),
		);
		expect(new Set(firsts).size).toBe(firsts.length);
	});

	it("refuses a seed that is no whole number from 0 to 2^53 - 1", () => {
		for (const seed of [-1, 0.5, NaN, 2 ** 53, "7" as unknown as number])
			expect(() => createRandom(seed)).toThrow(`seed is ${seed}: it must be a whole number`);
	});
});

it("uniform(low, high) is spread evenly from low up to high", () => {
	const random = createRandom(1);
	const numbers = draw(20_000, () => random.uniform(-1, 3));
	expect(Math.min(...numbers)).toBeGreaterThanOrEqual(-1);
	expect(Math.max(...numbers)).toBeLessThan(3);
	for (let quarter = -1; quarter < 3; quarter++) {
		const share = numbers.filter((x) => Math.floor(x) === quarter).length / numbers.length;
		expect(share).toBeCloseTo(0.25, 1);
	}
});

it("normal(mean, deviation) has the moments and the shape of the bell curve", () => {
	const random = createRandom(2);
	const numbers = draw(100_000, () => random.normal());
	const power = (n: number) => Number(mean(numbers.map((x) => x ** n)));
	expect(power(1)).toBeCloseTo(0, 1);
	expect(Math.abs(power(2) - 1)).toBeLessThan(0.02);
	expect(Math.abs(power(3))).toBeLessThan(0.05);
	expect(Math.abs(power(4) - 3)).toBeLessThan(0.1);
	const within = (width: number) =>
		numbers.filter((x) => Math.abs(x) < width).length / numbers.length;
	expect(Math.abs(within(0.5) - 0.3829)).toBeLessThan(0.01);
	expect(Math.abs(within(1) - 0.6827)).toBeLessThan(0.01);
	expect(Math.abs(within(2) - 0.9545)).toBeLessThan(0.005);
	expect(Math.abs(within(3) - 0.9973)).toBeLessThan(0.001);
	const shifted = draw(20_000, () => random.normal(5, 0.1));
	expect(Number(mean(shifted))).toBeCloseTo(5, 2);
	expect(Number(variance(shifted))).toBeCloseTo(0.01, 3);
});

it("integer(low, high) reaches low and every number below high, never high", () => {
	const random = createRandom(3);
	expect(new Set(draw(200, () => random.integer(-1, 3)))).toEqual(new Set([-1, 0, 1, 2]));
	expect(() => random.integer(2, 2)).toThrow("integer(2, 2): needs two whole numbers, low < high");
});

it("matrix(rows, columns) has rows of its own", () => {
	const [first, second] = createRandom(4).matrix(2, 3);
	expect(first).toHaveLength(3);
	expect(second).not.toEqual(first);
});

it("shuffle(items) keeps the items, leaves its input alone and reaches every order", () => {
	fc.assert(
		fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
			const before = [...items];
			const after = createRandom(seed).shuffle(Object.freeze(items));
			expect(items).toEqual(before);
			expect([...after].sort()).toEqual([...before].sort());
		}),
	);
	const random = createRandom(5);
	const orders = new Set(draw(200, () => random.shuffle(["a", "b", "c"]).join("")));
	expect(orders.size).toBe(6);
});
