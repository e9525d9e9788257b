import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../project-root";
import type { Failure } from "../checking/failure";
import type { PropertyOutline, PropertyReport } from "../checking/report";
import { CourseError } from "../course-error";
import type { JudgeMessage, JudgeRequest } from "./messages";

/** What came of one request. */
export interface JudgeAnswer {
	/** What there is to check; empty when that could not be found out. */
	readonly outline: readonly PropertyOutline[];
	/** The properties that were finished, in order. */
	readonly reports: readonly PropertyReport[];
	/** What the learner's code printed. */
	readonly printed: string;
	readonly problem?: Failure;
	/** How the judge was cut short, and in which property (none: while the file was loaded). */
	readonly cutShort?: { readonly by: CutShort; readonly during?: string };
}

export type CutShort = "time limit" | "memory" | "end of process";

/** A judge in a process of its own, started when it is first needed and kept for the next time. */
export interface JudgeProcess {
	/**
	 * Asks, after whatever was asked before. A judge that does not answer in time is ended, and the
	 * next question gets a new one.
	 *
	 * @throws JudgeUnavailable when no judge can be started
	 */
	ask(request: JudgeRequest, timeLimit: number): Promise<JudgeAnswer>;
	/** Starts the process, so that the first question need not wait for it. */
	warmUp(): void;
	/** Ends the process. Without this it ends with the process that started it. */
	close(): void;
}

/** The judge's process cannot run here. */
export class JudgeUnavailable extends CourseError {
	override readonly name = "JudgeUnavailable";
}

export function createJudgeProcess(): JudgeProcess {
	let running: Running | undefined;
	let last: Promise<unknown> = Promise.resolve();

	const current = () => {
		running ??= start(() => {
			running = undefined;
		});
		return running;
	};

	return {
		ask(request, timeLimit) {
			const answer = last.then(async () => {
				const judge = current();
				judge.hold();
				try {
					await judge.ready;
					return await answerOf(judge, request, timeLimit);
				} finally {
					judge.release();
				}
			});
			last = answer.catch(() => {});
			return answer;
		},
		warmUp() {
			current().ready.catch(() => {}); // whoever asks will be told
		},
		close: () => running?.child.kill("SIGKILL"),
	};
}

interface Running {
	readonly child: ChildProcess;
	readonly ready: Promise<void>;
	/** The last that the process wrote outside of the protocol, such as V8's words when memory ran out. */
	lastWords(): string;
	/** Keeps this process alive while an answer is outstanding, and no longer. */
	hold(): void;
	release(): void;
}

function start(onEnd: () => void): Running {
	const child = fork(join(projectRoot, ".build", "course", "judge", "main.js"), [], {
		stdio: ["ignore", "ignore", "pipe", "ipc"],
		execArgv: [],
	});
	let lastWords = "";
	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		lastWords = `${lastWords}${text}`.slice(-2000);
	});
	const ready = new Promise<void>((resolve, reject) => {
		const unavailable = (why: string) =>
			reject(new JudgeUnavailable(`The judge that runs the checks could not be started. ${why}`));
		child.once("message", () => resolve());
		child.once("error", (error) => unavailable(error.message));
		child.once("close", () => unavailable(lastWords.trim() || 'Run "npx attention-lab doctor".'));
	});
	child.once("close", onEnd);
	child.once("error", onEnd);
	const handles = [child, child.channel, child.stderr as unknown as { ref(): void; unref(): void }];
	const running: Running = {
		child,
		ready,
		lastWords: () => lastWords,
		hold() {
			for (const handle of handles) handle?.ref();
		},
		release() {
			for (const handle of handles) handle?.unref();
		},
	};
	running.release();
	return running;
}

/** Sends a request and gathers what the judge says until it is done, killed or dead. */
function answerOf(
	{ child, lastWords }: Running,
	request: JudgeRequest,
	timeLimit: number,
): Promise<JudgeAnswer> {
	return new Promise((resolve) => {
		let outline: readonly PropertyOutline[] = [];
		const reports: PropertyReport[] = [];
		let printed = "";
		let problem: Failure | undefined;
		let during: string | undefined;
		let died: CutShort | undefined;

		const finish = (by?: CutShort) => {
			clearTimeout(timer);
			child.off("message", hear);
			child.off("close", ended);
			const cutShort = by && { by, ...(during !== undefined && { during }) };
			resolve({
				outline,
				reports,
				printed,
				...(problem && { problem }),
				...(cutShort && { cutShort }),
			});
		};
		const hear = (message: JudgeMessage) => {
			if (message.kind === "outline") outline = message.properties;
			if (message.kind === "started") during = message.property;
			if (message.kind === "finished") {
				reports.push(message.report);
				during = undefined;
			}
			if (message.kind === "printed") printed += message.text;
			if (message.kind === "problem") problem = message.problem;
			if (message.kind === "died") died = message.of;
			if (message.kind === "done") finish(died);
		};
		const ended = () => finish(/out of memory/.test(lastWords()) ? "memory" : "end of process");
		const timer = setTimeout(() => {
			child.off("close", ended);
			child.once("close", () => finish("time limit"));
			child.kill("SIGKILL");
		}, timeLimit);
		child.on("message", hear);
		child.on("close", ended);
		child.send(request, () => {}); // a judge that is gone tells so by its end
	});
}
