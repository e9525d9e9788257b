import { z } from "zod";

const text = z.string().trim().min(1);

/** What a person decided in place of the machine: a line of OUT/overrides.jsonl. */
export const overrideSchema = z
	.strictObject({
		student: text,
		/** Without an exercise, the points are the final grade, whatever the tests and the policy say. */
		exercise: text.optional(),
		/** null takes an earlier override back. Without points, the override is a note only. */
		points: z.number().nonnegative().nullable().optional(),
		/** For the student. */
		note: text.optional(),
		who: text,
		/** ISO 8601, UTC. */
		when: z.iso.datetime(),
		/** The student reads it, with the name of who decided. */
		why: text,
	})
	.refine(({ points, note }) => points !== undefined || note !== undefined, {
		error: "it has neither points nor a note",
	});

export type Override = Readonly<z.infer<typeof overrideSchema>>;
