import { write } from "node:fs";
import { promisify } from "node:util";
import type { Isolation } from "../jail/isolation";
import type { JailProcess } from "../jail/jail";
import { type ProcessorTime, processorTime } from "../jail/processor-time";
import type { Limits } from "../limits";
import { packFrame } from "../protocol/frame";
import type { Program } from "../protocol/program";
import { GraderMistake } from "./grader-mistake";
import type { JailHost } from "./jail-host";
import type { JailHandle, JailLoss } from "./messages";

/** A jail in which a program is being loaded or asked, and in which nothing goes on for too long. */
export interface HeldJail {
	readonly handle: JailHandle;
	/**
	 * Waits until it is gone, which it is or is about to be.
	 * @throws GraderMistake when that was not the submission's doing
	 */
	loss(isBroken: boolean): Promise<JailLoss>;
	/** Ends it. Returns what the submission has used in this jail and those before. */
	release(): Promise<Spent>;
}

/** What a submission has used in all its jails, in seconds. */
export interface Spent {
	readonly processor: number;
	/** Time on the clock in which it was being asked and did nothing. */
	readonly asleep: number;
}

interface HeldJailOptions {
	readonly host: JailHost;
	readonly isolation: Isolation;
	readonly limits: Limits;
	readonly runner: string;
	readonly program: Program;
	/** In the jails before this one. */
	readonly spent: Spent;
}

/** How often the time is looked at, in milliseconds. */
const tick = 50;

/**
 * All calls together may be waited for as long as for so many that only wait. Generous, because a jail waits, too,
 * until somebody reads its answer.
 */
const sleepingCalls = 3;

/** How long a jail that has closed its pipe may go on, in milliseconds: one that ends does it at once. */
const grace = 1000;

export async function holdJail(options: HeldJailOptions): Promise<HeldJail> {
	const { host, isolation, limits, runner, program } = options;
	const jail = await host.start({ isolation, limits, program: runner });
	const watch = new Int32Array(new SharedArrayBuffer(8));
	let breach: JailLoss | undefined;
	const timer = setInterval(() => {
		breach ??= look();
		if (breach) {
			clearInterval(timer);
			jail.kill();
		}
	}, tick);
	const time = processorTime(jail.pid);
	const { look, spent } = watchOf(jail, time, watch, options);
	const isSent = sendProgram(jail, program, limits);

	return {
		handle: { pid: jail.pid, requests: jail.requests, answers: jail.answers, watch },
		async loss(isBroken) {
			const late = setTimeout(() => jail.kill(), isBroken ? 0 : grace);
			const { why } = await jail.ended;
			clearTimeout(late);
			if (breach) return breach;
			if (isBroken) return "broken";
			if (why === "broken") throw new GraderMistake("The jail was ended from outside.");
			if (why === "time") return "call time";
			return why === "memory" ? "memory" : "exit";
		},
		async release() {
			clearInterval(timer);
			const all = spent();
			time.close();
			jail.kill();
			await isSent;
			await jail.dispose();
			return all;
		},
	};
}

/** Looks whether the call that is going on, or all of them together, have taken too long. */
function watchOf(
	jail: JailProcess,
	time: ProcessorTime,
	watch: Int32Array,
	{ limits, spent }: HeldJailOptions,
): { look(): JailLoss | undefined; spent(): Spent } {
	let seen = { calls: 0, processor: 0, clock: Infinity };
	let { asleep } = spent;
	let before = performance.now() / 1000;
	const look = (): JailLoss | undefined => {
		const processor = jail.cpuSeconds();
		const clock = performance.now() / 1000;
		const calls = Atomics.load(watch, 0);
		if (Atomics.load(watch, 1) === 1 && time.isAsleep()) asleep += clock - before;
		before = clock;
		if (spent.processor + processor > limits.jobSeconds) return "job time";
		if (asleep > sleepingCalls * limits.callWallSeconds) return "job time";
		if (calls !== seen.calls)
			// the first is to wait until the program is loaded, which began before
			seen = { calls, processor: calls === 1 ? 0 : processor, clock };
		const isBusy = calls === 0 || Atomics.load(watch, 1) === 1;
		if (!isBusy) return undefined;
		if (processor - seen.processor > limits.callSeconds) return "call time";
		return clock - seen.clock > limits.callWallSeconds ? "call time" : undefined;
	};
	return {
		look,
		spent: () => ({ processor: spent.processor + jail.cpuSeconds(), asleep }),
	};
}

const writeSome = promisify(write);

/** In a thread of its own: a large program waits until the jail reads it. */
async function sendProgram(jail: JailProcess, program: Program, limits: Limits): Promise<void> {
	const tree = ["load", 0, limits.frameBytes, JSON.stringify(program)];
	const bytes = packFrame({ tree, numbers: new Float64Array() });
	try {
		for (let sent = 0; sent < bytes.length; )
			sent += (await writeSome(jail.requests, bytes, sent)).bytesWritten;
	} catch {
		// it is gone: whoever asks will see
	}
}
