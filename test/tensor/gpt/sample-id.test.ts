import { createRandom } from "attention-lab";
import { sampleId } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";

const logits = [Math.log(1), Math.log(2), Math.log(5), -Infinity];

/** How often each id is drawn, as a share of 20,000. */
function shares(options: { temperature?: number; topK?: number }, seed = 7): number[] {
	const random = createRandom(seed);
	const counts = logits.map(() => 0);
	for (let i = 0; i < 20_000; i++) counts[sampleId(logits, { ...options, random })]! += 1 / 20_000;
	return counts;
}

function expectShares(actual: number[], expected: number[]): void {
	const sum = expected.reduce((a, b) => a + b);
	actual.forEach((share, id) => {
		expect(share).toBeCloseTo(expected[id]! / sum, 1.7);
		if (expected[id] === 0) expect(share).toBe(0);
	});
}

describe("sampleId(logits, { temperature, topK, random })", () => {
	it("draws with the probabilities of softmax", () => expectShares(shares({}), [1, 2, 5, 0]));

	it("a temperature below 1 favours the likely, above 1 the unlikely", () => {
		expectShares(shares({ temperature: 0.5 }), [1, 4, 25, 0]);
		expectShares(shares({ temperature: 2 }), [1, Math.SQRT2, Math.sqrt(5), 0]);
	});

	it("a temperature of 0 takes the most likely, the first of equals, and needs no chance", () => {
		expect(sampleId([1, 3, 2], { temperature: 0 })).toBe(1);
		expect(sampleId([2, 3, 3], { temperature: 0 })).toBe(1);
	});

	it("a temperature near 0 does the same, without a NaN on the way", () => {
		expectShares(shares({ temperature: 1e-320 }), [0, 0, 1, 0]);
	});

	it("topK leaves only the k most likely", () => {
		expectShares(shares({ topK: 2 }), [0, 2, 5, 0]);
		expect(shares({ topK: 1 })[2]).toBeCloseTo(1, 9);
		expectShares(shares({ topK: 99 }), [1, 2, 5, 0]);
	});

	it("topK keeps exactly k, also of equal logits", () => {
		const random = createRandom(1);
		const drawn = new Set(
			Array.from({ length: 200 }, () => sampleId([1, 1, 1, 1], { topK: 2, random })),
		);
		expect([...drawn].sort()).toEqual([0, 1]);
	});

	it("draws the same from the same seed", () => {
		expect(shares({}, 3)).toEqual(shares({}, 3));
	});

	it.each([-1, Number.NaN, Infinity])("refuses the temperature %d", (temperature) => {
		expect(() => sampleId(logits, { temperature, random: createRandom(1) })).toThrow(
			`temperature is ${temperature}: it must be 0 or a positive number`,
		);
	});

	it.each([0, 1.5, -2])("refuses topK %d", (topK) => {
		expect(() => sampleId(logits, { topK, random: createRandom(1) })).toThrow(`topK is ${topK}`);
	});

	it("refuses logits that are none, and chance without a random", () => {
		const random = createRandom(1);
		expect(() => sampleId([0, Number.NaN], { random })).toThrow("logits[1] is NaN");
		expect(() => sampleId([-Infinity], { random })).toThrow("nothing is possible");
		expect(() => sampleId([], { random })).toThrow("no logits");
		expect(() => sampleId([0], {})).toThrow("give a random");
	});
});
