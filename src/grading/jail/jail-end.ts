/** Why a jail ended. */
export interface JailEnd {
	/**
	 * - `killed`: the grader ended it.
	 * - `output`: it said more than a megabyte on its error output.
	 * - `exit`: Node ended by itself.
	 * - `memory`: more memory than allowed. `time`: more processor time than allowed.
	 * - `signal`: Node crashed.
	 * - `broken`: the jail could not be set up, or was taken down from outside: the grader's problem.
	 */
	readonly why: "killed" | "output" | "exit" | "memory" | "time" | "signal" | "broken";
	/** The exit code, or 128 and the number of the signal. */
	readonly code?: number;
	/** The end of what it said on its error output: untrusted. */
	readonly lastWords: string;
}

const outOfMemory = /out of memory|\bOOM\b|bad_alloc|Allocation failed/i;
/** In bytes or less: what is handed on of the last words. */
const lastWordsKept = 2_048;
const signals = { kill: 128 + 9, processorTime: 128 + 24 };

/** Tells from what is left of a jail why it ended. */
export function jailEnd(left: {
	readonly ended?: "killed" | "output" | undefined;
	/** What it means when somebody else killed it. */
	readonly killed: JailEnd["why"];
	readonly nodeRan: boolean;
	readonly code: number;
	readonly cpuSeconds: number;
	readonly cpuLimit: number;
	readonly lastWords: string;
}): JailEnd {
	return { why: reason(left), code: left.code, lastWords: left.lastWords.slice(-lastWordsKept) };
}

function reason(left: Parameters<typeof jailEnd>[0]): JailEnd["why"] {
	if (left.ended) return left.ended;
	if (!left.nodeRan) return "broken";
	if (left.code <= 128) return "exit";
	if (left.code === signals.processorTime) return "time";
	if (outOfMemory.test(left.lastWords)) return "memory";
	if (left.code === signals.kill) return left.cpuSeconds >= left.cpuLimit ? "time" : left.killed;
	return "signal";
}
