import { type Isolation, weakestIsolation } from "../jail/isolation";
import { jobKey } from "../run/job-key";
import type { QueuedJob } from "./queued-job";

/** What a worker is and has. */
export interface WorkerState {
	/** For messages: "node17, process 4711". */
	readonly name: string;
	/** The digests of its tests, by exercise. */
	readonly suites: Readonly<Record<string, string>>;
	readonly isolation: Isolation;
}

/** Why a worker must not judge a job, for whoever submitted it; undefined when it may. */
export function refusal(
	{ job, suite, limits, seed, isolation }: QueuedJob,
	worker: WorkerState,
): string | undefined {
	const own = worker.suites[job.exercise];
	if (own === undefined)
		return `The worker on ${worker.name} has no exercise ${job.exercise}. Put the same version of attention-lab on all machines, then submit again.`;
	if (own !== suite)
		return `The worker on ${worker.name} has other tests of ${job.exercise} than were submitted (${own.slice(0, 12)}, not ${suite.slice(0, 12)}). Put the same version of attention-lab on all machines, then submit again: what was judged is kept.`;
	if (jobKey(job, { suite, limits, seed }) !== job.key)
		return `The worker on ${worker.name} makes another key of a job of ${job.exercise}. Put the same version of attention-lab on all machines, then submit again.`;
	if (weakestIsolation([worker.isolation, isolation]) !== isolation)
		return `The worker on ${worker.name} has only the isolation "${worker.isolation}", and "${isolation}" is asked for. See "attention-lab grade doctor" there.`;
	return undefined;
}

/** Begins the reason of a job that failed because it was refused: trying again would not help. */
export const refused = "refused: ";
