import { onlineSoftmax, softmax } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { number } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("onlineSoftmax(chunks) has the weights of all chunks together", () => {
	const { highest, total, weights } = onlineSoftmax([[0], [Math.log(3), 0]]);
	expect(highest).toBe(Math.log(3));
	expectClose(total, 5 / 3);
	expectClose(weights, [[0.2], [0.6, 0.2]]);
});

it("onlineSoftmax(chunks) is exp over the sum of all exps, however the scores are cut", () => {
	const chunks = fc.array(fc.array(number, { maxLength: 4 }), { minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(chunks, (chunks) => {
			deepFreeze(chunks);
			const scores = chunks.flat();
			const sum = scores.reduce((total, score) => total + Math.exp(score), 0);
			const { highest, total, weights } = onlineSoftmax(chunks);
			expect(highest).toBe(Math.max(...scores));
			if (scores.length > 0) expectClose(Math.log(total) + highest, Math.log(sum));
			expectClose(
				weights,
				chunks.map((chunk) => chunk.map((score) => Math.exp(score) / sum)),
			);
		}),
	);
});

it("onlineSoftmax(chunks) does not mind scores that exp cannot take, rising or falling", () => {
	for (const scores of [
		[-900, 0, 900],
		[900, 0, -900],
	])
		expectClose(onlineSoftmax(scores.map((score) => [score])).weights.flat(), softmax(scores));
});

it("onlineSoftmax(chunks) gives a chunk of −Infinity no weight, also when it comes first", () => {
	const hidden = [-Infinity, -Infinity];
	expect(onlineSoftmax([hidden, [5, 5]]).weights).toEqual([
		[0, 0],
		[0.5, 0.5],
	]);
	expect(onlineSoftmax([[5, 5], hidden]).weights).toEqual([
		[0.5, 0.5],
		[0, 0],
	]);
	expect(onlineSoftmax([hidden])).toEqual({ highest: -Infinity, total: 0, weights: [[0, 0]] });
	expect(onlineSoftmax([])).toEqual({ highest: -Infinity, total: 0, weights: [] });
	expect(onlineSoftmax([[], [3]]).weights).toEqual([[], [1]]);
});

it("onlineSoftmax(chunks) follows softmax at the other edges", () => {
	expect(onlineSoftmax([[Infinity, 3], [Infinity]]).weights).toEqual([[0.5, 0], [0.5]]);
	expect(onlineSoftmax([[NaN], [3]]).weights.flat()).toEqual([NaN, NaN]);
});

it("onlineSoftmax(chunks) refuses what holds no scores", () => {
	expect(() => onlineSoftmax(3 as unknown as [])).toThrow("chunks is 3, not an array of rows");
	expect(() => onlineSoftmax([[1], ["2"]] as unknown as number[][])).toThrow(
		"chunks[1][0] is the text",
	);
	expect(() => onlineSoftmax([1, 2] as unknown as number[][])).toThrow("chunks[0] is 1");
});
