import { fork } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../project-root";
import type { JailProcess, startJail } from "../jail/jail";
import type { JailEnd } from "../jail/jail-end";
import { processorTime } from "../jail/processor-time";

type StartOptions = Parameters<typeof startJail>[0];

export type HostRequest =
	| { readonly kind: "start"; readonly id: number; readonly options: StartOptions }
	| { readonly kind: "kill" | "dispose"; readonly id: number };

export type HostAnswer = { readonly id: number } & (
	| {
			readonly kind: "started";
			readonly pid: number;
			/** Paths by which this user's processes can open the two pipes. */
			readonly requests: string;
			readonly answers: string;
	  }
	| { readonly kind: "refused"; readonly why: string }
	| { readonly kind: "ended"; readonly end: JailEnd }
	| { readonly kind: "gone" }
);

/** Starts jails as `startJail` does, in a process that is better at it. */
export interface JailHost {
	start(options: StartOptions): Promise<JailProcess>;
}

type Waiting = { readonly [Kind in HostAnswer["kind"]]?: (answer: never) => void };

export function createJailHost(): JailHost {
	const child = fork(join(projectRoot, ".build", "grading", "judge", "jail-host-main.js"), [], {
		stdio: ["ignore", "ignore", "inherit", "ipc"],
		execArgv: [],
	});
	const waiting = new Map<number, Waiting>();
	let last = 0;
	child.on("message", (answer: HostAnswer) => {
		waiting.get(answer.id)?.[answer.kind]?.(answer as never);
		if (answer.kind === "gone" || answer.kind === "refused") waiting.delete(answer.id);
	});
	child.on("close", () => process.exit(1)); // without it nothing can be judged: whoever forked the lane is told
	const send = (request: HostRequest) => child.send(request, () => {});

	const open = (
		id: number,
		{ pid, requests, answers }: HostAnswer & { kind: "started" },
		{ isolation }: StartOptions,
		ended: Promise<JailEnd>,
		gone: Promise<void>,
	): JailProcess => {
		const time = processorTime(pid);
		const ends = { requests: openSync(requests, constants.O_WRONLY), answers: openToRead(answers) };
		return {
			isolation,
			pid,
			...ends,
			cpuSeconds: time.seconds,
			kill: () => send({ kind: "kill", id }),
			ended,
			async dispose() {
				send({ kind: "dispose", id });
				await gone;
				time.close();
				for (const descriptor of Object.values(ends)) closeSync(descriptor);
			},
		};
	};

	return {
		start(options) {
			const id = ++last;
			return new Promise((resolve, reject) => {
				let end: (end: JailEnd) => void;
				let leave: () => void;
				const ended = new Promise<JailEnd>((resolveEnd) => {
					end = resolveEnd;
				});
				const gone = new Promise<void>((resolveGone) => {
					leave = resolveGone;
				});
				waiting.set(id, {
					started(answer: HostAnswer & { kind: "started" }) {
						try {
							resolve(open(id, answer, options, ended, gone));
						} catch (error) {
							reject(error);
						}
					},
					refused: ({ why }: HostAnswer & { kind: "refused" }) => reject(new Error(why)),
					ended: (answer: HostAnswer & { kind: "ended" }) => end(answer.end),
					gone: () => leave(),
				});
				send({ kind: "start", id, options });
			});
		},
	};
}

/** Opening a pipe to read waits for a writer, and the jail may be gone: for a moment this process is one. */
function openToRead(path: string): number {
	const both = openSync(path, constants.O_RDWR);
	try {
		return openSync(path, constants.O_RDONLY);
	} finally {
		closeSync(both);
	}
}
