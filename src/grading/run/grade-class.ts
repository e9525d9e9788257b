import { join } from "node:path";
import type { StudentResult } from "../student-result";
import { type ClassWork, classWork, keyOf } from "./class-work";
import { openJournal } from "./journal";
import { type JudgingProgress, judgeJobs } from "./judge-jobs";
import type { RunParts } from "./run-parts";
import type { RunSettings } from "./run-settings";
import { studentResults } from "./student-results";

/** Hears how a run goes. */
export interface RunListener {
	/** A sentence of what happens now. */
	readonly say: (text: string) => void;
	readonly judging: (progress: JudgingProgress) => void;
}

export interface GradedWork {
	readonly work: ClassWork;
	readonly results: readonly StudentResult[];
}

/**
 * Judges what counts of a class and makes results of it. Only the journal in the output folder changes, of which
 * everything is taken that was judged before.
 *
 * @throws GradingError, or the reason of `signal` when it is aborted
 */
export async function gradeClass(
	out: string,
	settings: RunSettings,
	parts: RunParts,
	{ say, judging }: RunListener,
	signal?: AbortSignal,
): Promise<GradedWork> {
	say("Reading the submissions …");
	const work = classWork(settings, await parts.intake(settings));
	const journal = await openJournal(join(out, "journal.jsonl"));
	const { damagedLines } = journal;
	if (damagedLines > 0)
		say(`journal.jsonl has ${damagedLines} damaged lines; what they told is judged again.`);
	try {
		const verdicts = await judgeJobs(
			work.jobs,
			() => parts.judge(settings),
			journal,
			settings.isolation,
			judging,
			signal,
		);
		const results = studentResults({
			...work,
			manifests: settings.exercises,
			verdictOf: (job) => verdicts.get(keyOf(job, settings))!,
		});
		return { work, results };
	} finally {
		await journal.close();
	}
}
