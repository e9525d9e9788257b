import { createJudgeProcess } from "../../course/judge/judge-process";
import { GradingError } from "../grading-error";
import { suiteDigests } from "./suite-digests";

/** What an exercise is graded by. */
export interface ExerciseManifest {
	readonly exercise: string;
	/** Changes with the tests, the lesson, the library and the judge: see `suiteDigests`. */
	readonly suite: string;
	/** Every verdict has one result for each of these, in this order. */
	readonly tests: readonly { readonly name: string; readonly points: number }[];
}

/**
 * The manifests of exercises, in the same order. Those of `known` that are still up to date are not asked for again.
 *
 * @throws GradingError when the course's own tests cannot be loaded
 */
export async function readManifests(
	exercises: readonly string[],
	known: readonly ExerciseManifest[] = [],
): Promise<ExerciseManifest[]> {
	const digests = await suiteDigests(exercises);
	const judge = createJudgeProcess();
	const manifest = async (exercise: string): Promise<ExerciseManifest> => {
		const suite = digests[exercise]!;
		const same = known.find((one) => one.exercise === exercise && one.suite === suite);
		if (same) return same;
		const { outline, problem } = await judge.ask({ kind: "outline", exercise }, 60_000);
		if (outline.length === 0)
			throw new GradingError(
				`The tests of ${exercise} (test/exercises/${exercise}.test.ts) could not be loaded. ${problem?.summary ?? 'Run "npx attention-lab doctor".'}`,
			);
		return { exercise, suite, tests: outline.map(({ name, points }) => ({ name, points })) };
	};
	try {
		return await Promise.all(exercises.map(manifest));
	} finally {
		judge.close();
	}
}
