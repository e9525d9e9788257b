import type { Problem } from "./problem";
import { readRecords } from "./read-records";
import { repeated } from "./repeated";

/** Columns that Canvas computes itself: it drops them from an import without a word. */
const computed =
	/^(Current|Final|Unposted Current|Unposted Final|Override)\s+(Score|Grade|Points|Status)$|\(read only\)/i;

const identity = [
	"Student",
	"ID",
	"SIS User ID",
	"SIS Login ID",
	"Integration ID",
	"Root Account",
	"Section",
];

/** What Canvas takes for a score: a number, per cent, a letter, a word, or nothing. */
const score = /^(|-?\d+(\.\d+)?%?|[A-F][+-]?|EX|N\/A|complete|incomplete|pass|fail)$/i;

/**
 * The rules of Canvas's gradebook import. Source: Canvas LMS, lib/gradebook_importer.rb, and the guide "How
 * do I import grades in the Gradebook?".
 *
 * @param own the one column of scores that is ours; what Canvas wrote into the others is its own
 */
export function lintCanvas(text: string, own?: string): Problem[] {
	const { records, problems } = readRecords(text);
	const [header = [], ...lines] = records;
	if (problems.length > 0) return problems;
	const assignments = header.filter((name) => !identity.includes(name) && !computed.test(name));
	const students = lines.filter((line) => !isPointsRow(line[0] ?? "") && !isPostingRow(line));
	const scores = own === undefined ? assignments : assignments.filter((name) => name === own);
	return [
		...headerProblems(header, assignments),
		...(lines.some(([first = ""]) => isPointsRow(first))
			? pointsProblems(header, lines.find(([first = ""]) => isPointsRow(first))!, assignments)
			: [{ where: "line 2", rule: 'has to have "    Points Possible" in the first column' }]),
		...repeatedIds(header, students),
		...students.flatMap((line) => lineProblems(header, line, scores)),
	];
}

const isPointsRow = (cell: string): boolean => cell.trim() === "Points Possible";

/** Canvas's line above the points, when grades of an assignment are posted by hand. */
const isPostingRow = (line: readonly string[]): boolean =>
	line.includes("Manual Posting") && line.every((cell) => /^(Manual Posting)?$/.test(cell.trim()));

function headerProblems(header: readonly string[], assignments: readonly string[]): Problem[] {
	const where = "line 1";
	const missing = ["Student", "ID", "SIS Login ID", "Section"].filter(
		(name) => !header.includes(name),
	);
	return [
		...(header[0] === "Student" ? [] : [{ where, rule: 'the first column has to be "Student"' }]),
		...missing.map((name) => ({ where, rule: `the column "${name}" is missing` })),
		...(header.length > 3 ? [] : [{ where, rule: "Canvas asks for more than three columns" }]),
		...(assignments.length > 0
			? []
			: [{ where, rule: "there is no assignment: Canvas drops titles such as “Final Grade”" }]),
		...repeated(header).map((name) => ({ where, rule: `the column "${name}" is there twice` })),
		...assignments
			.filter((name) => name.trim() === "")
			.map(() => ({ where, rule: "an assignment has to have a title" })),
	];
}

function pointsProblems(
	header: readonly string[],
	line: readonly string[],
	assignments: readonly string[],
): Problem[] {
	return assignments
		.filter((name) => !/^(\d+(\.\d+)?|\(read only\)|)$/.test(line[header.indexOf(name)] ?? ""))
		.map((name) => ({ where: "Points Possible", rule: `of "${name}" is no number` }));
}

function repeatedIds(header: readonly string[], students: readonly string[][]): Problem[] {
	const ids = students.map((line) => line[header.indexOf("ID")] ?? "").filter((id) => id !== "");
	return repeated(ids).map((id) => ({ where: `ID ${id}`, rule: "is there more than once" }));
}

function lineProblems(
	header: readonly string[],
	line: readonly string[],
	assignments: readonly string[],
): Problem[] {
	const cell = (name: string) => line[header.indexOf(name)] ?? "";
	const where = cell("Student") || cell("ID") || "a line";
	const known = ["ID", "SIS User ID", "SIS Login ID", "Student"].some((name) => cell(name) !== "");
	return [
		...(known ? [] : [{ where, rule: "Canvas cannot find the student: no id and no name" }]),
		...assignments
			.filter((name) => !score.test(cell(name)))
			.map((name) => ({ where, rule: `"${cell(name)}" in "${name}" is no score` })),
	];
}
