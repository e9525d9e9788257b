import { availableParallelism } from "node:os";
import process from "node:process";
import type { Command } from "commander";
import { lessons } from "../../../course";
import { createJudge } from "../../../grading/judge/create-judge";
import { redisConnection } from "../../../grading/queue/redis-connection";
import { serveQueue } from "../../../grading/queue/serve-queue";
import { localIsolation } from "../../../grading/run/local-parts";
import { suiteDigests } from "../../../grading/run/suite-digests";
import { answerGradingError } from "../../answer-grading-error";
import { toCount } from "../../grading/run-options";

interface WorkerOptions {
	readonly redis: string;
	readonly jobs?: number;
	readonly lock: number;
	readonly unsafe?: boolean;
}

export function addWorkerCommand(grade: Command): void {
	grade
		.command("worker")
		.description("judge what grade submit puts into the queue, until Ctrl-C")
		.requiredOption("--redis <url>", "redis://host:6379")
		.option("--jobs <n>", "how many are judged at a time (default: the processors)", toCount)
		.option(
			"--lock <seconds>",
			"a worker that was silent for so long is taken for dead, and others do its work",
			toCount,
			30,
		)
		.option("--unsafe", "also without isolation: only for code that you would run by hand")
		.action(work);
}

async function work({
	redis,
	jobs: lanes = availableParallelism(),
	lock: lockSeconds,
	unsafe = false,
}: WorkerOptions): Promise<void> {
	const stop = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
	let judged = 0;
	await answerGradingError(
		(async () => {
			const connection = await redisConnection(redis, console.error);
			const isolation = await localIsolation(unsafe);
			const suites = await suiteDigests(lessons.map(({ id }) => id));
			console.log(`Working behind ${isolation}, ${lanes} at a time. Ctrl-C ends it.`);
			await serveQueue(
				{
					connection,
					worker: { suites, isolation },
					createJudge: (terms) => createJudge({ ...terms, isolation, lanes }),
					concurrency: 32 * lanes,
					lockSeconds,
					tell: (exercise, outcome) => {
						if (outcome === "refused" || outcome === "infra-error")
							console.error(`${exercise}: ${outcome}`);
						else if (++judged % 100 === 0) console.log(`${judged} judged`);
					},
				},
				stop.signal,
			);
		})(),
	);
	console.log(`\nEnded after ${judged}. What was begun is given to another worker.`);
}
