import { feedForward } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { feedForwardLoops } from "../exercises/block-loops";
import { blockInputs } from "./block-inputs";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("feedForward(x, { w1, b1, w2, b2 }) is this, written out in loops", () => {
	fc.assert(
		fc.property(blockInputs, ({ x, params: { feedForward: weights } }) => {
			deepFreeze([x, ...Object.values(weights)]);
			expectClose(feedForward(x, weights), feedForwardLoops(x, weights));
		}),
	);
});

it("feedForward(x, params) treats every token by itself", () => {
	fc.assert(
		fc.property(blockInputs, ({ x, params: { feedForward: weights } }) => {
			const together = feedForward(x, weights);
			expect(x.map((row) => feedForward([row], weights)[0])).toEqual(together);
		}),
	);
});

it("feedForward(x, params) quotes what does not fit", () => {
	const params = {
		w1: [
			[1, 2],
			[3, 4],
		],
		b1: [0, 0],
		w2: [[1], [1]],
		b2: [0],
	};
	expect(() => feedForward([[1]], params)).toThrow("x has 1 column but w has 2 rows");
	expect(() => feedForward([[1, 2]], { ...params, b1: [0] })).toThrow(
		"b has 1 number but w has 2 columns",
	);
});
