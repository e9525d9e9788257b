import type { Problem } from "./problem";
import { readRecords } from "./read-records";
import { repeated } from "./repeated";

/**
 * The rules of Moodle's CSV import: one line that is wrong makes it refuse the file. Source: Moodle,
 * grade/import/csv/classes/load_data.php, and the page "Grade import" of its documentation.
 */
export function lintMoodle(text: string, { maxPoints }: { readonly maxPoints: number }): Problem[] {
	const { records, problems } = readRecords(text);
	const [header = [], ...lines] = records;
	if (problems.length > 0) return problems;
	const ids = lines.map(([id = ""]) => id);
	return [
		...(header.length >= 2
			? []
			: [{ where: "line 1", rule: "there have to be an id and a grade in every line" }]),
		...repeated(header).map((name) => ({
			where: "line 1",
			rule: `the column “${name}” is there twice`,
		})),
		...ids.flatMap((id, i) =>
			id === "" ? [{ where: `line ${i + 2}`, rule: "names no user" }] : [],
		),
		...repeated(ids.filter((id) => id !== "")).map((where) => ({
			where,
			rule: "is there more than once",
		})),
		...lines.flatMap(([where = "", grade = ""]) => gradeProblems(where, grade, maxPoints)),
	];
}

function gradeProblems(where: string, grade: string, maxPoints: number): Problem[] {
	if (grade === "" || grade === "-") return [];
	if (!/^\d+(\.\d+)?$/.test(grade)) return [{ where, rule: `the grade “${grade}” is no number` }];
	return Number(grade) > maxPoints
		? [{ where, rule: `the grade ${grade} is above the maximum, ${maxPoints}` }]
		: [];
}
