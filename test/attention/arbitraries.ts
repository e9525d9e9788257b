import fc from "fast-check";

/** Finite numbers a test can compare to 1e-9. */
export const number = fc.double({ min: -10, max: 10, noNaN: true });

export const size = fc.integer({ min: 1, max: 6 });

export const vectorOf = (length: number, entry = number) =>
	fc.array(entry, { minLength: length, maxLength: length });

export const matrixOf = (rows: number, columns: number, entry = number) =>
	fc.array(vectorOf(columns, entry), { minLength: rows, maxLength: rows });

export const maskOf = (rows: number, columns: number) =>
	fc.array(fc.array(fc.boolean(), { minLength: columns, maxLength: columns }), {
		minLength: rows,
		maxLength: rows,
	});

/** Row lengths and counts that differ from one another, as they must in a test of attention. */
export const attentionInputs = fc
	.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 4, maxLength: 4 })
	.chain(([queries = 1, keys = 2, dK = 3, dV = 4]) =>
		fc.record({
			q: matrixOf(queries, dK),
			k: matrixOf(keys, dK),
			v: matrixOf(keys, dV),
			mask: maskOf(queries, keys),
		}),
	);
