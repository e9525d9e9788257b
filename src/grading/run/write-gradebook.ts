import { join } from "node:path";
import type { Grade } from "../grade";
import { gradebook } from "../gradebook/gradebook";
import { gradebookCsv } from "../gradebook/gradebook-csv";
import { parseLatePolicy } from "../gradebook/late-policy";
import { readOverrides } from "../gradebook/override-file";
import { readIntakeRecord } from "./intake-record";
import { writeJson, writeText } from "./json-file";
import { readResults } from "./results-file";
import { readSettings } from "./run-settings";
import { isInShard } from "./shard";

/** Where the decisions of people stand. */
export const overridesIn = (out: string): string => join(out, "overrides.jsonl");

/**
 * Makes gradebook.json and gradebook.csv of what the output folder holds: settings, results, attempts, overrides.
 *
 * @throws GradingError
 */
export async function writeGradebook(out: string): Promise<Grade[]> {
	const { late, deadline, roster, extensions, exercises, shard } = await readSettings(out);
	const ids = exercises.map(({ exercise }) => exercise);
	const isOurs = ({ id }: { id: string }) => !shard || isInShard(id, shard);
	const grades = gradebook({
		...(await readIntakeRecord(out)),
		results: await readResults(out),
		roster: roster && { ...roster, students: roster.students.filter(isOurs) },
		policy: parseLatePolicy(late),
		overrides: await readOverrides(overridesIn(out)),
		exercises: ids,
		deadline,
		extensions,
	});
	await writeJson(join(out, "gradebook.json"), grades);
	await writeText(join(out, "gradebook.csv"), gradebookCsv(grades, ids));
	return grades;
}
