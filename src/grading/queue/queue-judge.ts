import { GradingError } from "../grading-error";
import type { Judge } from "../judge/judge";
import type { RunSettings } from "../run/run-settings";
import { type QueuedJob, queueId, queueName } from "./queued-job";
import type { RedisConnection } from "./redis-connection";
import { createWaitingRoom } from "./waiting-room";

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
	{ exercises, limits, seed, isolation }: RunSettings,
	say: (text: string) => void,
): Promise<Judge> {
	const { Queue, QueueEvents } = await import("bullmq");
	const queue = new Queue(queueName, { connection });
	const events = new QueueEvents(queueName, { connection });
	queue.on("error", () => {}); // it connects again by itself
	events.on("error", () => {});
	await events.waitUntilReady();

	const room = createWaitingRoom(exercises, (id) => void queue.remove(id).catch(() => {}));
	events.on("completed", ({ jobId, returnvalue }) => room.completed(jobId, returnvalue));
	events.on("failed", ({ jobId, failedReason }) => room.failed(jobId, failedReason));

	const add = (queued: QueuedJob) =>
		queue.add(queued.job.exercise, queued, {
			jobId: queueId(queued),
			attempts: 3,
			removeOnComplete: { age: keptFor },
			removeOnFail: true,
		});
	/** Looks how a job is: it may have ended before anybody listened, or be lost. */
	const look = async (id: string, queued: QueuedJob) => {
		const job = await queue.getJob(id);
		if (!job) return add(queued);
		if (!(await job.isCompleted())) return;
		const ended = await queue.getJob(id); // read again: what it returned is not in what was read before its end
		if (ended) room.completed(id, ended.returnvalue);
	};
	const tellOfWorkers = sayOnce(say);
	const sweep = async () => {
		tellOfWorkers((await queue.getWorkersCount()) === 0);
		await Promise.all([...room.waiting].map(([id, queued]) => look(id, queued)));
	};
	await sweep();
	const timer = setInterval(() => sweep().catch(() => {}), sweepEvery); // without Redis: later

	return {
		async judge(job) {
			const { suite } = exercises.find(({ exercise }) => exercise === job.exercise)!;
			const queued: QueuedJob = { job, suite, limits, seed, isolation };
			const verdict = room.wait(queued);
			verdict.catch(() => {}); // it may be refused while it is still being added
			try {
				await add(queued);
				await look(queueId(queued), queued);
			} catch (error) {
				throw new GradingError(`Redis failed: ${(error as Error).message}`);
			}
			return verdict;
		},
		async close() {
			clearInterval(timer);
			await Promise.all([queue.close(), events.close()]);
		},
	};
}

/** Says that nobody works, and says it again only when somebody did meanwhile. */
function sayOnce(say: (text: string) => void): (nobody: boolean) => void {
	let said = false;
	return (nobody) => {
		if (nobody && !said)
			say(
				'No worker is connected. Start some: "attention-lab grade worker --redis URL". Waiting …',
			);
		said = nobody;
	};
}
