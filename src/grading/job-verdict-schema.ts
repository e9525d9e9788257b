import { z } from "zod";
import { isolations } from "./jail/isolation";
import type { JobVerdict, TestResult } from "./job-verdict";
import { states } from "./state";

const points = z.number().nonnegative();
/** JSON has no NaN and no infinity and writes null. */
const cell = z
	.number()
	.nullable()
	.transform((number) => number ?? Number.NaN);
const rows = z.array(z.array(cell));

/** A test's result as it is read back from a file or from another machine. */
export const testResultSchema: z.ZodType<TestResult> = z.object({
	name: z.string(),
	status: z.enum(["passed", "failed", "error", "timeout"]),
	points,
	maxPoints: points,
	message: z.string().exactOptional(),
	misconception: z.string().exactOptional(),
	compared: z
		.object({ call: z.string(), part: z.string().exactOptional(), expected: rows, actual: rows })
		.exactOptional(),
	detail: z.string().exactOptional(),
});

/** A verdict as it is read back from a file or from another machine. */
export const jobVerdictSchema: z.ZodType<JobVerdict> = z.object({
	key: z.string(),
	exercise: z.string(),
	state: z.enum(states),
	points,
	maxPoints: points,
	tests: z.array(testResultSchema),
	isolation: z.enum(isolations),
	problem: z.string().exactOptional(),
	notAttempted: z.literal(true).exactOptional(),
	typeErrors: z.array(z.string()).exactOptional(),
});
