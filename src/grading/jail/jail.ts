import { closeSync } from "node:fs";
import { GradingError } from "../grading-error";
import type { Isolation } from "./isolation";
import type { JailEnd } from "./jail-end";
import { type JailedChild, startChild } from "./jailed-child";
import type { JailOptions, Launch } from "./launch";
import { launchBare } from "./launch-bare";
import { launchBubblewrap } from "./launch-bubblewrap";
import { launchContainer } from "./launch-container";
import { openPipe } from "./open-pipe";

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
	const launch = await launches[isolation](options);
	const [requests, answers] = await Promise.all([openPipe(), openPipe()]);
	let isOpen = true;
	const close = () => {
		if (isOpen) for (const descriptor of [requests.write, answers.read]) closeSync(descriptor);
		isOpen = false;
	};
	let child: JailedChild | undefined;
	try {
		child = startChild(launch, limits, [requests.read, answers.write]);
		const pid = await child.findNode();
		const { cpuSeconds, kill, ended } = child;
		const dispose = async () => {
			kill();
			await ended;
			close();
		};
		const ends = { requests: requests.write, answers: answers.read };
		return { isolation, pid, ...ends, cpuSeconds, kill, ended, dispose };
	} catch (error) {
		child?.kill();
		const said = (await child?.ended)?.lastWords || String(error);
		close();
		throw new GradingError(`A jail (${isolation}) cannot be started: ${lastLine(said)}`);
	}
}

/** What matters comes last; docker adds where help is to be had. */
const lastLine = (text: string) =>
	text
		.trim()
		.split("\n")
		.findLast((line) => line.trim() !== "" && !line.includes("--help")) ?? "";
