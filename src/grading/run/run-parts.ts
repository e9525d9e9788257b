import type { Isolation } from "../jail/isolation";
import type { Judge } from "../judge/judge";
import type { Intake } from "../submission";
import type { ExerciseManifest } from "./exercise-manifest";
import type { RunSettings } from "./run-settings";

/** What a run needs of the rest of the grader; the tests of the run put simple ones in their places. */
export interface RunParts {
	/** The strongest isolation of this machine. @throws GradingError when there is none */
	readonly isolation: () => Promise<Isolation>;
	readonly manifests: (
		exercises: readonly string[],
		known: readonly ExerciseManifest[],
	) => Promise<ExerciseManifest[]>;
	readonly intake: (settings: RunSettings) => Promise<Intake>;
	readonly judge: (settings: RunSettings) => Promise<Judge>;
}
