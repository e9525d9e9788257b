import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../project-root";
import type { Batch, LaneMessage, LaneRequest, LaneSettings } from "./messages";

/** A lane in a process of its own. */
export interface LaneProcess {
	/** Judges a batch and tells what comes of it. Rejects when the lane failed, or died: then another is needed. */
	judge(batch: Batch, tell: (message: LaneMessage) => void): Promise<void>;
	/** Whether it can take another batch. */
	isAlive(): boolean;
	close(): Promise<void>;
}

/** A lane is gone. */
export class LaneEnded extends Error {
	override readonly name = "LaneEnded";

	constructor(
		message: string,
		readonly signal: NodeJS.Signals | null,
	) {
		super(message);
	}

	/** Whether it stumbled over what it was doing; who ends it from outside sends SIGKILL or SIGTERM. */
	get isCrash(): boolean {
		return ["SIGSEGV", "SIGBUS", "SIGILL", "SIGABRT", "SIGTRAP"].includes(this.signal ?? "");
	}
}

export function startLane(settings: LaneSettings): LaneProcess {
	const child = fork(join(projectRoot, ".build", "grading", "judge", "lane-main.js"), [], {
		stdio: ["ignore", "ignore", "pipe", "ipc"],
		execArgv: [],
	});
	let lastWords = "";
	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		lastWords = `${lastWords}${text}`.slice(-2000);
	});
	let alive = true;
	const ended = new Promise<void>((resolve) => {
		const end = () => {
			alive = false;
			resolve();
		};
		child.once("close", end);
		child.once("error", end);
	});
	const ready = heard(child, "ready", () => lastWords);
	ready.catch(() => {}); // whoever asks is told
	send(child, { kind: "settings", settings });

	return {
		async judge(batch, tell) {
			await ready;
			const done = heard(child, "done", () => lastWords, tell);
			send(child, { kind: "batch", batch });
			await done;
		},
		isAlive: () => alive,
		close() {
			child.kill("SIGKILL");
			return ended;
		},
	};
}

const send = (child: ChildProcess, request: LaneRequest): void => {
	child.send(request, () => {}); // a lane that is gone tells so by its end
};

/** So long without a word means that a lane is stuck, whatever it is asked, in milliseconds. */
const patience = 300_000;

/** Waits for a message of this kind, and passes on the others. Rejects when the lane fails or ends. */
function heard(
	child: ChildProcess,
	kind: LaneMessage["kind"],
	lastWords: () => string,
	tell: (message: LaneMessage) => void = () => {},
): Promise<void> {
	return new Promise((resolve, reject) => {
		let timer: NodeJS.Timeout | undefined;
		const stop = () => {
			clearTimeout(timer);
			child.off("message", hear);
			child.off("close", ended);
		};
		const ended = (_: unknown, signal: NodeJS.Signals | null) => {
			stop();
			reject(new LaneEnded(`A process of the judge ended. ${lastWords().trim()}`.trim(), signal));
		};
		const wait = () => {
			clearTimeout(timer);
			timer = setTimeout(() => child.kill("SIGKILL"), patience);
			timer.unref();
		};
		const hear = (message: LaneMessage) => {
			wait();
			if (message.kind === kind || message.kind === "failed") stop();
			if (message.kind === kind) resolve();
			else if (message.kind === "failed") reject(new Error(message.why));
			else tell(message);
		};
		wait();
		child.on("message", hear);
		child.on("close", ended);
	});
}
