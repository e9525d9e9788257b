import type { Job } from "../job";
import type { JobVerdict } from "../job-verdict";
import type { Judge } from "../judge/judge";
import type { Journal } from "./journal";

/** How far the judging is. */
export interface JudgingProgress {
	/** Different jobs: what several students handed in alike is one. */
	readonly total: number;
	/** Known from before, from the journal. */
	readonly known: number;
	/** Judged now. */
	readonly judged: number;
	/** Of those judged now: for want of a working grader. */
	readonly infraErrors: number;
}

/** So many are given to the judge at a time: enough to fill its batches, little enough to hold in memory. */
const atATime = 512;

/**
 * Judges what the journal does not know yet, and returns the verdict of every job. A verdict is in the journal before
 * it is told.
 *
 * @throws the reason of `signal`, when it is aborted; what was judged by then is in the journal
 * @throws GradingError when the journal cannot be written
 */
export async function judgeJobs(
	jobs: readonly Job[],
	judge: Judge,
	journal: Journal,
	tell: (progress: JudgingProgress) => void,
	signal?: AbortSignal,
): Promise<Map<string, JobVerdict>> {
	const verdicts = new Map<string, JobVerdict>();
	const open = new Map<string, Job>();
	for (const job of jobs) {
		const known = journal.verdicts.get(job.key);
		if (known) verdicts.set(job.key, known);
		else open.set(job.key, job);
	}
	const known = verdicts.size;
	let infraErrors = 0;
	const report = () =>
		tell({ total: known + open.size, known, judged: verdicts.size - known, infraErrors });
	report();

	// neighbours in the queue are judged together, and a batch is of one exercise
	const queue = [...open.values()].sort((a, b) => (a.exercise < b.exercise ? -1 : 1)).values();
	const work = async () => {
		for (const job of queue) {
			signal?.throwIfAborted();
			const verdict = await journal.append(await judge.judge(job));
			verdicts.set(job.key, verdict);
			if (verdict.state === "infra-error") infraErrors++;
			report();
		}
	};
	const all = Promise.all(Array.from({ length: atATime }, work));
	await (signal ? Promise.race([all, aborted(signal)]) : all);
	return verdicts;
}

function aborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const abort = () => reject(signal.reason);
		if (signal.aborted) abort();
		else signal.addEventListener("abort", abort, { once: true });
	});
}
