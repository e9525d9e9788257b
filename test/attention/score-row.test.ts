import { scoreRow } from "attention-lab";
import { expect, it } from "vitest";

it("scoreRow(query, keys) is one dot product a key", () => {
	expect(
		scoreRow(
			[1, 2],
			[
				[1, 0],
				[0, 1],
				[1, 1],
			],
		),
	).toEqual([1, 2, 3]);
});

it("scoreRow(query, keys) refuses keys of another length than the query", () => {
	expect(() => scoreRow([1, 2], [[1, 2, 3]])).toThrow("query has 2 numbers but keys has 3 columns");
});
