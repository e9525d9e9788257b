import { availableParallelism } from "node:os";
import { GradingError } from "../grading-error";
import { readIntake } from "../ingest/read-intake";
import { readTimes } from "../ingest/read-times";
import { detectIsolation } from "../jail/detect-isolation";
import type { Isolation } from "../jail/isolation";
import { createJudge } from "../judge/create-judge";
import { readManifests } from "./exercise-manifest";
import type { RunParts } from "./run-parts";

export interface LocalOptions {
	/** Also without any isolation: for code that one would run by hand. */
	readonly unsafe?: boolean;
	/** How many submissions are judged at a time; by default as many as there are processors. */
	readonly lanes?: number;
}

/** The parts of a run on this machine. */
export function localParts({
	unsafe = false,
	lanes = availableParallelism(),
}: LocalOptions): RunParts {
	return {
		isolation: () => localIsolation(unsafe),
		manifests: readManifests,
		intake: async ({ inputs: { submissions, times }, roster, exercises }) =>
			readIntake({
				submissions,
				roster,
				times: times === undefined ? undefined : await readTimes(times),
				exercises: exercises.map(({ exercise }) => exercise),
			}),
		judge: ({ seed, isolation, limits }) => createJudge({ seed, isolation, limits, lanes }),
	};
}

/**
 * The strongest isolation of this machine; none only when that was said to be good enough.
 *
 * @throws GradingError that says what to install
 */
export async function localIsolation(unsafe: boolean): Promise<Isolation> {
	const { best, findings } = await detectIsolation();
	if (best !== undefined && best !== "none") return best;
	if (unsafe) return "none";
	const reasons = findings.map(
		({ isolation, why, whatToDo }) =>
			`  ${isolation}: ${[why, whatToDo].filter(Boolean).join(" ")}`,
	);
	throw new GradingError(
		[
			"Nothing on this machine would keep a submission from reading, changing and sending what you can.",
			...reasons,
			'On Debian and Ubuntu: "sudo apt install bubblewrap". "attention-lab grade doctor" says more. --unsafe grades without isolation: only for code that you would run by hand.',
		].join("\n"),
	);
}
