import { isDeepStrictEqual } from "node:util";
import { GradingError } from "../grading-error";
import { weakestIsolation } from "../jail/isolation";
import type { JobVerdict } from "../job-verdict";
import { jobVerdictSchema } from "../job-verdict-schema";
import type { ExerciseManifest } from "../run/exercise-manifest";
import { infraError } from "./infra-error";
import { type QueuedJob, queueId } from "./queued-job";
import { refused } from "./refusal";

/** The jobs in the queue that somebody waits for. */
export interface WaitingRoom {
	/** Resolves when the job has ended. @throws GradingError when a worker refused it */
	wait(queued: QueuedJob): Promise<JobVerdict>;
	/** A job has an answer, whatever it is. */
	completed(id: string, answer: unknown): void;
	/** A job has none and will have none. */
	failed(id: string, reason: string): void;
	/** Those who wait, by the job's name in the queue. */
	readonly waiting: ReadonlyMap<string, QueuedJob>;
}

/**
 * @param manifests of the exercises: a verdict has a result for each of their tests, or it is none
 * @param forget is called with a job that must be judged again the next time
 */
export function createWaitingRoom(
	manifests: readonly ExerciseManifest[],
	forget: (id: string) => void,
): WaitingRoom {
	const waiting = new Map<string, QueuedJob>();
	const told = new Map<string, (verdict: JobVerdict | GradingError) => void>();
	const end = (id: string, outcome: (queued: QueuedJob) => JobVerdict | GradingError) => {
		const queued = waiting.get(id);
		if (!queued) return; // told twice: delivery is at least once
		const tell = told.get(id);
		waiting.delete(id);
		told.delete(id);
		tell?.(outcome(queued));
	};
	const failure = ({ job }: QueuedJob, why: string) =>
		infraError(job, manifests.find(({ exercise }) => exercise === job.exercise)!, why);

	return {
		waiting,
		wait: (queued) =>
			new Promise((resolve, reject) => {
				const id = queueId(queued);
				waiting.set(id, queued);
				told.set(id, (end) => (end instanceof GradingError ? reject(end) : resolve(end)));
			}),
		completed: (id, answer) =>
			end(id, (queued) => {
				const verdict =
					verdictIn(answer, queued, manifests) ??
					failure(queued, "A worker sent something that is no verdict.");
				if (verdict.state === "infra-error") forget(id);
				return verdict;
			}),
		failed: (id, reason) =>
			end(id, (queued) =>
				reason.startsWith(refused)
					? new GradingError(reason.slice(refused.length))
					: failure(queued, `The grader failed: ${reason}`),
			),
	};
}

/** The verdict that an answer is, if it is one of this job. */
function verdictIn(
	answer: unknown,
	{ job, isolation }: QueuedJob,
	manifests: readonly ExerciseManifest[],
): JobVerdict | undefined {
	const { data } = jobVerdictSchema.safeParse(parsed(answer));
	if (data?.key !== job.key || data.exercise !== job.exercise) return undefined;
	if (weakestIsolation([data.isolation, isolation]) !== isolation) return undefined;
	const names = manifests
		.find(({ exercise }) => exercise === job.exercise)
		?.tests.map(({ name }) => name);
	const isWhole = isDeepStrictEqual(
		data.tests.map(({ name }) => name),
		names,
	);
	return isWhole ? data : undefined;
}

/** An event carries the answer as text, a job as a value. */
function parsed(answer: unknown): unknown {
	if (typeof answer !== "string") return answer;
	try {
		return JSON.parse(answer);
	} catch {
		return undefined;
	}
}
