import fc from "fast-check";
import { maskOf, matrixOf } from "./arbitraries";

const entry = fc.double({ min: -2, max: 2, noNaN: true });

/** Two sequences and the matrices of 1 to 4 heads; no two of the sizes are equal. */
export const multiHeadInputs = fc
	.record({
		sizes: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 7 }),
		heads: fc.integer({ min: 1, max: 4 }),
	})
	.chain(({ sizes, heads }) => {
		const [queries, keys, dModel, dContext, dK, dV, dOut] = sizes as [
			number,
			number,
			number,
			number,
			number,
			number,
			number,
		];
		return fc.record({
			heads: fc.constant(heads),
			x: matrixOf(queries, dModel, entry),
			context: matrixOf(keys, dContext, entry),
			wq: matrixOf(dModel, heads * dK, entry),
			/** For attention within x. */
			wk: matrixOf(dModel, heads * dK, entry),
			wv: matrixOf(dModel, heads * dV, entry),
			/** For attention from x to context. */
			contextWk: matrixOf(dContext, heads * dK, entry),
			contextWv: matrixOf(dContext, heads * dV, entry),
			wo: matrixOf(heads * dV, dOut, entry),
			selfMask: maskOf(queries, queries),
			crossMask: maskOf(queries, keys),
		});
	});
