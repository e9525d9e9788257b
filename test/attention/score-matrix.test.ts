import { scoreMatrix } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { attentionInputs } from "./arbitraries";
import { expectClose } from "./expect-close";

it("scoreMatrix(queries, keys) has one row a query and one column a key", () => {
	expect(
		scoreMatrix(
			[
				[1, 2],
				[0, 1],
			],
			[
				[1, 0],
				[0, 1],
				[1, 1],
			],
		),
	).toEqual([
		[1, 2, 3],
		[0, 1, 1],
	]);
});

it("scoreMatrix(queries, keys) is queries times keys transposed", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q, k }) =>
			expectClose(scoreMatrix(q, k), mathjs.multiply(q, mathjs.transpose(k))),
		),
	);
});

it("scoreMatrix(x, x) is symmetric", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q }) => {
			const scores = scoreMatrix(q, q);
			expect(scores).toEqual(mathjs.transpose(scores));
		}),
	);
});

it("scoreMatrix(queries, keys) refuses queries and keys of different lengths", () => {
	expect(() => scoreMatrix([[1, 2]], [[1, 2, 3]])).toThrow(
		"queries has 2 columns but keys has 3 columns",
	);
});
