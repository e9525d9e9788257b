/** How much of the machine one submission may use. Part of what a verdict depends on. */
export interface Limits {
	/** For one call of a function, in seconds of processor time. */
	readonly callSeconds: number;
	/** For one call, in seconds on the clock: a function that only waits. All calls together may wait three times as long. */
	readonly callWallSeconds: number;
	/** For the whole job, in seconds of processor time. */
	readonly jobSeconds: number;
	/** How often a jail that ended is started anew within a job. */
	readonly restarts: number;
	/** JavaScript heap, in megabytes. */
	readonly heapMegabytes: number;
	/** The largest message to or from a jail, in bytes. */
	readonly frameBytes: number;
}

export const defaultLimits: Limits = {
	callSeconds: 2,
	callWallSeconds: 20,
	jobSeconds: 10,
	restarts: 3,
	heapMegabytes: 128,
	frameBytes: 16_000_000,
};
