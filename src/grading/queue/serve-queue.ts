import { hostname } from "node:os";
import process from "node:process";
import type { JobVerdict } from "../job-verdict";
import type { Judge } from "../judge/judge";
import { createJudgeShelf } from "./judge-shelf";
import { type QueuedJob, queuedJobSchema, queueName } from "./queued-job";
import type { RedisConnection } from "./redis-connection";
import { refusal, refused, type WorkerState } from "./refusal";

export interface ServeOptions {
	readonly connection: RedisConnection;
	readonly worker: Omit<WorkerState, "name">;
	readonly createJudge: (terms: Pick<QueuedJob, "seed" | "limits">) => Promise<Judge>;
	/** How many jobs are taken at a time. */
	readonly concurrency: number;
	/** When a worker has been silent for so long, its jobs are given to others. */
	readonly lockSeconds: number;
	/** Is told of every job that ends. */
	readonly tell: (exercise: string, outcome: JobVerdict["state"] | "refused") => void;
}

/** Judges jobs of the queue until the signal is aborted; what was begun is then given back to the queue. */
export async function serveQueue(options: ServeOptions, signal: AbortSignal): Promise<void> {
	const { connection, createJudge, concurrency, lockSeconds, tell } = options;
	const { UnrecoverableError, Worker } = await import("bullmq");
	const self = { ...options.worker, name: `${hostname()}, process ${process.pid}` };
	const judges = createJudgeShelf(createJudge);

	const judge = async (data: unknown): Promise<JobVerdict> => {
		const queued = queuedJobSchema.safeParse(data);
		const why = queued.success
			? refusal(queued.data, self)
			: `The worker on ${self.name} does not understand the job. Put the same version of attention-lab on all machines.`;
		if (why !== undefined || !queued.success) {
			tell(queued.data?.job.exercise ?? "unknown", "refused");
			throw new UnrecoverableError(`${refused}${why}`);
		}
		const verdict = await judges.judge(queued.data);
		tell(verdict.exercise, verdict.state);
		return verdict;
	};

	const worker = new Worker(queueName, ({ data }) => judge(data), {
		connection,
		concurrency,
		lockDuration: lockSeconds * 1000,
		stalledInterval: (lockSeconds * 1000) / 2,
		maxStalledCount: 20, // a submission cannot kill a worker: who dies was killed
	});
	worker.on("error", () => {}); // it connects again by itself
	try {
		await worker.waitUntilReady();
		await new Promise<void>((resolve) => {
			if (signal.aborted) resolve();
			signal.addEventListener("abort", () => resolve(), { once: true });
		});
	} finally {
		// whoever is not waited for has no lock any more soon, and is given to another worker
		await worker.close(true);
		await judges.close();
	}
}
