import type { AttentionShape } from "../kernels/kernels";

/** What a worker is asked: attention for some of the queries, of arrays that all threads share. */
export interface Job {
	/** [queries, dim], [keys, dim], [keys, valueDim] and [queries, keys]: of all the queries */
	readonly q: Float32Array;
	readonly k: Float32Array;
	readonly v: Float32Array;
	readonly mask?: Uint8Array | undefined;
	/** [queries, valueDim]; a worker writes the rows of its own queries */
	readonly out: Float32Array;
	readonly shape: AttentionShape;
	/** The queries from … to − 1 */
	readonly from: number;
	readonly to: number;
}

/**
 * The three numbers that a thread and the one that asks it share: how many jobs were posted, how many were done,
 * and how many failed. They only grow.
 */
export type Counters = Int32Array;
export const posted = 0;
export const done = 1;
export const failed = 2;

export function createCounters(): Counters {
	return new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
}
