import { randomUUID } from "node:crypto";
import { createMessage } from "../../kernel/create-message";
import type { RunningKernel } from "../../kernel/launch";
import type { Message } from "../../kernel/message";

/** Who listens to a kernel: one WebSocket of one session. */
export interface Listener {
	/** The Jupyter sessions whose replies belong here. */
	readonly sessions: ReadonlySet<string>;
	deliver(message: Message): void;
}

export type ExecutionState = "starting" | "idle" | "busy" | "restarting" | "dead";

export type Launch = (options: { readonly cwd: string }) => RunningKernel;

/** After this many ends in a row before a first cell could run, the kernel is given up. */
const maxFailedStarts = 5;
/** How much output of a running cell is kept for a page that lost its connection. */
const maxKeptBytes = 32 * 2 ** 20;

/**
 * One kernel as clients see it: an id that outlives the process behind it. Restarts the process when it is asked
 * to, and when the process ends by itself.
 */
export class KernelHost {
	readonly id = randomUUID();
	readonly cwd: string;
	readonly #launch: Launch;
	readonly #onChange: () => void;
	/** Marks the messages this host makes up itself. */
	readonly #session = randomUUID();
	readonly #listeners = new Set<Listener>();
	/** What was said since a session's connection was lost, by session. */
	readonly #missed = new Map<string, { messages: Message[]; bytes: number }>();
	#running: RunningKernel;
	#failedStarts = 0;
	/** Whether it was asked to end, or given up: then its end is no surprise. */
	#over = false;
	#state: ExecutionState = "starting";
	#lastActivity = new Date();

	constructor(launch: Launch, cwd: string, onChange: () => void = () => {}) {
		this.#launch = launch;
		this.cwd = cwd;
		this.#onChange = onChange;
		this.#running = this.#start();
	}

	get state(): ExecutionState {
		return this.#state;
	}

	get lastActivity(): Date {
		return this.#lastActivity;
	}

	get connections(): number {
		return this.#listeners.size;
	}

	get pid(): number {
		return this.#running.pid;
	}

	/** Resolves when a cell can run. */
	get ready(): Promise<void> {
		return this.#running.ready;
	}

	/** Adds a listener and gives it what its session missed. Returns a function that removes it. */
	listen(listener: Listener): () => void {
		this.#listeners.add(listener);
		for (const session of listener.sessions) {
			const missed = this.#missed.get(session);
			this.#missed.delete(session);
			for (const message of missed?.messages ?? []) listener.deliver(message);
		}
		return () => {
			if (!this.#listeners.delete(listener) || this.#over) return;
			for (const session of listener.sessions)
				this.#missed.set(session, { messages: [], bytes: 0 });
			while (this.#missed.size > 8) this.#missed.delete(this.#missed.keys().next().value!);
		};
	}

	send(message: Message): void {
		if (!this.#over) this.#running.send(message);
	}

	interrupt(): void {
		this.#running.interrupt();
	}

	/** Ends the process and starts a new one under the same id; variables are gone. */
	async restart(): Promise<void> {
		const old = this.#running;
		this.#over = false;
		this.#setState("restarting");
		this.#failedStarts = 0;
		this.#missed.clear();
		const restarted = this.#start(old.shutdown());
		this.#running = restarted;
		await restarted.ready;
	}

	async shutdown(): Promise<void> {
		const running = this.#running;
		this.#end();
		this.#missed.clear();
		await running.shutdown();
	}

	kill(): void {
		this.#end();
		this.#running.kill();
	}

	#end(): void {
		this.#over = true;
		this.#setState("dead");
	}

	#start(after: Promise<void> = Promise.resolve()): RunningKernel {
		const running = this.#launch({ cwd: this.cwd });
		running.onMessage((message) => {
			if (running === this.#running) this.#hear(message);
		});
		running.ready.then(
			() => {
				this.#failedStarts = 0;
				if (running === this.#running && this.#state !== "busy") this.#setState("idle");
			},
			() => {}, // its end is handled below
		);
		void Promise.all([running.exited, after]).then(() => this.#handleEnd(running));
		return running;
	}

	/** Starts another process in place of one that ended by itself. */
	#handleEnd(ended: RunningKernel): void {
		if (ended !== this.#running || this.#over) return;
		this.#failedStarts += 1;
		if (this.#failedStarts > maxFailedStarts) {
			this.#end();
			this.#announce("dead");
			return;
		}
		this.#setState("restarting");
		this.#announce("restarting");
		this.#running = this.#start();
	}

	#hear(message: Message): void {
		this.#lastActivity = new Date();
		if (message.channel === "iopub" && message.header.msg_type === "status") {
			const state = message.content.execution_state;
			if (state === "busy" || state === "idle" || state === "starting") this.#setState(state);
		}
		this.#deliver(message);
	}

	/** Output goes to everyone, a reply to the session that asked. */
	#deliver(message: Message): void {
		const asked = (message.parent_header as { session?: string }).session;
		for (const listener of this.#listeners)
			if (message.channel === "iopub" || (asked !== undefined && listener.sessions.has(asked)))
				listener.deliver(message);
		for (const [session, missed] of this.#missed) {
			if (message.channel !== "iopub" && session !== asked) continue;
			missed.bytes += roughSize(message);
			if (missed.bytes > maxKeptBytes) this.#missed.delete(session);
			else missed.messages.push(message);
		}
	}

	/** Tells the pages of a state that no process is left to tell. */
	#announce(execution_state: "restarting" | "dead"): void {
		const sender = { session: this.#session, username: "attention-lab" } as const;
		this.#deliver(createMessage("iopub", "status", { execution_state }, sender));
	}

	#setState(state: ExecutionState): void {
		// what a process still says on its way out changes nothing
		if (this.#state === state || (this.#over && state !== "dead")) return;
		this.#state = state;
		this.#onChange();
	}
}

/** A cheap estimate: stream text and the longest representation make nearly all of a message. */
function roughSize({ content, buffers }: Message): number {
	const text = typeof content.text === "string" ? content.text.length : 0;
	const data = content.data === undefined ? 0 : JSON.stringify(content.data).length;
	return 500 + text + data + buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
