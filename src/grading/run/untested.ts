import type { JobVerdict } from "../job-verdict";
import type { ExerciseManifest } from "./exercise-manifest";

/** The tests of an exercise when none of them could be asked. */
export const untested = (
	{ tests }: ExerciseManifest,
	problem: string,
): Pick<JobVerdict, "points" | "maxPoints" | "tests" | "problem"> => ({
	points: 0,
	maxPoints: tests.reduce((sum, { points }) => sum + points, 0),
	tests: tests.map(({ name, points }) => ({
		name,
		status: "error",
		points: 0,
		maxPoints: points,
		message: problem,
	})),
	problem,
});
