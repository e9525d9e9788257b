import type { State } from "../state";
import { states } from "../state";
import type { ExerciseResult } from "../student-result";
import { findMisconception } from "./find-misconception";
import type { GradedClass, GradedStudent } from "./graded-class";

/** What a class did, in numbers: what class.html draws and class.json holds. */
export interface ClassSummary {
	readonly students: number;
	/** With a grade; the others have to be looked at. */
	readonly graded: number;
	readonly maxPoints: number;
	/** Of the grades that are known; null when none is. */
	readonly mean: number | null;
	readonly median: number | null;
	/** Ten parts from 0 to 100 % of the points; a full grade is in the last. */
	readonly distribution: readonly Bin[];
	/** How many exercises of students ended in each state. */
	readonly states: Readonly<Record<State, number>>;
	readonly lateness: readonly Bin[];
	/** In the order of the course. */
	readonly exercises: readonly ExerciseSummary[];
	/** The most frequent first. */
	readonly misconceptions: readonly MisconceptionSummary[];
}

export interface Bin {
	readonly label: string;
	readonly students: number;
}

export interface ExerciseSummary {
	readonly exercise: string;
	readonly maxPoints: number;
	/** Students for whom there is a verdict. */
	readonly judged: number;
	readonly attempted: number;
	readonly full: number;
	/** Of the points, over those judged, from 0 to 1; null when nobody is. */
	readonly meanShare: number | null;
	readonly tests: readonly { readonly name: string; readonly passed: number }[];
}

export interface MisconceptionSummary {
	readonly exercise: string;
	readonly id: string;
	readonly title: string;
	readonly explanation: string;
	readonly students: number;
}

/** What the class page and class.json tell of the class as a whole. */
export function classSummary({ students, exercises, maxPoints }: GradedClass): ClassSummary {
	const grades = students.flatMap(({ grade }) => grade.grade ?? []).sort((a, b) => a - b);
	const all = students.flatMap(({ result }) => result.exercises);
	return {
		students: students.length,
		graded: grades.length,
		maxPoints,
		mean: meanOf(grades),
		median: medianOf(grades),
		distribution: distribution(grades, maxPoints),
		states: Object.fromEntries(
			states.map((state) => [state, all.filter((one) => one.state === state).length]),
		) as Record<State, number>,
		lateness: lateness(students),
		exercises: exercises.map(({ id, maxPoints: full }) =>
			exerciseSummary(
				id,
				full,
				all.filter((one) => one.exercise === id && hasVerdict(one)),
			),
		),
		misconceptions: misconceptions(students),
	};
}

/** Verdicts that stand; of the others nothing is known yet. */
const hasVerdict = ({ state }: ExerciseResult): boolean =>
	state === "graded" || state === "student-error";

const meanOf = (numbers: readonly number[]): number | null =>
	numbers.length === 0 ? null : numbers.reduce((a, b) => a + b) / numbers.length;

/** Of sorted numbers. */
const medianOf = (sorted: readonly number[]): number | null =>
	meanOf(sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1));

function distribution(grades: readonly number[], maxPoints: number): Bin[] {
	const binOf = (grade: number) =>
		Math.max(0, Math.min(9, Math.floor((10 * grade) / (maxPoints || 1))));
	return Array.from({ length: 10 }, (_, i) => ({
		label: i === 9 ? "90–100 %" : `${10 * i}–${10 * i + 9} %`,
		students: grades.filter((grade) => binOf(grade) === i).length,
	}));
}

const hour = 3600;
const lateBins: readonly { label: string; upTo: number }[] = [
	{ label: "on time", upTo: 0 },
	{ label: "up to an hour late", upTo: hour },
	{ label: "up to a day late", upTo: 24 * hour },
	{ label: "up to a week late", upTo: 7 * 24 * hour },
	{ label: "later", upTo: Number.POSITIVE_INFINITY },
];

function lateness(students: readonly GradedStudent[]): Bin[] {
	const handedIn = students.filter(({ result }) => result.submission);
	const bins = lateBins.map(({ label, upTo }, i) => {
		const above = lateBins[i - 1]?.upTo ?? -1;
		const isIn = ({ grade }: GradedStudent) =>
			grade.lateSeconds > above && grade.lateSeconds <= upTo;
		return { label, students: handedIn.filter(isIn).length };
	});
	return [...bins, { label: "nothing handed in", students: students.length - handedIn.length }];
}

function exerciseSummary(
	exercise: string,
	maxPoints: number,
	judged: readonly ExerciseResult[],
): ExerciseSummary {
	const names = judged[0]?.tests.map(({ name }) => name) ?? [];
	return {
		exercise,
		maxPoints,
		judged: judged.length,
		attempted: judged.filter(({ notAttempted }) => !notAttempted).length,
		full: judged.filter(({ points }) => points === maxPoints).length,
		meanShare: meanOf(judged.map(({ points }) => points / maxPoints)),
		tests: names.map((name) => ({
			name,
			passed: judged.filter(({ tests }) =>
				tests.some((test) => test.name === name && test.status === "passed"),
			).length,
		})),
	};
}

/** Every student counts once for a mistake, however many tests show it. */
function misconceptions(students: readonly GradedStudent[]): MisconceptionSummary[] {
	const counts = new Map<string, MisconceptionSummary>();
	for (const { result } of students)
		for (const { exercise, tests } of result.exercises)
			for (const id of new Set(tests.flatMap(({ misconception }) => misconception ?? []))) {
				const known = findMisconception(exercise, id);
				const before = counts.get(`${exercise} ${id}`)?.students ?? 0;
				counts.set(`${exercise} ${id}`, {
					exercise,
					id,
					title: known?.title ?? id,
					explanation: known?.explanation ?? "",
					students: before + 1,
				});
			}
	return [...counts.values()].sort((a, b) => b.students - a.students);
}
