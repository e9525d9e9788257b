import type { Problem } from "./problem";
import { readRecords } from "./read-records";
import { repeated } from "./repeated";

/** The columns of nbgrader's CSV exporter. */
export const nbgraderColumns = [
	...["assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"],
	...["raw_score", "late_submission_penalty", "score", "max_score"],
];

/** nbgrader's columns in nbgrader's order; a student once an assignment; scores are numbers that add up, or empty. */
export function lintNbgraderCsv(text: string): Problem[] {
	const { records, problems } = readRecords(text);
	const [header = [], ...lines] = records;
	if (problems.length > 0) return problems;
	if (header.join() !== nbgraderColumns.join())
		return [{ where: "line 1", rule: `the columns have to be ${nbgraderColumns.join(",")}` }];
	const students = lines.map((line) => `${line[3]}, ${line[0]}`);
	return [
		...repeated(students).map((where) => ({ where, rule: "is there more than once" })),
		...lines.flatMap((line) => lineProblems(line)),
	];
}

function lineProblems(line: readonly string[]): Problem[] {
	const where = line[3] || "a line";
	const [raw = "", penalty = "", score = "", max = ""] = line.slice(7);
	const wrong = [raw, penalty, score, max].filter((cell) => !/^(-?\d+(\.\d+)?)?$/.test(cell));
	const time = line[2] ?? "";
	return [
		...(line[3] ? [] : [{ where, rule: "has no student_id" }]),
		...wrong.map((cell) => ({ where, rule: `the score “${cell}” is no number` })),
		...(score === "" || Math.abs(Number(raw) - Number(penalty) - Number(score)) < 0.01
			? []
			: [{ where, rule: "score is not raw_score less late_submission_penalty" }]),
		...(/^(|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6})$/.test(time)
			? []
			: [{ where, rule: `“${time}” is no time as nbgrader writes it` }]),
	];
}
