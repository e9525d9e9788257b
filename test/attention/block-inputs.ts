import fc from "fast-check";
import { maskOf, matrixOf, vectorOf } from "./arbitraries";

const entry = fc.double({ min: -2, max: 2, noNaN: true });

/** A sequence and what one block of 1 to 3 heads has learned; no two of the sizes are equal. */
export const blockInputs = fc
	.record({
		sizes: fc.shuffledSubarray([2, 3, 4, 5, 6, 7], { minLength: 5 }),
		heads: fc.integer({ min: 1, max: 3 }),
	})
	.chain(({ sizes, heads }) => {
		const [n, dModel, dK, dV, dFf] = sizes as [number, number, number, number, number];
		const norm = fc.record({ gamma: vectorOf(dModel, entry), beta: vectorOf(dModel, entry) });
		return fc.record({
			heads: fc.constant(heads),
			x: matrixOf(n, dModel, entry),
			mask: maskOf(n, n),
			params: fc.record({
				attention: fc.record({
					wq: matrixOf(dModel, heads * dK, entry),
					wk: matrixOf(dModel, heads * dK, entry),
					wv: matrixOf(dModel, heads * dV, entry),
					wo: matrixOf(heads * dV, dModel, entry),
				}),
				attentionNorm: norm,
				feedForward: fc.record({
					w1: matrixOf(dModel, dFf, entry),
					b1: vectorOf(dFf, entry),
					w2: matrixOf(dFf, dModel, entry),
					b2: vectorOf(dModel, entry),
				}),
				feedForwardNorm: norm,
			}),
		});
	});
