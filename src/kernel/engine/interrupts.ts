import { AsyncLocalStorage } from "node:async_hooks";
import { guardName } from "./loop-guard";

/**
 * Shared between the thread that hears an interrupt and the thread that runs cells.
 * [0] the last execution that was interrupted (−1: none) · [1] the last execution that started · [2] 1 while it runs
 * · [3] 1 while written text waits to be sent
 */
export type Interrupts = Int32Array;

export function createInterrupts(): Interrupts {
	const interrupts = new Int32Array(new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT));
	interrupts[0] = -1;
	return interrupts;
}

/** Marks the running execution, and all before it, as interrupted: their loops end at the next turn. */
export function markInterrupted(interrupts: Interrupts): void {
	Atomics.store(interrupts, 0, Atomics.load(interrupts, 1));
}

export function markStarted(interrupts: Interrupts, execution: number): void {
	Atomics.store(interrupts, 1, execution);
	Atomics.store(interrupts, 2, 1);
}

export function markEnded(interrupts: Interrupts): void {
	Atomics.store(interrupts, 2, 0);
}

export function markTextWaiting(interrupts: Interrupts, waits: boolean): void {
	interrupts[3] = waits ? 1 : 0; // only the thread that runs cells looks at it
}

/** The execution that runs now, if one does. */
export function runningExecution(interrupts: Interrupts): number | undefined {
	return Atomics.load(interrupts, 2) === 1 ? Atomics.load(interrupts, 1) : undefined;
}

/** Throws what ends an interrupted cell, for code that waits without a loop guard. */
export function stopIfInterrupted(interrupts: Interrupts): void {
	if (Atomics.load(interrupts, 0) >= Atomics.load(interrupts, 1)) throw new Interrupted();
}

class Interrupted extends Error {}

/** The execution that code runs for, also after an `await`, and wherever its functions were defined. */
const served = new AsyncLocalStorage<number>();

/** Runs what an execution does: its loops, and those of functions it calls, end when it is interrupted. */
export function serve<T>(execution: number, run: () => T): T {
	return served.run(execution, run);
}

/** Puts the guard where guarded code (see loop-guard) and cells find it. */
export function installGuard(
	interrupts: Interrupts,
	require: (specifier: string) => unknown,
	/** Is called in loops while written text waits to be sent. */
	breathe: () => void,
): void {
	Object.defineProperty(globalThis, guardName, {
		configurable: true,
		enumerable: false,
		value: {
			interrupted(execution = interrupts[1] ?? 0) {
				if (interrupts[3] === 1) breathe();
				const last = interrupts[0] ?? -1;
				// a function of an earlier cell may be called by one that came after the interrupt
				return last >= execution && last >= (served.getStore() ?? execution);
			},
			stop() {
				throw new Interrupted();
			},
			require,
		},
	});
}

/** Whether a cell ended because it was stopped: by its guard, by SIGINT, or while waiting for a promise. */
export function isInterrupt(error: unknown): boolean {
	if (error instanceof Interrupted) return true;
	if (!(error instanceof Error)) return false;
	return (
		(error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" ||
		error.message === "Interrupted asynchronously"
	);
}
