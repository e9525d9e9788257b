import { ShapeError, shape } from "attention-lab";
import { expect, it } from "vitest";

it("shape(matrix) counts rows and columns", () => {
	expect(
		shape([
			[1, 2, 3],
			[4, 5, 6],
		]),
	).toEqual([2, 3]);
});

it("shape(matrix) throws a ShapeError for what has no shape", () => {
	expect(() => shape([[1, 2], [3]])).toThrow(ShapeError);
});
