import type { Job } from "../job";
import type { Limits } from "../limits";
import { sha256 } from "../sha256";

/** What a verdict depends on besides the submission. */
export interface JobTerms {
	/** Of the exercise's tests: see `suiteDigests`. */
	readonly suite: string;
	readonly limits: Limits;
	readonly seed: number;
}

/** The content address of a job, 64 hexadecimal digits: equal keys get equal verdicts. */
export function jobKey(job: Omit<Job, "key">, { suite, limits, seed }: JobTerms): string {
	const { exercise, main } = job;
	return sha256(
		JSON.stringify([exercise, main, sorted(job.files), suite, sorted(limits), `${seed}`]),
	);
}

const sorted = (record: object): [string, unknown][] =>
	Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
