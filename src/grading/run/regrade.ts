import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { finishRun } from "./finish-run";
import { gradeClass, type RunListener } from "./grade-class";
import { openOut } from "./open-out";
import { withOutLock } from "./out-lock";
import { type ResultDiff, resultDiff } from "./result-diff";
import { readResults } from "./results-file";
import type { RunParts } from "./run-parts";
import { type RunSettings, readSettings, writeSettings } from "./run-settings";
import type { RunSummary } from "./run-summary";

export interface Regrade {
	/** The exercises whose tests, library or judge changed since. */
	readonly touched: readonly string[];
	readonly diff: ResultDiff;
	/** Present when the new results stand in the output folder. */
	readonly committed?: {
		readonly summary: RunSummary;
		/** Where the old results are: "results.1.json"; missing when nothing changed. */
		readonly kept?: string;
	};
}

/**
 * Grades again what is touched by a change of tests, library or judge, and compares. Results, gradebook and settings
 * are replaced only when `commit` is said; overrides stay as they are.
 *
 * @throws GradingError, or the reason of `signal` when it is aborted
 */
export async function regrade(
	path: string,
	commit: boolean,
	parts: RunParts,
	listener: RunListener,
	signal?: AbortSignal,
): Promise<Regrade> {
	const { inputs } = await readSettings(path);
	const out = await openOut(path, inputs.submissions);
	return withOutLock(out, async () => {
		const settings = await readSettings(out);
		const before = await readResults(out);
		const next = await presentSettings(settings, parts);
		const touched = next.exercises.filter(({ suite }, i) => suite !== settings.exercises[i]!.suite);
		const graded = await gradeClass(out, next, parts, listener, signal);
		const answer: Regrade = {
			touched: touched.map(({ exercise }) => exercise),
			diff: resultDiff(before, graded.results),
		};
		if (!commit) return answer;
		const kept = answer.diff.changes.length > 0 ? await keepResults(out) : undefined;
		await writeSettings(out, next);
		const summary = await finishRun(out, graded);
		return { ...answer, committed: { summary, ...(kept !== undefined && { kept }) } };
	});
}

/** The settings of a run with the tests and the isolation of today. */
async function presentSettings(settings: RunSettings, parts: RunParts): Promise<RunSettings> {
	const ids = settings.exercises.map(({ exercise }) => exercise);
	const exercises = await parts.manifests(ids, settings.exercises);
	return { ...settings, exercises, isolation: await parts.isolation() };
}

/** Keeps the results under the next free number. */
async function keepResults(out: string): Promise<string> {
	const numbers = (await readdir(out)).map((name) =>
		Number(/^results\.(\d+)\.json$/.exec(name)?.[1] ?? 0),
	);
	const kept = `results.${Math.max(0, ...numbers) + 1}.json`;
	await copyFile(join(out, "results.json"), join(out, kept));
	return kept;
}
