import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PoolRunnerInitializer, PoolWorker } from "vitest/node";
import { projectRoot } from "../../project-root";
import type { Announce, CheckEvent } from "../checking/announce";

type Listener = (message: unknown) => void;

/**
 * A pool for vitest in which every check gets a new thread that was started before it was needed, so
 * that nothing of an earlier check is left and nobody waits for a thread to start.
 *
 * @param announce hears what the thread says of the check, in order and at once
 */
export function createSpareThreadPool(announce: Announce): PoolRunnerInitializer {
	let spare = startThread();

	const createPoolWorker = (): PoolWorker => {
		let thread: Worker | undefined;
		const wrapped = new Map<Listener, Listener>();
		const started = () => {
			if (!thread) throw new Error("vitest used a thread before it started it");
			return thread;
		};
		return {
			name: "attention-lab",
			start: async () => {
				if (thread) return;
				thread = spare;
				spare = startThread();
				thread.on("message", (message) => isCheckEvent(message) && announce(message.event));
			},
			stop: async () => {
				await thread?.terminate();
			},
			send: (message) => started().postMessage(message),
			on: (event, listener) => {
				const hear: Listener = (message) => isCheckEvent(message) || listener(message);
				wrapped.set(listener, hear);
				started().on(event, hear);
			},
			off: (event, listener) => {
				const hear = wrapped.get(listener);
				if (hear) thread?.off(event, hear);
			},
			deserialize: (data) => data,
		};
	};
	return { name: "attention-lab", createPoolWorker };
}

function startThread(): Worker {
	return new Worker(join(projectRoot, ".build", "course", "judge", "thread.js"), {
		// The stack of a program's main thread: Math.max(...row) overflows here for the rows it overflows for in a cell.
		resourceLimits: { maxOldGenerationSizeMb: 1024, stackSizeMb: 1 },
	});
}

const isCheckEvent = (message: unknown): message is { event: CheckEvent } =>
	typeof message === "object" && message !== null && "event" in message;
