import { findLesson } from "../../course/find-lesson";
import { byCodeUnits } from "../by-code-units";
import { byStudent } from "../by-student";
import type { Grade } from "../grade";
import type { RosterStudent } from "../ingest/roster";
import type { ExerciseResult, StudentResult } from "../student-result";
import type { Quarantined, Submission } from "../submission";
import { type Deadlines, type Due, dueTimes, secondsLate } from "./due-times";
import { duration } from "./duration";
import { type LatePolicy, partLeft } from "./late-policy";
import type { Override } from "./override";
import { roundPoints } from "./round-points";

/** One of the times that a student handed something in. */
export type Attempt = Pick<Submission, "student" | "source" | "receivedAt">;

export interface GradebookInput extends Deadlines {
	readonly results: readonly StudentResult[];
	/** All of every student, whether they count or not. */
	readonly attempts: readonly Attempt[];
	/** Whom a quarantined submission may belong to gets no zero for having handed in nothing. */
	readonly quarantine?: readonly Quarantined[] | undefined;
	readonly policy: LatePolicy;
	/** The oldest first; of two for one thing, the later holds. */
	readonly overrides: readonly Override[];
	/** The exercises that are graded, in the order of the course. */
	readonly exercises: readonly string[];
}

/**
 * The final grades, by student: of everybody who handed in something or is in the roster. A pure
 * function of what it is given.
 *
 * Points are rounded to two decimals, a half upwards: each exercise's, and the grade's, once, after the
 * late policy. `exercises` add up to `grade + penalty`, unless an override set the grade itself.
 */
export function gradebook(input: GradebookInput): Grade[] {
	const results = new Map(input.results.map((result) => [result.student, result]));
	const roster = new Map(input.roster?.students.map((student) => [student.id, student]));
	const attempts = byStudent(input.attempts);
	const overrides = byStudent(input.overrides);
	const due = dueTimes(input);
	return [...new Set([...results.keys(), ...roster.keys()])].sort(byCodeUnits).map((student) =>
		gradeOf(input, {
			student,
			result: results.get(student),
			rostered: roster.get(student),
			attempts: attempts.get(student) ?? [],
			overrides: overrides.get(student) ?? [],
			due: due(student),
			mayBe: (input.quarantine ?? []).filter(({ mayBe }) => mayBe?.includes(student)),
		}),
	);
}

/** What is known of one student. */
interface Case {
	readonly student: string;
	readonly result: StudentResult | undefined;
	readonly rostered: RosterStudent | undefined;
	readonly attempts: readonly Attempt[];
	readonly overrides: readonly Override[];
	readonly due: Due | undefined;
	/** The quarantined submissions that may be the student's. */
	readonly mayBe: readonly Quarantined[];
}

function gradeOf(input: GradebookInput, one: Case): Grade {
	const { student, result, rostered, due } = one;
	const scores = input.exercises.map((exercise) => scoreOf(one, exercise));
	const known = scores.every(({ points }) => points !== null);
	const reached = scores.reduce((sum, { points }) => sum + (points ?? 0), 0);
	const late = result?.submission ? secondsLate(result.submission.receivedAt, due) : 0;
	const left = reached * partLeft(input.policy, late, due?.lateDays);
	const decided = latestPoints(one.overrides, undefined);
	const grade = decided ? decided.points : known ? roundPoints(left) : null;
	const { id: _, name, email, section, ids = {} } = rostered ?? {};
	return {
		student,
		...(name !== undefined && { name }),
		...(email !== undefined && { email }),
		...(section !== undefined && { section }),
		ids,
		points: roundPoints(result?.points ?? 0),
		maxPoints: roundPoints(result?.maxPoints ?? fullPoints(input.exercises)),
		exercises: Object.fromEntries(scores.map(({ exercise, points }) => [exercise, points])),
		lateSeconds: late,
		penalty: decided || !known ? 0 : roundPoints(roundPoints(reached) - roundPoints(left)),
		grade,
		notes: [
			...(input.roster && !rostered ? ["Not in the roster."] : []),
			...submissionNotes(one),
			...(decided ? [] : latenessNotes(input.policy, due, late)),
			...scores.flatMap(({ points, note }) => (decided && points === null ? [] : (note ?? []))),
			...(decided ? [`The grade was set to ${decided.points} by hand: ${signed(decided)}`] : []),
			...one.overrides.flatMap(({ note }) => note ?? []),
		],
	};
}

interface Score {
	readonly exercise: string;
	readonly points: number | null;
	readonly note?: string;
}

function scoreOf(one: Case, exercise: string): Score {
	const override = latestPoints(one.overrides, exercise);
	const judged = one.result?.exercises.find((result) => result.exercise === exercise);
	if (override)
		return {
			exercise,
			points: roundPoints(override.points),
			note: `${exercise}: set to ${override.points} by hand${judged ? ` (the tests gave ${judged.points})` : ""}: ${signed(override)}`,
		};
	if (!one.result?.submission) return { exercise, points: one.mayBe.length > 0 ? null : 0 };
	if (!judged) return { exercise, points: 0 };
	const why = whyUnknown(judged);
	return why === undefined
		? { exercise, points: roundPoints(judged.points) }
		: { exercise, points: null, note: `${exercise}: ${why}` };
}

/** Why nobody can say yet how many points an exercise gets; undefined when its verdict stands. */
function whyUnknown({ state, problem }: ExerciseResult): string | undefined {
	const reason = problem === undefined ? "" : ` (${problem})`;
	if (state === "infra-error")
		return `the grader itself failed${reason}; no grade before it is judged again, or set by hand.`;
	if (state === "ungradable")
		return `it could not be judged${reason}; no grade before somebody looked at it and set it by hand.`;
	return undefined;
}

/** The latest override of an exercise, or of the whole grade, unless it was taken back. */
function latestPoints(
	overrides: readonly Override[],
	exercise: string | undefined,
): (Override & { points: number }) | undefined {
	const latest = overrides.findLast(
		(override) => override.exercise === exercise && override.points !== undefined,
	);
	const { points } = latest ?? {};
	return latest && typeof points === "number" ? { ...latest, points } : undefined;
}

function submissionNotes({ result, attempts, mayBe }: Case): string[] {
	if (result?.submission) {
		const { source, receivedAt } = result.submission;
		return attempts.length > 1
			? [`Handed in ${attempts.length} times; what counts is ${source}, of ${receivedAt}.`]
			: [];
	}
	if (mayBe.length === 0) return ["Nothing was handed in."];
	const sources = mayBe.map(({ source }) => source).join(", ");
	return [
		`In quarantine there is something that may be this student's: ${sources}. No grade before that is settled.`,
	];
}

function latenessNotes(policy: LatePolicy, due: Due | undefined, late: number): string[] {
	if (!due) return [];
	const extension = due.extended
		? [`Extension until ${due.at}${due.extended.why === undefined ? "" : `: ${due.extended.why}`}.`]
		: [];
	if (late === 0) return extension;
	const part = partLeft(policy, late, due.lateDays);
	const cost =
		part === 1 ? "nothing is taken off" : `${Number((100 - part * 100).toFixed(2))} % is taken off`;
	return [...extension, `Handed in ${duration(late)} late: ${cost}.`];
}

const signed = ({ why, who, when }: Override): string => `${why} (${who}, ${when})`;

const fullPoints = (exercises: readonly string[]): number =>
	exercises.reduce((sum, exercise) => sum + findLesson(exercise).exercise.points, 0);
