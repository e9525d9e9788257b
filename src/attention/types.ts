/** A row of numbers. */
export type Vector = readonly number[];

/** Rows of equal length, one row a token. */
export type Matrix = readonly Vector[];
