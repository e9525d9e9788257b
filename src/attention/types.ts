/** A row of numbers. */
export type Vector = readonly number[];

/** Rows of equal length, one row a token. */
export type Matrix = readonly Vector[];

/** One row a query, one column a key; `true` = this query may attend to this key. */
export type Mask = readonly (readonly boolean[])[];

/** One matrix a head, all of the same shape: `heads[h][i]` is token i as head h sees it. */
export type HeadMatrices = readonly Matrix[];
