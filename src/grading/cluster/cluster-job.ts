import { GradingError } from "../grading-error";

/** How a class is graded by a cluster: one machine or core a shard. */
export interface ClusterJob {
	/** Paths as the machines of the cluster see them. */
	readonly submissions: string;
	readonly out: string;
	/** Further options of grade run, as they are typed: `["--deadline", "2026-11-20T23:59Z"]`. */
	readonly options: readonly string[];
	readonly shards: number;
	/** Processors of each shard. */
	readonly cpus: number;
	readonly memoryGigabytes: number;
	/** The longest that a shard may take. */
	readonly minutes: number;
	/** The folder of the course. */
	readonly course: string;
}

/** @throws GradingError when a number or a path makes no sense */
export function checkClusterJob(job: ClusterJob): void {
	const numbers = { shards: job.shards, cpus: job.cpus, minutes: job.minutes };
	for (const [name, value] of Object.entries(numbers))
		if (!Number.isSafeInteger(value) || value < 1 || value > 100_000)
			throw new GradingError(`${name} is ${value}: it must be a whole number, 1 or larger.`);
	if (!(job.memoryGigabytes >= 1 && job.memoryGigabytes < 10_000))
		throw new GradingError(
			`The memory is ${job.memoryGigabytes} gigabytes: a shard needs 1 at least, and 2 for comfort.`,
		);
	for (const path of [job.submissions, job.out, job.course])
		if (!path.startsWith("/") || /[\n\0]/.test(path))
			throw new GradingError(
				`"${path}" is no absolute path. The machines of a cluster start elsewhere: write the path from / on.`,
			);
}

/** A word for a POSIX shell. */
export const shellWord = (text: string): string =>
	/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
