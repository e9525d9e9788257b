import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Job } from "../../../src/grading/job";
import type { JobVerdict } from "../../../src/grading/job-verdict";
import type { ExerciseManifest } from "../../../src/grading/run/exercise-manifest";
import type { RunListener } from "../../../src/grading/run/grade-class";
import type { RunParts } from "../../../src/grading/run/run-parts";
import type { Intake, Submission } from "../../../src/grading/submission";

/** A folder that is gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "grade-run-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

/** Two exercises with tests that a file passes by naming them. */
export const manifests = (suite = "first"): ExerciseManifest[] => [
	{
		exercise: "00-shapes",
		suite: "shapes",
		tests: [
			{ name: "alpha", points: 2 },
			{ name: "beta", points: 1 },
		],
	},
	{ exercise: "02-softmax", suite, tests: [{ name: "gamma", points: 4 }] },
];

export const only = "00,02";

const at = "2026-11-20T10:00:00.000Z";

const submission = (student: string, files: Readonly<Record<string, string>>): Submission => ({
	student,
	source: `${student}.zip`,
	receivedAt: at,
	exercises: Object.fromEntries(
		Object.entries(files).map(([exercise, text]) => {
			const main = `${exercise}.ts`;
			return [exercise, { kind: "source", main, files: { [main]: text } }];
		}),
	),
});

/** A class of five: one is right, two handed in the same, one handed in one exercise, one no source text. */
export const sampleIntake: Intake = {
	submissions: [
		submission("ana", { "00-shapes": "alpha beta", "02-softmax": "gamma" }),
		submission("ben", { "00-shapes": "alpha", "02-softmax": "nothing" }),
		submission("cy", { "00-shapes": "alpha", "02-softmax": "nothing" }),
		{
			...submission("dora", {}),
			exercises: { "00-shapes": { kind: "ungradable", why: "It is UTF-16." } },
		},
		submission("Änne", { "02-softmax": "gamma delta" }),
	],
	quarantine: [{ source: "stranger.zip", why: "Nobody in the roster is called so." }],
};

/** What a test can say of its judge. */
export interface SimpleParts extends RunParts {
	/** The jobs that it was asked, in order. */
	readonly asked: Job[];
}

/**
 * Parts of a run that need no jail: a test passes when the file names it.
 *
 * @param verdictOf in place of that
 */
export function simpleParts(
	suite: readonly ExerciseManifest[] = manifests(),
	verdictOf = (job: Job): JobVerdict | Promise<JobVerdict> => simpleVerdict(job, suite),
): SimpleParts {
	const asked: Job[] = [];
	return {
		asked,
		isolation: async () => "bubblewrap",
		manifests: async (ids) => suite.filter(({ exercise }) => ids.includes(exercise)),
		intake: async () => sampleIntake,
		judge: async () => ({
			judge: async (job) => {
				asked.push(job);
				return verdictOf(job);
			},
			close: async () => {},
		}),
	};
}

export function simpleVerdict(
	{ key, exercise, main, files }: Job,
	suite: readonly ExerciseManifest[] = manifests(),
): JobVerdict {
	const { tests } = suite.find((manifest) => manifest.exercise === exercise)!;
	const results = tests.map(({ name, points }) => {
		const passed = files[main]!.includes(name);
		return {
			name,
			status: passed ? ("passed" as const) : ("failed" as const),
			points: passed ? points : 0,
			maxPoints: points,
		};
	});
	return {
		isolation: "bubblewrap", // in another order than in a file, as any judge may have it
		key,
		exercise,
		state: "graded",
		points: results.reduce((sum, { points }) => sum + points, 0),
		maxPoints: results.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
		tests: results,
	};
}

export const silent: RunListener = { say: () => {}, judging: () => {} };
