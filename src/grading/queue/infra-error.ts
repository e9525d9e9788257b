import type { Job } from "../job";
import type { JobVerdict } from "../job-verdict";
import type { ExerciseManifest } from "../run/exercise-manifest";
import { untested } from "../run/untested";

/** The verdict of a job that could not be judged for want of a working grader. */
export function infraError(
	{ key, exercise }: Job,
	manifest: ExerciseManifest,
	problem: string,
): JobVerdict {
	return {
		key,
		exercise,
		state: "infra-error",
		...untested(manifest, problem),
		isolation: "bubblewrap", // nothing ran
	};
}
