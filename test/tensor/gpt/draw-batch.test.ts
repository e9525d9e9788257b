import { createRandom } from "attention-lab";
import { drawBatch } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";

const ids = Int32Array.from({ length: 9 }, (_, i) => 10 * i);

describe("drawBatch(ids, { batch, context }, random)", () => {
	it("draws pieces of the text, and as targets what follows each character", () => {
		const { inputs, targets } = drawBatch(ids, { batch: 50, context: 3 }, createRandom(1));
		expect(inputs).toHaveLength(150);
		for (let piece = 0; piece < 50; piece++) {
			const first = inputs[3 * piece]!;
			expect([...inputs.subarray(3 * piece, 3 * piece + 3)]).toEqual([
				first,
				first + 10,
				first + 20,
			]);
		}
		expect([...targets]).toEqual([...inputs].map((id) => id + 10));
	});

	it("draws every place at which a piece can begin, the last included", () => {
		const { inputs } = drawBatch(ids, { batch: 200, context: 6 }, createRandom(2));
		const starts = new Set(inputs.filter((_, i) => i % 6 === 0));
		expect([...starts].sort((a, b) => a - b)).toEqual([0, 10, 20]);
	});

	it("draws the same from the same seed", () => {
		const draw = (seed: number) => drawBatch(ids, { batch: 4, context: 2 }, createRandom(seed));
		expect(draw(3)).toEqual(draw(3));
		expect(draw(3)).not.toEqual(draw(4));
	});

	it("says what to do when the text is too short", () => {
		expect(() => drawBatch(ids, { batch: 1, context: 9 }, createRandom(1))).toThrow(
			"the text has 9 characters, but a context of 9 needs at least 10",
		);
		expect(() => drawBatch(ids, { batch: 0, context: 2 }, createRandom(1))).toThrow("batch is 0");
	});
});
