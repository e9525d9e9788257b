import { median } from "../print-comparison";
import type { Prepared } from "./contender";

export interface Timing {
	/** Milliseconds a call. */
	readonly minimum: number;
	readonly median: number;
	readonly rounds: number;
}

export interface Participant {
	readonly prepared: Prepared;
	readonly slow: boolean;
}

/** Fewer would leave the minimum to chance. */
const leastRounds = 3;
const rounds = 40;
const slowRounds = 5;
/** A participant takes part in no further round once it has had this long (milliseconds). */
const longEnough = 6_000;
/** What is quick is called until this has passed (milliseconds), for the clock's sake. */
const roundTime = 5;
/** Before anything counts, everything runs this long (milliseconds), until its engine compiles no more. */
const warmUpTime = 500;

/** Times all in turns, so that a slow moment of the machine meets all of them. In the order of `participants`. */
export async function measureInTurns(participants: readonly Participant[]): Promise<Timing[]> {
	const runs = [];
	for (const participant of participants) {
		const once = await warmUp(participant.prepared);
		const calls = Math.max(1, Math.ceil(roundTime / once));
		runs.push({ ...participant, calls, times: [] as number[], total: 0 });
	}
	for (let round = 0; round < rounds; round++) {
		for (const run of runs) {
			if (round >= (run.slow ? slowRounds : rounds)) continue;
			if (run.total > longEnough && round >= leastRounds) continue;
			const time = await timeOf(run.prepared, run.calls);
			run.times.push(time / run.calls);
			run.total += time;
		}
	}
	return runs.map(({ times }) => ({
		minimum: Math.min(...times),
		median: median(times),
		rounds: times.length,
	}));
}

/** The shortest call of the warm-up, in milliseconds. */
async function warmUp(prepared: Prepared): Promise<number> {
	const began = performance.now();
	let once = Infinity;
	for (let calls = 0; calls < 2 || performance.now() - began < warmUpTime; calls++)
		once = Math.min(once, await timeOf(prepared, 1));
	return once;
}

async function timeOf(prepared: Prepared, calls: number): Promise<number> {
	await prepared.before?.();
	const began = performance.now();
	for (let call = 0; call < calls; call++) {
		const result = prepared.run();
		if (result instanceof Promise) await result; // what answers at once is not made to wait
	}
	return performance.now() - began;
}
