import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import type { Limits } from "../limits";
import { type JailEnd, jailEnd } from "./jail-end";
import { lastWords } from "./last-words";
import type { Launch } from "./launch";
import { type ProcessorTime, processorTime } from "./processor-time";

/** The process that a jail consists of, from its start until nothing of it is left. */
export interface JailedChild {
	/** Waits until Node's process is there. Rejects when it never will be. */
	findNode(): Promise<number>;
	cpuSeconds(): number;
	kill(): void;
	readonly ended: Promise<JailEnd>;
}

/** Starts it with these descriptors as its input and output, which are closed here. */
export function startChild(
	launch: Launch,
	limits: Limits,
	[input, output]: readonly [number, number],
): JailedChild {
	const child = spawnChild(launch, input, output);
	let time: ProcessorTime | undefined;
	let ended: "killed" | "output" | undefined;
	let gone = false;
	const kill = (why: typeof ended) => {
		if (gone) return;
		ended ??= why;
		launch.stop?.();
		endGroup(child);
	};
	const words = lastWords(child.stderr as Readable, () => kill("output"));
	// What bubblewrap leaves when it dies during its set-up would wait for it for ever.
	child.on("exit", () => endGroup(child));
	const end = closeOf(child).then(({ code, failure }) => {
		gone = true;
		const cpuSeconds = time?.seconds() ?? 0;
		time?.close();
		return jailEnd({
			...{ ended, killed: launch.killed, code, cpuSeconds, cpuLimit: limits.jobSeconds },
			nodeRan: failure === undefined && launch.nodeRan(code),
			lastWords: failure ?? words(),
		});
	});
	return {
		async findNode() {
			const pid = await launch.findNode(child);
			time = processorTime(pid);
			sacrifice(pid);
			return pid;
		},
		cpuSeconds: () => time?.seconds() ?? 0,
		kill: () => kill("killed"),
		ended: end,
	};
}

/** When the machine's memory runs out, the kernel is to take this process and not the grader. */
function sacrifice(pid: number): void {
	try {
		writeFileSync(`/proc/${pid}/oom_score_adj`, "1000");
	} catch {
		// not ours to say, behind a daemon; or it has just ended
	}
}

function spawnChild(launch: Launch, input: number, output: number): ChildProcess {
	const { command, args, environment, user, openFiles = [] } = launch;
	const files: number[] = [];
	try {
		files.push(...openFiles.map((open) => open()));
		return spawn(command, args, {
			stdio: [input, output, "pipe", "pipe", ...files],
			env: environment,
			cwd: "/",
			detached: true, // a process group of its own, to be killed as one
			...(user !== undefined && { uid: user, gid: user }),
		});
	} finally {
		for (const descriptor of [input, output, ...files]) closeSync(descriptor);
	}
}

/** How the process ended, when all of it has: nobody holds its error output any more. */
function closeOf(child: ChildProcess): Promise<{ code: number; failure?: string }> {
	return new Promise((resolve) => {
		let failed: Error | undefined;
		child.on("error", (error) => {
			failed = error;
		});
		child.on("close", (exitCode, signal) => {
			const code = exitCode ?? 128 + (signal ? constants.signals[signal] : 0);
			resolve({ code, ...(failed && { failure: failed.message }) });
		});
	});
}

/** The group is that of the jail alone: it was started as a leader. */
function endGroup({ pid }: ChildProcess): void {
	try {
		if (pid !== undefined) process.kill(-pid, "SIGKILL");
	} catch {
		// ESRCH: it has just ended by itself
	}
}
