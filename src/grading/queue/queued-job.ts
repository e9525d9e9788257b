import { z } from "zod";
import { type Isolation, isolations } from "../jail/isolation";
import type { Job } from "../job";
import type { Limits } from "../limits";
import { limitsSchema } from "../limits-schema";

/** The name of the queue in Redis. */
export const queueName = "attention-lab-grading";

/** What a worker is sent: a job and what its verdict depends on. */
export interface QueuedJob {
	readonly job: Job;
	/** The digest of the tests it is to be judged by. */
	readonly suite: string;
	readonly limits: Limits;
	readonly seed: number;
	/** The weakest that is accepted. */
	readonly isolation: Isolation;
}

/** Every message is checked: whoever reaches the queue could have written it. */
export const queuedJobSchema: z.ZodType<QueuedJob> = z.object({
	job: z.object({
		key: z.string(),
		exercise: z.string(),
		main: z.string(),
		files: z.record(z.string(), z.string()),
	}),
	suite: z.string(),
	limits: limitsSchema,
	seed: z.number(),
	isolation: z.enum(isolations),
});

/**
 * The job's name in the queue: the version of the tests and the content's address, so that the same work is in it
 * once. BullMQ keeps ":" for itself.
 */
export const queueId = ({ suite, job }: QueuedJob): string => `${suite.slice(0, 12)}-${job.key}`;
