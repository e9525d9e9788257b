import { join } from "node:path";
import type { GradedWork } from "./grade-class";
import { intakeRecord } from "./intake-record";
import { writeJson } from "./json-file";
import { writeResults } from "./results-file";
import { type RunSummary, runSummary } from "./run-summary";
import { writeGradebook } from "./write-gradebook";

/** Writes everything that follows from the verdicts. @throws GradingError */
export async function finishRun(out: string, { work, results }: GradedWork): Promise<RunSummary> {
	const intake = intakeRecord(work);
	await writeJson(join(out, "intake.json"), intake);
	await writeResults(out, results);
	return runSummary(out, results, await writeGradebook(out), intake);
}
