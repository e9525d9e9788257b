import { receiveMessageOnPort, workerData } from "node:worker_threads";
import { attendSlice } from "./attend-slice";
import { done, failed, type Job, posted } from "./job";
import type { WorkerInput } from "./thread-pool";

/** Waits for jobs without an event loop: the thread that asks is blocked as well, and both wake up faster. */
const { port, counters } = workerData as WorkerInput;
for (let seen = 0; ; seen++) {
	Atomics.wait(counters, posted, seen);
	const { message } = receiveMessageOnPort(port) as { message: Job };
	try {
		attendSlice(message);
	} catch {
		Atomics.add(counters, failed, 1); // the asking thread does it itself, and meets the same error
	}
	Atomics.add(counters, done, 1);
	Atomics.notify(counters, done);
}
