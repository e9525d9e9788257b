import { join } from "node:path";
import { z } from "zod";
import { byCodeUnits } from "../by-code-units";
import { GradingError } from "../grading-error";
import type { Quarantined } from "../submission";
import type { ClassWork } from "./class-work";
import { readJson } from "./json-file";

/** What was found in the submissions folder, without the files: OUT/intake.json. */
export interface IntakeRecord {
	readonly quarantine: readonly Quarantined[];
	/** Every time that somebody handed in, by student and time. */
	readonly attempts: readonly RecordedAttempt[];
}

export interface RecordedAttempt {
	readonly student: string;
	readonly source: string;
	/** ISO 8601, UTC. */
	readonly receivedAt: string;
	/** The results are of this one. */
	readonly counts: boolean;
}

export function intakeRecord({ intake, counting }: ClassWork): IntakeRecord {
	return {
		quarantine: intake.quarantine,
		attempts: intake.submissions
			.map((submission) => {
				const { student, source, receivedAt } = submission;
				return { student, source, receivedAt, counts: counting.get(student) === submission };
			})
			.sort((a, b) => byCodeUnits(a.student, b.student)),
	};
}

const recordSchema: z.ZodType<IntakeRecord> = z.object({
	quarantine: z.array(
		z.object({
			source: z.string(),
			why: z.string(),
			mayBe: z.array(z.string()).exactOptional(),
		}),
	),
	attempts: z.array(
		z.object({
			student: z.string(),
			source: z.string(),
			receivedAt: z.string(),
			counts: z.boolean(),
		}),
	),
});

/** @throws GradingError when there is none in the folder */
export async function readIntakeRecord(out: string): Promise<IntakeRecord> {
	const record = await readJson(join(out, "intake.json"), recordSchema);
	if (record) return record;
	throw new GradingError(`The run in ${out} has not ended: run "attention-lab grade run" again.`);
}
