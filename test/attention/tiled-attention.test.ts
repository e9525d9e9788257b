import { attention, slidingWindowMask, tiledAttention, windowedAttention } from "attention-lab";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attentionInputs, matrixOf, size } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

describe("tiledAttention(q, k, v, { block })", () => {
	it("is the output of attention, whatever the block", () => {
		fc.assert(
			fc.property(attentionInputs, fc.integer({ min: 1, max: 9 }), ({ q, k, v }, block) => {
				deepFreeze([q, k, v]);
				expectClose(tiledAttention(q, k, v, { block }), inLoops(q, k, v));
			}),
		);
	});

	it("does not mind scores that rise or fall by more than exp can take", () => {
		const k = [[-900], [0], [900], [900]];
		const v = [[1], [2], [3], [5]];
		expectClose(tiledAttention([[1]], k, v, { block: 1 }), [[4]]);
		expectClose(tiledAttention([[-1]], k, v, { block: 3 }), [[1]]);
	});

	it("says what does not fit", () => {
		expect(() => tiledAttention([[1]], [[1, 2]], [[1]], { block: 1 })).toThrow(
			"q has 1 column but k has 2 columns",
		);
		expect(() => tiledAttention([[1]], [[1]], [[1], [2]], { block: 1 })).toThrow(
			"k has 1 row but v has 2 rows",
		);
		expect(() => tiledAttention([[1]], [[1]], [[1]], { block: 0 })).toThrow(
			"block is 0: it must be a whole number from 1",
		);
	});
});

describe("a sliding window", () => {
	it("slidingWindowMask(n, window) lets a position see itself and the window − 1 before it", () => {
		expect(slidingWindowMask(4, 2)).toEqual([
			[true, false, false, false],
			[true, true, false, false],
			[false, true, true, false],
			[false, false, true, true],
		]);
		expect(slidingWindowMask(2, 9)).toEqual([
			[true, false],
			[true, true],
		]);
		expect(() => slidingWindowMask(3, 0)).toThrow("window is 0: it must be a whole number from 1");
		expect(() => slidingWindowMask(0, 3)).toThrow("n is 0: it must be a whole number from 1");
	});

	it("windowedAttention(q, k, v, { window }) is attention with that mask", () => {
		const inputs = size.chain((n) =>
			fc.record({ q: matrixOf(n, 3), k: matrixOf(n, 3), v: matrixOf(n, 2), window: size }),
		);
		fc.assert(
			fc.property(inputs, ({ q, k, v, window }) => {
				deepFreeze([q, k, v]);
				const masked = attention(q, k, v, slidingWindowMask(q.length, window));
				expectClose(windowedAttention(q, k, v, { window }), masked.output);
			}),
		);
	});

	it("windowedAttention(q, k, v, { window }) says what does not fit", () => {
		const call = (q: number[][], k: number[][], v: number[][], window = 1) =>
			windowedAttention(q, k, v, { window });
		expect(() => call([[1]], [[1], [2]], [[1], [2]])).toThrow("q has 1 row but k has 2 rows");
		expect(() => call([[1]], [[1]], [[1], [2]])).toThrow("k has 1 row but v has 2 rows");
		expect(() => call([[1]], [[1, 2]], [[1]])).toThrow("q has 1 column but k has 2 columns");
		expect(() => call([[1]], [[1]], [[1]], 0)).toThrow("window is 0");
	});
});

/** Softmax written as 1 / Σ exp(other − own), without anything of the library. */
function inLoops(
	q: readonly (readonly number[])[],
	k: readonly (readonly number[])[],
	v: readonly (readonly number[])[],
): number[][] {
	return q.map((query) => {
		const scores = k.map((key) => {
			let sum = 0;
			for (let c = 0; c < key.length; c++) sum += query[c]! * key[c]!;
			return sum / Math.sqrt(key.length);
		});
		return v[0]!.map((_, c) => {
			let mixed = 0;
			scores.forEach((own, j) => {
				let others = 0;
				for (const score of scores) others += Math.exp(score - own);
				mixed += v[j]![c]! / others;
			});
			return mixed;
		});
	});
}
