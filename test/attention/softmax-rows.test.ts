import { softmaxRows } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { matrixOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("softmaxRows(scores) weighs each row by itself", () => {
	expectClose(
		softmaxRows([
			[0, Math.log(3)],
			[5, 5],
		]),
		[
			[0.25, 0.75],
			[0.5, 0.5],
		],
	);
});

it("softmaxRows(scores) sums to 1 along every row, not along every column", () => {
	fc.assert(
		fc.property(matrixOf(4, 3), (scores) => {
			const weights = softmaxRows(deepFreeze(scores));
			for (const row of weights)
				expectClose(
					row.reduce((a, b) => a + b),
					1,
				);
			expectClose(
				weights.flat().reduce((a, b) => a + b),
				4,
			);
		}),
	);
});

it("softmaxRows(scores) does not mind a row far below the others", () => {
	expectClose(
		softmaxRows([
			[1000, 1000],
			[-1000, -1000],
		]),
		[
			[0.5, 0.5],
			[0.5, 0.5],
		],
	);
});

it("softmaxRows(scores) gives rows that share no memory", () => {
	const row = [1, 2];
	const [first, second] = softmaxRows([row, row]);
	expect(first).not.toBe(second);
	expect(first).not.toBe(row);
});

it("softmaxRows(scores) refuses ragged rows", () => {
	expect(() => softmaxRows([[1, 2], [3]])).toThrow(
		"scores is ragged: row 0 has 2 numbers but row 1 has 1",
	);
});
