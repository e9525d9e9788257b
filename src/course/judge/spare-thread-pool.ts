import type { Worker } from "node:worker_threads";
import type { PoolRunnerInitializer, PoolWorker } from "vitest/node";
import type { Announce, CheckEvent } from "../checking/announce";

type Listener = (message: unknown) => void;

export interface SpareThreads {
	/** Starts a thread that serves vitest. */
	start(): Worker;
	/** Is given a thread when its check begins. */
	onUse?(thread: Worker): void;
}

/**
 * A pool for vitest in which every check gets a new thread that was started before it was needed, so
 * that nothing of an earlier check is left and nobody waits for a thread to start.
 *
 * @param announce hears what the thread says of the check, in order and at once
 */
export function createSpareThreadPool(
	announce: Announce,
	threads: SpareThreads,
): PoolRunnerInitializer {
	let spare: Worker | undefined = threads.start();

	const createPoolWorker = (): PoolWorker => {
		const thread = spare ?? threads.start();
		spare = undefined;
		threads.onUse?.(thread);
		let isOver = false;
		let hasFailed = false;
		const listeners = new Map<Listener, Listener>();

		thread.on("message", (message) => isCheckEvent(message) && announce(message.event));
		thread.on("error", () => {
			hasFailed = true; // for want of memory: vitest catches every other error inside the thread
			announce({ kind: "died", of: "memory" });
		});
		thread.on("exit", () => {
			if (!isOver && !hasFailed) announce({ kind: "died", of: "end of process" });
		});

		return {
			name: "attention-lab",
			start: async () => {},
			stop: async () => {
				isOver = true;
				await thread.terminate();
				spare ??= threads.start(); // not before: the check should have the machine to itself
			},
			send: (message) => thread.postMessage(message),
			on(event, listener) {
				const hear: Listener = (message) => {
					if (isCheckEvent(message)) return;
					if (event === "exit" && hasFailed) return; // vitest has heard of it
					listener(message);
				};
				listeners.set(listener, hear);
				thread.on(event, hear);
			},
			off(event, listener) {
				thread.off(event, listeners.get(listener) ?? listener);
			},
			deserialize: (data) => data,
		};
	};
	return { name: "attention-lab", createPoolWorker };
}

const isCheckEvent = (message: unknown): message is { event: CheckEvent } =>
	typeof message === "object" && message !== null && "event" in message;
