import { matmul, transpose } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf, size } from "./arbitraries";
import { expectClose } from "./expect-close";

const factors = fc
	.tuple(size, size, size)
	.chain(([n, m, p]) => fc.tuple(matrixOf(n, m), matrixOf(m, p)));

it("matmul(a, b)[i][j] is row i of a times column j of b", () => {
	expect(
		matmul(
			[[1, 2]],
			[
				[3, 4],
				[5, 6],
			],
		),
	).toEqual([[13, 16]]);
});

it("matmul(a, b) is the product of mathjs", () => {
	fc.assert(fc.property(factors, ([a, b]) => expectClose(matmul(a, b), mathjs.multiply(a, b))));
});

it("matmul(a, b) transposed is matmul(bᵀ, aᵀ)", () => {
	fc.assert(
		fc.property(factors, ([a, b]) =>
			expectClose(transpose(matmul(a, b)), matmul(transpose(b), transpose(a))),
		),
	);
});

it("matmul(a, b) refuses shapes that do not fit and quotes them", () => {
	expect(() => matmul([[1, 2, 3]], [[1], [2]])).toThrow(
		"a has 3 columns but b has 2 rows: these must be equal",
	);
});
