import { findLesson } from "../../course";
import { hasSolutions } from "../../course/has-solutions";
import { chosenExercises } from "../chosen-exercises";
import { GradingError } from "../grading-error";
import { type Isolation, weakestIsolation } from "../jail/isolation";
import type { JobVerdict } from "../job-verdict";
import type { Judge } from "../judge/judge";
import { defaultLimits } from "../limits";
import { jobKey } from "../run/job-key";
import { type SampleAnswer, sampleAnswers } from "./sample-answers";

export interface SelftestOptions {
	/** "05-attention,06" */
	readonly only?: string | undefined;
	/** Everything is tried with each of these. */
	readonly seeds: readonly number[];
	readonly createJudge: (seed: number) => Promise<Judge>;
}

/** What came of the answers to one exercise. */
export interface SelftestResult {
	readonly exercise: string;
	readonly points: number;
	/** Untouched, it gets nothing, with every seed. */
	readonly stub: boolean;
	/** The solution gets all points, with every seed. */
	readonly solution: boolean;
	/** How many misconceptions fail and are called by their names, with every seed. */
	readonly caught: number;
	readonly misconceptions: number;
	/** What is off, a sentence each. */
	readonly problems: readonly string[];
	/** The weakest that anything was judged behind. */
	readonly isolation: Isolation;
}

/**
 * Grades answers of which one knows what they are, exactly as a class is graded: every one is handed in
 * as a file and answers from within a jail, the misconceptions too. Results come as they are ready.
 *
 * @throws GradingError
 */
export async function* selftest({
	only,
	seeds,
	createJudge,
}: SelftestOptions): AsyncGenerator<SelftestResult> {
	const exercises = chosenExercises(only);
	if (!hasSolutions())
		throw new GradingError(
			"This edition of the course has no solutions, so there is nothing to test the checks with. Run the selftest in the teacher's edition.",
		);
	const judges = await Promise.all(
		seeds.map(async (seed) => ({ seed, judge: await createJudge(seed) })),
	);
	try {
		for (const exercise of exercises) {
			const samples = await sampleAnswers(findLesson(exercise));
			const judged = judges.map(({ seed, judge }) =>
				Promise.all(samples.map((sample) => judgeSample(judge, exercise, seed, sample))),
			);
			yield resultOf(exercise, samples, (await Promise.all(judged)).flat());
		}
	} finally {
		await Promise.all(judges.map(({ judge }) => judge.close()));
	}
}

interface Judged {
	readonly sample: SampleAnswer;
	readonly verdict: JobVerdict;
	/** Undefined when it got what it should. */
	readonly problem: string | undefined;
}

async function judgeSample(
	judge: Judge,
	exercise: string,
	seed: number,
	sample: SampleAnswer,
): Promise<Judged> {
	const main = `${exercise}.ts`;
	const job = { exercise, main, files: { [main]: sample.text } };
	const key = jobKey(job, { suite: "selftest", limits: defaultLimits, seed });
	const verdict = await judge.judge({ ...job, key });
	const wrong = problemOf(sample, verdict);
	return { sample, verdict, problem: wrong && `${sample.name}, seed ${seed}: ${wrong}` };
}

/** What is off about a verdict. */
function problemOf({ is, name }: SampleAnswer, verdict: JobVerdict): string | undefined {
	const { state, points, maxPoints, tests, problem, notAttempted } = verdict;
	if (state !== "graded") return `it is ${state}. ${problem ?? ""}`.trim();
	const failed = tests.filter(({ status }) => status !== "passed");
	if (is === "solution") {
		const first = failed[0] && `: “${failed[0].name}” ${failed[0].status}`;
		return points < maxPoints ? `it gets ${points} of ${maxPoints} points${first}` : undefined;
	}
	if (is === "stub")
		return points > 0 || !notAttempted ? `it gets ${points} points for nothing` : undefined;
	if (failed.length === 0) return `it passes with ${points} points`;
	const other = failed.find((test) => test.misconception !== name);
	return other && `“${other.name}” is explained by ${other.misconception ?? "nothing"} instead`;
}

function resultOf(
	exercise: string,
	samples: readonly SampleAnswer[],
	judged: readonly Judged[],
): SelftestResult {
	const isRight = (name: string) =>
		judged.every(({ sample, problem }) => sample.name !== name || problem === undefined);
	const misconceptions = samples.filter(({ is }) => is === "misconception");
	const behind = judged.map(({ verdict }) => verdict.isolation);
	return {
		exercise,
		points: findLesson(exercise).exercise.points,
		stub: isRight("stub"),
		solution: isRight("solution"),
		caught: misconceptions.filter(({ name }) => isRight(name)).length,
		misconceptions: misconceptions.length,
		problems: judged.flatMap(({ problem }) => problem ?? []),
		isolation: weakestIsolation(behind),
	};
}
