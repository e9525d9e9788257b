import { projectQKV } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf } from "./arbitraries";
import { expectClose } from "./expect-close";

it("projectQKV(x, { wq, wk, wv }) multiplies x by each of the three", () => {
	fc.assert(
		fc.property(matrixOf(5, 4), matrixOf(4, 2), matrixOf(4, 2), matrixOf(4, 3), (x, wq, wk, wv) => {
			const { q, k, v } = projectQKV(x, { wq, wk, wv });
			expectClose(q, mathjs.multiply(x, wq));
			expectClose(k, mathjs.multiply(x, wk));
			expectClose(v, mathjs.multiply(x, wv));
		}),
	);
});

it("projectQKV(x, { wq, wk, wv }) names the matrix that does not fit", () => {
	const x = [[1, 2]];
	const w = [[1], [2]];
	const tall = [[1], [2], [3]];
	const wide = [
		[1, 2],
		[3, 4],
	];
	expect(() => projectQKV(x, { wq: w, wk: w, wv: tall })).toThrow(
		"x has 2 columns but wv has 3 rows",
	);
	expect(() => projectQKV(x, { wq: w, wk: wide, wv: w })).toThrow(
		"wq has 1 column but wk has 2 columns",
	);
});
