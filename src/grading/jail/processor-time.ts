import { closeSync, openSync, readSync } from "node:fs";

/** USER_HZ: the same on every processor that Linux and Node run on. */
const ticksPerSecond = 100;

/** A stopwatch for the processor time of a process with all its threads, also those that ended. */
export interface ProcessorTime {
	/** In seconds; of a process that is gone, what it was last. */
	seconds(): number;
	/** Whether its first thread waits for something other than a processor. */
	isAsleep(): boolean;
	close(): void;
}

/** How often it looks by itself, in milliseconds, so that something is known of a process that is gone. */
const interval = 500;

/** Follows one process: the file stays with it, also when its number is given to another. */
export function processorTime(pid: number): ProcessorTime {
	const buffer = Buffer.alloc(1_024);
	let file = openStat(pid);
	let last = 0;
	const look = (): string | undefined => {
		if (file === undefined) return undefined;
		try {
			return buffer.toString("latin1", 0, readSync(file, buffer, 0, 1_024, 0));
		} catch {
			return undefined; // ESRCH: it is gone
		}
	};
	const seconds = () => {
		const stat = look();
		if (stat !== undefined) last = secondsIn(stat);
		return last;
	};
	const timer = setInterval(seconds, interval).unref();
	return {
		seconds,
		isAsleep: () => fieldsFromThird(look() ?? "")[0] === "S",
		close() {
			clearInterval(timer);
			if (file !== undefined) closeSync(file);
			file = undefined;
		},
	};
}

function openStat(pid: number): number | undefined {
	try {
		return openSync(`/proc/${pid}/stat`, "r");
	} catch {
		return undefined; // it has just ended
	}
}

/** The name in field 2 of proc(5) may hold blanks and parentheses. */
const fieldsFromThird = (stat: string): string[] =>
	stat.slice(stat.lastIndexOf(")") + 2).split(" ");

/** Fields 14 and 15. */
function secondsIn(stat: string): number {
	const fromThird = fieldsFromThird(stat);
	return (Number(fromThird[11]) + Number(fromThird[12])) / ticksPerSecond;
}
