import { type Mask, type Matrix, maskedSoftmaxRows, softmaxRows } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { maskOf, matrixOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("maskedSoftmaxRows(scores, mask) shares all weight among the keys that are allowed", () => {
	expectClose(
		maskedSoftmaxRows(
			[
				[5, 5, 9],
				[0, Math.log(3), 100],
			],
			[
				[true, true, false],
				[true, true, false],
			],
		),
		[
			[0.5, 0.5, 0],
			[0.25, 0.75, 0],
		],
	);
});

it("maskedSoftmaxRows(scores, mask) is exp over the sum of the allowed exps, written out in loops", () => {
	fc.assert(
		fc.property(matrixOf(4, 3), maskOf(4, 3), (scores, mask) => {
			deepFreeze([scores, mask]);
			expectClose(maskedSoftmaxRows(scores, mask), loops(scores, mask));
		}),
	);
});

it("maskedSoftmaxRows(scores, mask) gives a query with nothing to attend to all zeros", () => {
	expect(maskedSoftmaxRows([[1, 2]], [[false, false]])).toEqual([[0, 0]]);
});

it("maskedSoftmaxRows(scores, mask) gives a hidden key exactly 0, even if its score is broken", () => {
	const hidden = [NaN, Infinity, -Infinity, 1e308];
	for (const score of hidden)
		expect(maskedSoftmaxRows([[score, 3]], [[false, true]])).toEqual([[0, 1]]);
});

it("maskedSoftmaxRows(scores, mask) with a mask of all true is softmaxRows(scores)", () => {
	const scores = [
		[1, 2, 3],
		[700, -700, 0],
	];
	const everything = scores.map((row) => row.map(() => true));
	expect(maskedSoftmaxRows(scores, everything)).toEqual(softmaxRows(scores));
});

it("maskedSoftmaxRows(scores, mask) does not mind a hidden score far above the others", () => {
	expect(maskedSoftmaxRows([[5000, 1, 1]], [[false, true, true]])).toEqual([[0, 0.5, 0.5]]);
});

it("maskedSoftmaxRows(scores, mask) quotes the shapes that do not fit", () => {
	expect(() => maskedSoftmaxRows([[1, 2]], [[true]])).toThrow(
		"mask[0] has 1 entries but the scores are 1 × 2 (queries × keys)",
	);
	expect(() => maskedSoftmaxRows([[1, 2]], [[0, 1]] as unknown as Mask)).toThrow(
		"mask[0][0] is 0, not true",
	);
});

function loops(scores: Matrix, mask: Mask): number[][] {
	return scores.map((row, i) => {
		let total = 0;
		for (let j = 0; j < row.length; j++) if (mask[i]![j]) total += Math.exp(row[j]!);
		return row.map((score, j) => (mask[i]![j] ? Math.exp(score) / total : 0));
	});
}
