import { closeSync, openSync, readSync } from "node:fs";

/** USER_HZ: the same on every processor that Linux and Node run on. */
const ticksPerSecond = 100;

/** A stopwatch for the processor time of a process with all its threads, also those that ended. */
export interface ProcessorTime {
	/** In seconds; of a process that is gone, what it was last. */
	seconds(): number;
	close(): void;
}

/** How often it looks by itself, in milliseconds, so that something is known of a process that is gone. */
const interval = 500;

/** Follows one process: the file stays with it, also when its number is given to another. */
export function processorTime(pid: number): ProcessorTime {
	const buffer = Buffer.alloc(1_024);
	let file = openStat(pid);
	let last = 0;
	const seconds = () => {
		if (file === undefined) return last;
		try {
			last = secondsIn(buffer.toString("latin1", 0, readSync(file, buffer, 0, 1_024, 0)));
		} catch {
			// ESRCH: it is gone
		}
		return last;
	};
	const timer = setInterval(seconds, interval).unref();
	return {
		seconds,
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

/** Fields 14 and 15 of proc(5); the name in field 2 may hold blanks and parentheses. */
function secondsIn(stat: string): number {
	const fromThird = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fromThird[11]) + Number(fromThird[12])) / ticksPerSecond;
}
