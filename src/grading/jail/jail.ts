import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import { GradingError } from "../grading-error";
import type { Isolation } from "./isolation";
import { type JailEnd, jailEnd } from "./jail-end";
import { lastWords } from "./last-words";
import type { JailOptions, Launch } from "./launch";
import { launchBare } from "./launch-bare";
import { launchBubblewrap } from "./launch-bubblewrap";
import { launchContainer } from "./launch-container";
import { openPipe } from "./open-pipe";
import { type ProcessorTime, processorTime } from "./processor-time";

/** A process that runs untrusted code, and the only two ways to talk with it. */
export interface JailProcess {
	readonly isolation: Isolation;
	/** The process of Node, as this machine numbers it. */
	readonly pid: number;
	/**
	 * File descriptors that block, for any thread of this process: write requests, read answers. The end
	 * of the answers, or EPIPE, means that the jail is gone.
	 */
	readonly requests: number;
	readonly answers: number;
	/** Processor time used so far, in seconds, by all its threads. */
	cpuSeconds(): number;
	/** Ends all of it at once. */
	kill(): void;
	/** Resolves when everything of it is gone. Never rejects. */
	readonly ended: Promise<JailEnd>;
	/** Ends it, waits, and closes the file descriptors. */
	dispose(): Promise<void>;
}

const launches: Record<Isolation, (options: JailOptions) => Promise<Launch>> = {
	bubblewrap: launchBubblewrap,
	container: launchContainer,
	none: launchBare,
};

/**
 * Starts a jail. The program inside reads requests from descriptor 0 and writes answers to descriptor 1,
 * and ends at the end of the requests. A jail is for one submission only.
 * @throws {GradingError} when this machine cannot do it.
 */
export async function startJail(
	options: JailOptions & { readonly isolation: Isolation },
): Promise<JailProcess> {
	const { isolation, limits } = options;
	const [launch, requests, answers] = await Promise.all([
		launches[isolation](options),
		openPipe(),
		openPipe(),
	]);
	const handedOver = [
		requests.read,
		answers.write,
		...launch.descriptors.filter((descriptor) => descriptor !== "pipe"),
	];
	const child = spawn(launch.command, launch.args, {
		stdio: [requests.read, answers.write, "pipe", ...launch.descriptors],
		env: launch.environment,
		cwd: "/",
		detached: true,
		...(launch.user !== undefined && { uid: launch.user, gid: launch.user }),
	});
	for (const descriptor of handedOver) closeSync(descriptor);

	let gone = false;
	let killed: "killed" | "output" | undefined;
	const end = (why: typeof killed) => {
		if (gone) return;
		killed ??= why;
		launch.stop?.();
		endGroup(child.pid);
	};
	const words = lastWords(child.stderr as Readable, () => end("output"));
	let time: ProcessorTime | undefined;
	const ended = new Promise<JailEnd>((resolve) => {
		let failure = "";
		child.on("error", (error) => {
			failure = error.message;
		});
		// What bubblewrap leaves when it dies during its set-up waits for it for ever.
		child.on("exit", () => endGroup(child.pid));
		child.on("close", (code, signal) => {
			gone = true;
			const exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
			const left = {
				killed,
				nodeRan: !failure && launch.nodeRan(exitCode),
				code: exitCode,
				cpuSeconds: time?.seconds() ?? 0,
				cpuLimit: limits.jobSeconds,
				lastWords: failure || words(),
			};
			time?.close();
			resolve(jailEnd(left));
		});
	});
	let closed = false;
	const dispose = async () => {
		end("killed");
		await ended;
		if (!closed) for (const end of [requests.write, answers.read]) closeSync(end);
		closed = true;
	};

	let pid: number;
	try {
		pid = await launch.findNode(child);
		time = processorTime(pid);
	} catch {
		await dispose();
		const { lastWords } = await ended;
		throw new GradingError(`a jail (${isolation}) cannot be started: ${lastWords.trim()}`);
	}
	return {
		isolation,
		pid,
		requests: requests.write,
		answers: answers.read,
		cpuSeconds: () => time?.seconds() ?? 0,
		kill: () => end("killed"),
		ended,
		dispose,
	};
}

/** The group is that of the jail alone: it was started as a leader. */
function endGroup(pid: number | undefined): void {
	try {
		if (pid !== undefined) process.kill(-pid, "SIGKILL");
	} catch {
		// ESRCH: it has just ended by itself
	}
}
