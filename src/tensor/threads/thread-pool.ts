import { join } from "node:path";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { projectRoot } from "../../project-root";
import { type Counters, createCounters, done, failed, type Job, posted } from "./job";

export interface WorkerInput {
	readonly port: MessagePort;
	readonly counters: Counters;
}

/** One worker, for one job at a time. */
export interface Thread {
	post(job: Job): void;
	/** Blocks until the job is done, for `patience` milliseconds at most. False when it failed or took longer. */
	finish(patience: number): boolean;
}

const pool: Thread[] = [];

/** `count` threads that are ready for a job. They are made when they are first wanted, and never keep the process alive. */
export function takeThreads(count: number): readonly Thread[] {
	while (pool.length < count) pool.push(startThread());
	return pool.slice(0, count);
}

/** A thread that does not answer is not asked again. */
export function dismiss(thread: Thread): void {
	pool.splice(pool.indexOf(thread), 1);
}

function startThread(): Thread {
	const counters = createCounters();
	const { port1, port2 } = new MessageChannel();
	const input: WorkerInput = { port: port2, counters };
	const file = join(projectRoot, ".build", "tensor", "threads", "worker.js");
	const worker = new Worker(file, { workerData: input, transferList: [port2] });
	worker.on("error", () => {}); // seen as a job that is never done
	worker.unref();
	port1.unref();
	return {
		post(job) {
			port1.postMessage(job);
			Atomics.add(counters, posted, 1);
			Atomics.notify(counters, posted);
		},
		finish(patience) {
			const job = Atomics.load(counters, posted);
			const outcome = Atomics.wait(counters, done, job - 1, patience);
			return outcome !== "timed-out" && Atomics.load(counters, failed) === 0;
		},
	};
}
