import { GradingError } from "../grading-error";
import { weakestIsolation } from "../jail/isolation";
import type { Job } from "../job";
import type { JobVerdict } from "../job-verdict";
import { jobVerdictSchema } from "../job-verdict-schema";
import type { Judge } from "../judge/judge";
import type { RunSettings } from "../run/run-settings";
import { infraError } from "./infra-error";
import { type QueuedJob, queueId, queueName } from "./queued-job";
import type { RedisConnection } from "./redis-connection";
import { refused } from "./refusal";

/** A job in the queue that somebody waits for. */
interface Waiting {
	readonly queued: QueuedJob;
	readonly resolve: (verdict: JobVerdict) => void;
	readonly reject: (error: GradingError) => void;
}

/** So often it is looked after what no event told of, in milliseconds. */
const sweepEvery = 5000;

/** How long a verdict stays in the queue for whoever submits the same again, in seconds. */
const keptFor = 86_400;

/**
 * A judge that lets workers on other machines judge. A job is in the queue once, whoever submits it and however
 * often; one that a worker died over is given to another.
 *
 * @param say is told when nobody works
 */
export async function createQueueJudge(
	connection: RedisConnection,
	{ exercises, limits, seed, isolation }: Omit<RunSettings, "inputs" | "late">,
	say: (text: string) => void,
): Promise<Judge> {
	const { Queue, QueueEvents } = await import("bullmq");
	const queue = new Queue(queueName, { connection });
	const events = new QueueEvents(queueName, { connection });
	queue.on("error", () => {}); // it connects again by itself
	events.on("error", () => {});
	await events.waitUntilReady();
	const waiting = new Map<string, Waiting>();
	const manifest = (exercise: string) => exercises.find((one) => one.exercise === exercise)!;

	const finish = (id: string, answer: unknown) => {
		const one = waiting.get(id);
		if (!one) return;
		waiting.delete(id);
		const { job } = one.queued;
		const { data } = jobVerdictSchema.safeParse(parsed(answer));
		const isAnswer =
			data?.key === job.key && weakestIsolation([data.isolation, isolation]) === isolation;
		const verdict = isAnswer
			? data
			: infraError(job, manifest(job.exercise), "A worker sent something that is no verdict.");
		// what the grader failed at must be judged again the next time
		if (verdict.state === "infra-error") queue.remove(id).catch(() => {});
		one.resolve(verdict);
	};
	const fail = (id: string, reason: string) => {
		const one = waiting.get(id);
		if (!one) return;
		waiting.delete(id);
		const { job } = one.queued;
		if (reason.startsWith(refused)) one.reject(new GradingError(reason.slice(refused.length)));
		else one.resolve(infraError(job, manifest(job.exercise), `The grader failed: ${reason}`));
	};
	const add = (queued: QueuedJob) =>
		queue.add(queued.job.exercise, queued, {
			jobId: queueId(queued),
			attempts: 3,
			removeOnComplete: { age: keptFor },
			removeOnFail: true,
		});
	/** Looks how a job is that may have ended before anybody listened. */
	const look = async (id: string, { queued }: Waiting) => {
		const job = await queue.getJob(id);
		if (!job) await add(queued);
		else if (await job.isCompleted()) finish(id, job.returnvalue);
		else if (await job.isFailed()) fail(id, job.failedReason ?? "");
	};

	events.on("completed", ({ jobId, returnvalue }) => finish(jobId, returnvalue));
	events.on("failed", ({ jobId, failedReason }) => fail(jobId, failedReason));
	const nobody = sayOnce(say);
	const sweep = setInterval(async () => {
		try {
			nobody(waiting.size > 0 && (await queue.getWorkersCount()) === 0);
			await Promise.all([...waiting].map(([id, one]) => look(id, one)));
		} catch {
			// Redis is away: later
		}
	}, sweepEvery);
	nobody((await queue.getWorkersCount()) === 0);

	return {
		judge: (job: Job) =>
			new Promise((resolve, reject) => {
				const { suite } = manifest(job.exercise);
				const queued: QueuedJob = { job, suite, limits, seed, isolation };
				const one = { queued, resolve, reject };
				waiting.set(queueId(queued), one);
				add(queued)
					.then(() => look(queueId(queued), one))
					.catch((error: Error) => reject(new GradingError(`Redis failed: ${error.message}`)));
			}),
		async close() {
			clearInterval(sweep);
			await Promise.all([queue.close(), events.close()]);
		},
	};
}

/** Says that nobody works, and says it again only when somebody did meanwhile. */
function sayOnce(say: (text: string) => void): (isSo: boolean) => void {
	let said = false;
	return (isSo) => {
		if (isSo && !said)
			say(
				'No worker is connected. Start some: "attention-lab grade worker --redis URL". Waiting …',
			);
		said = isSo;
	};
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
