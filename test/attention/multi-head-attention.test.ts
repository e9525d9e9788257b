import {
	attention,
	causalMask,
	linear,
	multiHeadAttention,
	projectQKV,
	transpose,
} from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { headLoops } from "../exercises/head-loops";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";
import { multiHeadInputs } from "./multi-head-inputs";

it("multiHeadAttention(x, params, { heads }) is this, written out in loops", () => {
	fc.assert(
		fc.property(multiHeadInputs, ({ x, wq, wk, wv, wo, heads }) => {
			const params = { wq, wk, wv, wo };
			deepFreeze([x, wq, wk, wv, wo]);
			const { output, weights } = multiHeadAttention(x, params, { heads });
			const expected = headLoops(x, x, params, { heads });
			expectClose(weights, expected.weights);
			expectClose(output, expected.output);
		}),
	);
});

it("multiHeadAttention(x, params, { heads, mask }) masks every head, and zeros where nothing is allowed", () => {
	fc.assert(
		fc.property(multiHeadInputs, ({ x, wq, wk, wv, wo, heads, selfMask: mask }) => {
			const params = { wq, wk, wv, wo };
			const { output, weights } = multiHeadAttention(x, params, { heads, mask });
			const expected = headLoops(x, x, params, { heads, mask });
			expectClose(weights, expected.weights);
			expectClose(output, expected.output);
		}),
	);
});

it("multiHeadAttention(x, params, { heads: 1 }) is attention between two projections", () => {
	fc.assert(
		fc.property(multiHeadInputs, ({ x, wq, wk, wv, wo }) => {
			const { q, k, v } = projectQKV(x, { wq, wk, wv });
			const one = attention(q, k, v);
			const { output, weights } = multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 1 });
			expect(weights).toEqual([one.weights]);
			expect(output).toEqual(linear(one.output, wo));
		}),
	);
});

it("multiHeadAttention(x, params, options) does not depend on the order of the heads", () => {
	const wq = [
		[1, 2, 3, 4],
		[0, 1, -1, 2],
	];
	const wk = [
		[2, 0, 1, 1],
		[1, 1, 0, -1],
	];
	const wv = [
		[1, 5],
		[2, -3],
	];
	const wo = [
		[1, 2, 3],
		[4, 5, 6],
	];
	const x = [
		[0.5, 1],
		[-1, 0.25],
	];
	const swap = (w: number[][]) => {
		const columns = transpose(w);
		const half = columns.length / 2;
		return transpose([...columns.slice(half), ...columns.slice(0, half)]);
	};
	const before = multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 2 });
	const swapped = { wq: swap(wq), wk: swap(wk), wv: swap(wv), wo: wo.toReversed() };
	const after = multiHeadAttention(x, swapped, { heads: 2 });
	expectClose(after.output, before.output);
	expectClose(after.weights, before.weights.toReversed());
});

it("multiHeadAttention(x, params, { heads, mask: causalMask(n) }) does not look ahead", () => {
	fc.assert(
		fc.property(multiHeadInputs, ({ x, wq, wk, wv, wo, heads }) => {
			const attend = (tokens: number[][]) =>
				multiHeadAttention(tokens, { wq, wk, wv, wo }, { heads, mask: causalMask(x.length) })
					.output;
			const other = x.map((row, i) => (i === x.length - 1 ? row.map((value) => value + 1) : row));
			expectClose(attend(other).slice(0, -1), attend(x).slice(0, -1));
		}),
	);
});

it("multiHeadAttention(x, params, options) quotes what does not fit", () => {
	const x = [[1, 2]];
	const w = [
		[1, 2],
		[3, 4],
	];
	const params = { wq: w, wk: w, wv: w, wo: w };
	expect(() => multiHeadAttention(x, params, { heads: 3 })).toThrow(
		"wq has 2 columns, which 3 heads cannot share equally",
	);
	const three = [
		[1, 2, 3],
		[4, 5, 6],
	];
	expect(() => multiHeadAttention(x, { ...params, wv: three }, { heads: 2 })).toThrow(
		"wv has 3 columns, which 2 heads cannot share equally",
	);
	expect(() => multiHeadAttention(x, { ...params, wo: [[1]] }, { heads: 2 })).toThrow(
		"wv has 2 columns but wo has 1 row",
	);
	expect(() => multiHeadAttention(x, { ...params, wk: [[1]] }, { heads: 1 })).toThrow(
		"x has 2 columns but wk has 1 row",
	);
	expect(() => multiHeadAttention(x, params, { heads: 2, mask: [[true, true]] })).toThrow(
		"mask[0] has 2 entries but the scores are 1 × 1",
	);
});
