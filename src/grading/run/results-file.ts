import { join } from "node:path";
import { z } from "zod";
import { GradingError } from "../grading-error";
import { isolations } from "../jail/isolation";
import { testResultSchema } from "../job-verdict-schema";
import { states } from "../state";
import type { ExerciseResult, StudentResult } from "../student-result";
import { readJson, writeJson } from "./json-file";

const points = z.number().nonnegative();
const state = z.enum(states);

const exerciseSchema: z.ZodType<ExerciseResult> = z.object({
	exercise: z.string(),
	state,
	points,
	maxPoints: points,
	tests: z.array(testResultSchema),
	problem: z.string().exactOptional(),
	notAttempted: z.literal(true).exactOptional(),
	typeErrors: z.array(z.string()).exactOptional(),
});

const resultsSchema: z.ZodType<StudentResult[]> = z.array(
	z.object({
		student: z.string(),
		state,
		points,
		maxPoints: points,
		exercises: z.array(exerciseSchema),
		isolation: z.enum(isolations),
		submission: z.object({ source: z.string(), receivedAt: z.string() }).exactOptional(),
	}),
);

const pathIn = (out: string): string => join(out, "results.json");

/** The results of the run in this folder, with what is for the instructor only, if it has ended. @throws GradingError */
export const findResults = (out: string): Promise<StudentResult[] | undefined> =>
	readJson(pathIn(out), resultsSchema);

/** @throws GradingError when the run in this folder has not ended */
export async function readResults(out: string): Promise<StudentResult[]> {
	const results = await findResults(out);
	if (results) return results;
	throw new GradingError(
		`The run in ${out} has not ended: there is no results.json. Run the same "attention-lab grade run" again, it goes on where it stopped.`,
	);
}

export const writeResults = (out: string, results: readonly StudentResult[]): Promise<void> =>
	writeJson(pathIn(out), results);
