import type { Grade } from "../grade";
import { roundPoints } from "../gradebook/round-points";
import { type Isolation, weakestIsolation } from "../jail/isolation";
import { type State, states } from "../state";
import type { StudentResult } from "../student-result";
import type { IntakeRecord } from "./intake-record";
import { notHandedIn } from "./not-handed-in";

/** What came of a run, in short. */
export interface RunSummary {
	readonly out: string;
	readonly students: number;
	/** How many of them handed in something. */
	readonly handedIn: number;
	/** Of the exercises of all students. */
	readonly states: Readonly<Record<State, number>>;
	/** Of the grades that are known; null when there is none. */
	readonly meanGrade: number | null;
	readonly maxPoints: number;
	/** The exercises that nobody handed in. */
	readonly missing: readonly string[];
	readonly quarantined: number;
	/** Students without a grade. */
	readonly unknownGrades: number;
	/** The weakest that anything was judged behind. */
	readonly isolation: Isolation;
	/** Somebody has to look: quarantine, or a grade that is not known. */
	readonly needsPerson: boolean;
}

export function runSummary(
	out: string,
	results: readonly StudentResult[],
	grades: readonly Grade[],
	{ quarantine }: IntakeRecord,
): RunSummary {
	const all = results.flatMap(({ exercises }) => exercises.map(({ state }) => state));
	const known = grades.flatMap(({ grade }) => grade ?? []);
	const unknownGrades = grades.length - known.length;
	return {
		out,
		students: grades.length,
		handedIn: results.filter(({ submission }) => submission).length,
		states: Object.fromEntries(
			states.map((state) => [state, all.filter((one) => one === state).length]),
		) as Record<State, number>,
		meanGrade:
			known.length > 0 ? roundPoints(known.reduce((sum, n) => sum + n, 0) / known.length) : null,
		maxPoints: results[0]?.maxPoints ?? 0,
		missing: (results[0]?.exercises ?? [])
			.map(({ exercise }) => exercise)
			.filter((exercise) => results.every((result) => lacks(result, exercise))),
		quarantined: quarantine.length,
		unknownGrades,
		isolation: weakestIsolation(results.map(({ isolation }) => isolation)),
		needsPerson: quarantine.length > 0 || unknownGrades > 0,
	};
}

const lacks = ({ exercises }: StudentResult, wanted: string): boolean =>
	exercises.some(
		({ exercise, problem }) => exercise === wanted && problem === notHandedIn(exercise),
	);
