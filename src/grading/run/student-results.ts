import { byCodeUnits } from "../by-code-units";
import { type Isolation, weakestIsolation } from "../jail/isolation";
import type { Job } from "../job";
import type { JobVerdict } from "../job-verdict";
import { worstState } from "../state";
import type { ExerciseResult, StudentResult } from "../student-result";
import type { Submission, SubmittedExercise } from "../submission";
import type { ExerciseManifest } from "./exercise-manifest";
import { notHandedIn } from "./not-handed-in";
import { untested } from "./untested";

/** What the results of a class are made of. */
export interface Judged {
	/** Everybody who gets a result: the roster and whoever handed in. */
	readonly students: readonly string[];
	/** By student: the submission that counts. */
	readonly counting: ReadonlyMap<string, Submission>;
	/** In the order of the course. */
	readonly manifests: readonly ExerciseManifest[];
	/** The verdict of a source that was handed in for an exercise. */
	readonly verdictOf: (job: Omit<Job, "key">) => JobVerdict;
}

/** The results of a class, sorted by student: one for every test of every exercise, handed in or not. */
export function studentResults({ students, ...judged }: Judged): StudentResult[] {
	return [...new Set(students)].sort(byCodeUnits).map((student) => resultOf(student, judged));
}

function resultOf(
	student: string,
	{ counting, manifests, verdictOf }: Omit<Judged, "students">,
): StudentResult {
	const submission = counting.get(student);
	const isolations: Isolation[] = [];
	const exercises = manifests.map((manifest): ExerciseResult => {
		const handedIn = submission?.exercises[manifest.exercise];
		if (handedIn?.kind !== "source") return unjudged(manifest, handedIn);
		const verdict = verdictOf({ ...handedIn, exercise: manifest.exercise });
		const { key: _, isolation, ...result } = verdict;
		isolations.push(isolation);
		return result;
	});
	return {
		student,
		state: worstState(exercises.map(({ state }) => state)),
		points: sumOf(exercises.map(({ points }) => points)),
		maxPoints: sumOf(exercises.map(({ maxPoints }) => maxPoints)),
		exercises,
		isolation: weakestIsolation(isolations),
		...(submission && {
			submission: { source: submission.source, receivedAt: submission.receivedAt },
		}),
	};
}

function unjudged(
	manifest: ExerciseManifest,
	handedIn?: SubmittedExercise & { kind: "student-error" | "ungradable" },
): ExerciseResult {
	const { exercise } = manifest;
	return {
		exercise,
		state: handedIn?.kind ?? "student-error",
		...untested(manifest, handedIn?.why ?? notHandedIn(exercise)),
	};
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
