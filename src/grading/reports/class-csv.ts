import { stringify } from "csv-stringify/sync";
import { neutralCell } from "../gradebook/neutral-cell";
import type { GradedClass } from "./graded-class";
import { studentFileName } from "./student-file-name";

/** A line a student: grade, state, lateness, points by exercise, the misconceptions, the page. */
export function classCsv({ students, exercises }: GradedClass): string {
	const header = [
		...["student", "name", "section", "state", "seconds late", "points", "max points", "grade"],
		...exercises.map(({ id }) => id),
		...["misconceptions", "report"],
	];
	const lines = students.map(({ result, grade }) => [
		...[result.student, grade.name ?? "", grade.section ?? "", result.state].map(neutralCell),
		...[grade.lateSeconds, grade.points, grade.maxPoints, grade.grade],
		...exercises.map(({ id }) => grade.exercises[id] ?? null),
		neutralCell(misconceptionsOf(result.exercises).join(" ")),
		`students/${studentFileName(result.student)}.html`,
	]);
	return stringify([header, ...lines], { bom: true, record_delimiter: "\r\n" });
}

/** "05-attention/no-scale", each once. */
const misconceptionsOf = (
	exercises: GradedClass["students"][number]["result"]["exercises"],
): string[] => [
	...new Set(
		exercises.flatMap(({ exercise, tests }) =>
			tests.flatMap(({ misconception }) => (misconception ? [`${exercise}/${misconception}`] : [])),
		),
	),
];
