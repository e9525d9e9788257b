import { crossAttention, multiHeadAttention } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { headLoops } from "../exercises/head-loops";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";
import { multiHeadInputs } from "./multi-head-inputs";

it("crossAttention(x, context, params, { heads, mask? }) is this, written out in loops", () => {
	fc.assert(
		fc.property(multiHeadInputs, ({ x, context, heads, crossMask, ...matrices }) => {
			const { wq, contextWk: wk, contextWv: wv, wo } = matrices;
			const params = { wq, wk, wv, wo };
			deepFreeze([x, context, wq, wk, wv, wo, crossMask]);
			for (const mask of [undefined, crossMask]) {
				const { output, weights } = crossAttention(x, context, params, { heads, mask });
				const expected = headLoops(x, context, params, { heads, mask });
				expectClose(weights, expected.weights);
				expectClose(output, expected.output);
			}
		}),
	);
});

it("crossAttention(x, x, params, options) is multiHeadAttention(x, params, options)", () => {
	fc.assert(
		fc.property(multiHeadInputs, ({ x, wq, wk, wv, wo, heads, selfMask: mask }) => {
			const params = { wq, wk, wv, wo };
			expect(crossAttention(x, x, params, { heads, mask })).toEqual(
				multiHeadAttention(x, params, { heads, mask }),
			);
		}),
	);
});

it("crossAttention(x, context, …) does not depend on the order of the context", () => {
	fc.assert(
		fc.property(multiHeadInputs, ({ x, context, heads, ...matrices }) => {
			const { wq, contextWk: wk, contextWv: wv, wo } = matrices;
			const params = { wq, wk, wv, wo };
			const { output } = crossAttention(x, context, params, { heads });
			expectClose(crossAttention(x, context.toReversed(), params, { heads }).output, output);
		}),
	);
});

it("crossAttention(x, context, …) answers every query by itself", () => {
	fc.assert(
		fc.property(multiHeadInputs, ({ x, context, heads, ...matrices }) => {
			const { wq, contextWk: wk, contextWv: wv, wo } = matrices;
			const params = { wq, wk, wv, wo };
			const { output } = crossAttention(x, context, params, { heads });
			for (const [i, query] of x.entries())
				expectClose(crossAttention([query], context, params, { heads }).output, [output[i]]);
		}),
	);
});

it("crossAttention(x, context, params, options) names the matrix that does not fit", () => {
	const x = [[1, 2]];
	const context = [[1, 2, 3]];
	const fromX = [[1], [2]];
	const fromContext = [[1], [2], [3]];
	const params = { wq: fromX, wk: fromContext, wv: fromContext, wo: [[1]] };
	const attend = (changed: Partial<typeof params>) => () =>
		crossAttention(x, context, { ...params, ...changed }, { heads: 1 });
	expect(attend({})).not.toThrow();
	expect(attend({ wq: fromContext })).toThrow("x has 2 columns but wq has 3 rows");
	expect(attend({ wk: fromX })).toThrow("context has 3 columns but wk has 2 rows");
	expect(attend({ wv: fromX })).toThrow("context has 3 columns but wv has 2 rows");
	expect(
		attend({
			wq: [
				[1, 1],
				[2, 2],
			],
		}),
	).toThrow("wq has 2 columns but wk has 1 column");
	expect(() => crossAttention(x, context, params, { heads: 2 })).toThrow(
		"wq has 1 column, which 2 heads cannot share equally",
	);
});
