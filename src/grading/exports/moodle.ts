import { stringify } from "csv-stringify/sync";
import { neutralCell } from "../gradebook/neutral-cell";
import { GradingError } from "../grading-error";
import { readTable } from "../ingest/read-table";
import type { GradedClass, GradedStudent } from "../reports/graded-class";
import { type Exporter, type LeftOut, type MoodleIdentity, moodleIdentities } from "./exported";
import { lintMoodle } from "./lint-moodle";

/** The headings that Moodle's own exports have. */
const moodleColumns: Readonly<Record<MoodleIdentity, string>> = {
	idnumber: "ID number",
	email: "Email address",
	username: "Username",
	id: "User ID",
};

/**
 * A CSV file for Moodle's "Grades, Import, CSV file". One unknown user makes Moodle refuse the whole file:
 * who has no such id, or is not in Moodle's own table, is left out and listed.
 *
 * @throws GradingError when nobody has an id that Moodle knows
 */
export const exportMoodle: Exporter = async (graded, { title, gradebook, identifyBy }) => {
	const by = identifyBy ?? bestIdentity(graded);
	const known = gradebook ? await usersIn(gradebook, by) : undefined;
	const leftOut: LeftOut[] = [];
	const rows = graded.students.flatMap((student): string[][] => {
		const { result, grade } = student;
		const id = identityOf(student, by);
		const why =
			id === ""
				? `has no ${moodleColumns[by]} in the roster`
				: known && !known.has(id)
					? `is not in Moodle's table, as ${moodleColumns[by]} ${id}`
					: undefined;
		if (why !== undefined) {
			leftOut.push({ student: result.student, why });
			return [];
		}
		if (grade.grade === null)
			leftOut.push({ student: result.student, why: "has no grade yet: “-” is in the file" });
		return [
			[id, grade.grade === null ? "-" : `${grade.grade}`, neutralCell(grade.notes.join(" "))],
		];
	});
	const header = [moodleColumns[by], title, "Feedback"];
	const contents = stringify([header, ...rows], { record_delimiter: "\r\n" });
	return {
		files: [{ path: "moodle.csv", contents }],
		problems: lintMoodle(contents, { maxPoints: graded.maxPoints }),
		leftOut,
		notes: [
			`In Moodle: Grades, Import, CSV file; identify users by “${moodleColumns[by]}”; the grade item's maximum has to be ${graded.maxPoints}.`,
		],
	};
};

const identityOf = ({ grade }: GradedStudent, by: MoodleIdentity): string =>
	(by === "email" ? grade.email : by === "id" ? grade.ids.moodle : grade.ids[by]) ?? "";

/** What most students have. */
function bestIdentity({ students }: GradedClass): MoodleIdentity {
	const counts = moodleIdentities.map((by) => ({
		by,
		count: students.filter((student) => identityOf(student, by) !== "").length,
	}));
	const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
	if (best.count > 0) return best.by;
	throw new GradingError(
		"No student has an id that Moodle knows. Run “grade run” again with --roster: a CSV file with a column idnumber, email, username or moodle, such as Moodle's own list of participants.",
	);
}

async function usersIn(gradebook: string, by: MoodleIdentity): Promise<Set<string>> {
	const { header, rows, name } = await readTable(gradebook);
	const column = header.indexOf(moodleColumns[by]);
	if (column < 0)
		throw new GradingError(
			`${name} has no column “${moodleColumns[by]}”; it has ${header.join(", ")}. Export the grades of the course from Moodle, or name another column with --identify-by.`,
		);
	return new Set(rows.map(({ cells }) => cells[column] ?? ""));
}
