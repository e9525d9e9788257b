import { randomUUID } from "node:crypto";
import type { KernelExit, RunningKernel } from "../../src/kernel/launch";
import type { Channel, Header, JsonObject, Message } from "../../src/kernel/message";

/** A kernel that says only what a test tells it to say. */
export class FakeKernel implements RunningKernel {
	readonly pid = 1;
	readonly cwd: string;
	readonly received: Message[] = [];
	readonly ready: Promise<void>;
	readonly exited: Promise<KernelExit>;
	interrupts = 0;
	readonly #listeners = new Set<(message: Message) => void>();
	#becomeReady!: () => void;
	#end!: (exit: KernelExit) => void;
	#failToStart!: (error: Error) => void;

	constructor(cwd: string) {
		this.cwd = cwd;
		this.ready = new Promise((resolve, reject) => {
			this.#becomeReady = resolve;
			this.#failToStart = reject;
		});
		this.ready.catch(() => {});
		this.exited = new Promise((resolve) => {
			this.#end = resolve;
		});
	}

	start(): void {
		this.#becomeReady();
	}

	send(message: Message): void {
		this.received.push(message);
	}

	onMessage(listener: (message: Message) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	say(message: Message): void {
		for (const listener of this.#listeners) listener(message);
	}

	interrupt(): void {
		this.interrupts += 1;
	}

	async shutdown(): Promise<void> {
		this.die(0);
	}

	kill(): void {
		this.die(null);
	}

	/** Ends as a process does that somebody killed. */
	die(code: number | null): void {
		this.#failToStart(new Error("it ended before it was ready"));
		this.#end({ code, signal: code === null ? "SIGKILL" : null, lastWords: "" });
	}
}

/** Launches fakes and keeps them, in order. */
export function fakeLaunch({ ready = true } = {}) {
	const kernels: FakeKernel[] = [];
	const launch = ({ cwd }: { readonly cwd: string }) => {
		const kernel = new FakeKernel(cwd);
		if (ready) kernel.start();
		kernels.push(kernel);
		return kernel;
	};
	return { kernels, launch };
}

export function message(
	channel: Channel,
	type: string,
	content: JsonObject = {},
	{ session = "client", parent }: { session?: string; parent?: Header } = {},
): Message {
	return {
		channel,
		header: {
			msg_id: randomUUID(),
			msg_type: type,
			session,
			username: "",
			date: "2026-01-01T00:00:00Z",
			version: "5.4",
		},
		parent_header: parent ?? {},
		metadata: {},
		content,
		buffers: [],
	};
}
