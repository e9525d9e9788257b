import type { Job } from "../job";
import type { JobVerdict } from "../job-verdict";
import type { ExerciseManifest } from "../run/exercise-manifest";

/** The verdict of a job that could not be judged for want of a working grader. */
export function infraError(
	{ key, exercise }: Job,
	{ tests }: ExerciseManifest,
	problem: string,
): JobVerdict {
	return {
		key,
		exercise,
		state: "infra-error",
		points: 0,
		maxPoints: tests.reduce((sum, { points }) => sum + points, 0),
		tests: tests.map(({ name, points }) => ({
			name,
			status: "error",
			points: 0,
			maxPoints: points,
			message: problem,
		})),
		isolation: "bubblewrap", // nothing ran
		problem,
	};
}
