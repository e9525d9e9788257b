import { byCodeUnits } from "../by-code-units";
import { type Isolation, weakestIsolation } from "../jail/isolation";
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
 * @param startJudge called when there is something to judge
 * @param isolation what was judged behind something weaker is judged again
 * @throws the reason of `signal`, when it is aborted; what was judged by then is in the journal
 * @throws GradingError when the journal cannot be written
 */
export async function judgeJobs(
	jobs: readonly Job[],
	startJudge: () => Promise<Judge>,
	journal: Journal,
	isolation: Isolation,
	tell: (progress: JudgingProgress) => void,
	signal?: AbortSignal,
): Promise<Map<string, JobVerdict>> {
	const verdicts = new Map<string, JobVerdict>();
	const open = new Map<string, Job>();
	for (const job of jobs) {
		const known = journal.verdicts.get(job.key);
		if (known && weakestIsolation([known.isolation, isolation]) === isolation)
			verdicts.set(job.key, known);
		else open.set(job.key, job);
	}
	const known = verdicts.size;
	const total = known + open.size;
	let infraErrors = 0;
	const report = () => tell({ total, known, judged: verdicts.size - known, infraErrors });
	report();
	if (open.size === 0) return verdicts;

	const judge = await startJudge();
	try {
		await unlessAborted(signal, () =>
			judgeAll(judge, open.values(), async (verdict) => {
				const kept = await journal.append(verdict);
				verdicts.set(kept.key, kept);
				if (kept.state === "infra-error") infraErrors++;
				report();
			}),
		);
	} finally {
		await judge.close();
	}
	return verdicts;
}

async function judgeAll(
	judge: Judge,
	jobs: Iterable<Job>,
	keep: (verdict: JobVerdict) => Promise<void>,
): Promise<void> {
	// neighbours in the queue are judged together, and a batch is of one exercise
	const queue = [...jobs].sort((a, b) => byCodeUnits(a.exercise, b.exercise)).values();
	const work = async () => {
		for (const job of queue) await keep(await judge.judge(job));
	};
	await Promise.all(Array.from({ length: atATime }, work));
}

/** Ends with the reason of the signal when it is aborted, without waiting for the work. */
async function unlessAborted(
	signal: AbortSignal | undefined,
	work: () => Promise<void>,
): Promise<void> {
	signal?.throwIfAborted();
	if (!signal) return work();
	const aborted = new Promise<never>((_, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason), { once: true });
	});
	await Promise.race([work(), aborted]);
}
