import type { Message } from "./message";

export interface KernelExit {
	readonly code: number | null;
	readonly signal: string | null;
}

/** A kernel in a process of its own. */
export interface RunningKernel {
	readonly pid: number;
	/** Sends a message on its shell, control or stdin channel. */
	send(message: Message): void;
	/** Hears every message of the kernel, in order. Returns a function that stops listening. */
	onMessage(listener: (message: Message) => void): () => void;
	/** Resolves when the kernel can run its first cell; rejects when it dies before that. */
	readonly ready: Promise<void>;
	/** Resolves when the process has ended, whoever ended it. */
	readonly exited: Promise<KernelExit>;
	/** Stops the running cell; variables are kept. */
	interrupt(): void;
	/** Asks the kernel to end, and ends it if it does not within a second. */
	shutdown(): Promise<void>;
	/** Ends the process at once. */
	kill(): void;
}

/** Starts a kernel whose cells import relative to `cwd` (an absolute path), the notebook's folder. */
export function launchKernel(_options: { readonly cwd: string }): RunningKernel {
	throw new Error("not built yet");
}
