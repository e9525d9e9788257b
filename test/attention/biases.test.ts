import { crossAttention, multiHeadAttention, projectQKV } from "attention-lab";
import fc from "fast-check";
import { it } from "vitest";
import { vectorOf } from "./arbitraries";
import { expectClose } from "./expect-close";
import { multiHeadInputs } from "./multi-head-inputs";

/*
 * A bias is the row of weights of one more feature, which is 1 for every token. So attention with biases
 * has to be attention without them on longer tokens.
 */

const entry = fc.double({ min: -2, max: 2, noNaN: true });

const inputs = multiHeadInputs.chain((given) =>
	fc.record({
		given: fc.constant(given),
		bq: vectorOf(given.wq[0]!.length, entry),
		bk: vectorOf(given.wk[0]!.length, entry),
		bv: vectorOf(given.wv[0]!.length, entry),
		bo: vectorOf(given.wo[0]!.length, entry),
	}),
);

const longer = (x: number[][]) => x.map((row) => [...row, 1]);
const plus = (matrix: number[][], b: number[]) => matrix.map((row) => row.map((y, j) => y + b[j]!));

it("projectQKV(x, { …, bq, bk, bv }) adds a bias to every token", () => {
	fc.assert(
		fc.property(inputs, ({ given: { x, wq, wk, wv }, bq, bk, bv }) => {
			const { q, k, v } = projectQKV(x, { wq, wk, wv, bq, bk, bv });
			const expected = { wq: [...wq, bq], wk: [...wk, bk], wv: [...wv, bv] };
			const { q: longQ, k: longK, v: longV } = projectQKV(longer(x), expected);
			expectClose([q, k, v], [longQ, longK, longV]);
		}),
	);
});

it("multiHeadAttention(x, { …, bq, bk, bv, bo }, { heads }) adds them where they belong", () => {
	fc.assert(
		fc.property(inputs, ({ given: { x, wq, wk, wv, wo, heads }, bq, bk, bv, bo }) => {
			const params = { wq: [...wq, bq], wk: [...wk, bk], wv: [...wv, bv], wo };
			const expected = multiHeadAttention(longer(x), params, { heads });
			const biased = { wq, wk, wv, wo, bq, bk, bv, bo };
			const { output, weights } = multiHeadAttention(x, biased, { heads });
			expectClose([output, weights], [plus(expected.output, bo), expected.weights]);
		}),
	);
});

it("crossAttention(x, context, { …, bq, bk, bv, bo }, { heads }) adds them where they belong", () => {
	fc.assert(
		fc.property(inputs, ({ given: { x, context, wq, wo, heads, ...given }, bq, bk, bv, bo }) => {
			const { contextWk: wk, contextWv: wv } = given;
			const params = { wq: [...wq, bq], wk: [...wk, bk], wv: [...wv, bv], wo };
			const expected = crossAttention(longer(x), longer(context), params, { heads });
			const biased = { wq, wk, wv, wo, bq, bk, bv, bo };
			const { output, weights } = crossAttention(x, context, biased, { heads });
			expectClose([output, weights], [plus(expected.output, bo), expected.weights]);
		}),
	);
});
