import type { Job } from "../job";
import type { JobVerdict } from "../job-verdict";

/** Judges jobs, many at a time, each in a jail of its own. */
export interface Judge {
	/**
	 * Judges one job. Whatever the submission does, this resolves; when the grader itself fails it tries
	 * again and resolves to an `infra-error` in the end.
	 */
	judge(job: Job): Promise<JobVerdict>;
	/** Ends every process that the judge started. */
	close(): Promise<void>;
}
