import { headDiversity, softmaxRows } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

const heads = fc
	.record({ heads: fc.integer({ min: 2, max: 5 }), n: fc.integer({ min: 1, max: 4 }) })
	.chain(({ heads, n }) => fc.array(matrixOf(n, 3), { minLength: heads, maxLength: heads }))
	.map((scores) => scores.map((matrix) => softmaxRows(matrix)));

it("headDiversity(weights) is 1 minus the mean cosine of all pairs of heads, by mathjs", () => {
	fc.assert(
		fc.property(heads, (weights) => {
			deepFreeze(weights);
			let [total, pairs] = [0, 0];
			for (let a = 0; a < weights.length; a++)
				for (let b = a + 1; b < weights.length; b++) {
					const [x, y] = [weights[a]!.flat(), weights[b]!.flat()];
					total += mathjs.dot(x, y) / (Number(mathjs.norm(x)) * Number(mathjs.norm(y)));
					pairs++;
				}
			expectClose(headDiversity(weights), 1 - total / pairs);
		}),
	);
});

it("headDiversity(weights) lies between 0 and 1, and does not depend on the order of the heads", () => {
	fc.assert(
		fc.property(heads, (weights) => {
			const diversity = headDiversity(weights);
			expect(diversity).toBeGreaterThan(-1e-12);
			expect(diversity).toBeLessThanOrEqual(1);
			expectClose(headDiversity([...weights].reverse()), diversity);
		}),
	);
});

it("headDiversity(weights) is 0 for heads that look at the same, 1 for heads with nothing in common", () => {
	const [left, right] = [[[1, 0]], [[0, 1]]];
	expectClose(headDiversity([left, left, left]), 0);
	expectClose(headDiversity([left, right]), 1);
	expectClose(headDiversity([left, [[0, 0]]]), 1);
	const three = [
		[
			[1, 0],
			[0, 1],
		],
		[
			[0, 1],
			[1, 0],
		],
		[
			[1, 0],
			[1, 0],
		],
	];
	expectClose(headDiversity(three), 2 / 3);
});

it("headDiversity(weights) needs two heads of one shape", () => {
	expect(() => headDiversity([[[1]]])).toThrow("weights needs at least two heads");
	expect(() => headDiversity([[[1]], [[1, 0]]])).toThrow(
		"weights[0] has 1 column but weights[1] has 2 columns",
	);
	expect(() => headDiversity([[[1]], [[1], [1]]])).toThrow(
		"weights[0] has 1 row but weights[1] has 2 rows",
	);
});
