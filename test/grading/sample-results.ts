import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Grade } from "../../src/grading/grade";
import type { TestResult } from "../../src/grading/job-verdict";
import { defaultLimits } from "../../src/grading/limits";
import type { RunSettings } from "../../src/grading/run/run-settings";
import type { State } from "../../src/grading/state";
import { worstState } from "../../src/grading/state";
import type { ExerciseResult, StudentResult } from "../../src/grading/student-result";

/** What only the instructor may know of a hidden fixture: nothing that is written may contain it. */
export const hiddenMarker = "HIDDEN-FIXTURE-4711";

/** Text as a hostile student would have it on a page. */
export const hostileText =
	'<script>globalThis.pwned = 1</script><img src=x onerror="globalThis.pwned = 1">';

const exercises: Readonly<Record<string, readonly (readonly [name: string, points: number])[]>> = {
	"02-softmax": [
		["softmax gives the weights of the worked case", 1],
		["softmax gives each score its share of the sum of exp(score)", 2],
		["the weights of softmax are positive and sum to 1", 1],
		["softmax survives scores that are too large for exp", 1],
		["softmaxRows gives every row its own weights", 2],
	],
	"05-attention": [
		["scaledScores divides by the root of d_k", 3],
		["attention mixes the values by the weights", 4],
		["attention gives hidden keys no weight", 4],
		["attention leaves its arguments as they were", 3],
	],
	"06-masks": [
		["causalMask hides what comes later", 2],
		["combineMasks allows what all of them allow", 2],
	],
};

const names = [
	"Ana López, M.Sc.",
	'Ben "Benny" O\'Neil',
	"=HYPERLINK(1)",
	"+1 Carla",
	"Dîlan Yıldız",
	"🦊 Eva",
	"Fritz Müller-Lüdenscheidt",
	hostileText,
	"李小龍",
	"Björn\tÅkesson",
	"José Ángel Núñez",
	"Nguyễn Thị Hà",
	"عمر خان",
	"Zoë K.",
];

/** A class of 30 with every state, in the order of their ids, the same at every call. */
export function sampleClass(): { results: StudentResult[]; grades: Grade[] } {
	const random = seeded(7);
	const results = Array.from({ length: 30 }, (_, i) => studentResult(i, random));
	const grades = results.map((result, i) => gradeOf(result, i));
	const byId = (a: { student: string }, b: { student: string }) => (a.student < b.student ? -1 : 1);
	return { results: results.sort(byId), grades: grades.sort(byId) };
}

const sampleSettings: RunSettings = {
	seed: 4711,
	exercises: Object.entries(exercises).map(([exercise, tests]) => ({
		exercise,
		suite: "0".repeat(64),
		tests: tests.map(([name, points]) => ({ name, points })),
	})),
	limits: defaultLimits,
	isolation: "bubblewrap",
	late: "percent:10",
	inputs: { submissions: "/submissions" },
};

const written: string[] = [];

/** For `afterAll`. */
export async function removeSampleRuns(): Promise<void> {
	for (const out of written.splice(0)) await rm(out, { recursive: true, force: true });
}

/** An output folder as `grade run` leaves it. */
export async function writeSampleRun({ results, grades } = sampleClass()): Promise<string> {
	const out = await mkdtemp(join(tmpdir(), "attention-lab-run-"));
	written.push(out);
	const write = (name: string, value: unknown) =>
		writeFile(join(out, name), `${JSON.stringify(value, null, "\t")}\n`);
	await write("results.json", results);
	await write("gradebook.json", grades);
	await write("run.json", sampleSettings);
	await write("intake.json", {
		quarantine: [
			{
				source: "unknown person.zip",
				why: "No student of the roster is called “unknown person”. Rename it, or add the student.",
			},
			{ source: `${hostileText}.zip`, why: "Its entry ../../etc/passwd leads out of the archive." },
		],
		attempts: [],
	});
	return out;
}

/** Mostly plain; some as a folder or an account may really be called, or as an attacker would have it. */
const studentId = (i: number): string =>
	({ 0: "ana.lopez@example.edu", 7: hostileText, 8: "../../李小龍", 10: "CON" })[i] ??
	`student-${String(i + 1).padStart(2, "0")}`;

function studentResult(i: number, random: () => number): StudentResult {
	const student = studentId(i);
	const handedIn = i !== 12;
	const all = Object.keys(exercises).map((exercise) => exerciseResult(exercise, i, random));
	return {
		student,
		state: worstState(all.map(({ state }) => state)),
		points: sum(all.map(({ points }) => points)),
		maxPoints: sum(all.map(({ maxPoints }) => maxPoints)),
		exercises: all,
		isolation: "bubblewrap",
		...(handedIn && {
			submission: {
				source: `${student}.zip`,
				receivedAt: `2026-11-${10 + (i % 12)}T10:15:00.000Z`,
			},
		}),
	};
}

function exerciseResult(exercise: string, i: number, random: () => number): ExerciseResult {
	const state: State =
		exercise !== "05-attention"
			? "graded"
			: i === 3
				? "student-error"
				: i === 5
					? "ungradable"
					: i === 9
						? "infra-error"
						: "graded";
	const notAttempted = i === 12 || (i % 11 === 4 && exercise === "06-masks");
	const skill = i === 1 ? 1 : 0.35 + 0.6 * random();
	const tests = exercises[exercise]!.map(([name, maxPoints]): TestResult => {
		const isRight = random() < skill;
		if (state !== "graded")
			return { name, status: "error", points: 0, maxPoints, detail: hiddenMarker };
		if (notAttempted)
			return {
				name,
				status: "failed",
				points: 0,
				maxPoints,
				message: "This function is not written yet.",
			};
		if (isRight)
			return { name, status: "passed", points: maxPoints, maxPoints, detail: hiddenMarker };
		return failed(exercise, name, maxPoints, i);
	});
	return {
		exercise,
		state,
		points: sum(tests.map(({ points }) => points)),
		maxPoints: sum(tests.map(({ maxPoints }) => maxPoints)),
		tests,
		...(notAttempted && { notAttempted: true as const }),
		...(state === "student-error" && {
			problem: `05-attention.ts:3:14\n${hostileText}\nUnexpected token`,
		}),
		...(state === "ungradable" && { problem: "05-attention.ts is no UTF-8 text." }),
		...(i % 7 === 2 && {
			typeErrors: [
				`${exercise}.ts(12,9): Type 'string' is not assignable to type '${hostileText}'.`,
			],
		}),
	};
}

function failed(exercise: string, name: string, maxPoints: number, i: number): TestResult {
	if (i % 10 === 6)
		return {
			name,
			status: "timeout",
			points: 0,
			maxPoints,
			message: "softmax did not come to an end: a loop probably runs for ever.",
			detail: hiddenMarker,
		};
	const misconceptions: Record<string, string> = {
		"05-attention": i % 2 === 0 ? "no-scale" : "mask-ignored",
		"02-softmax": i % 3 === 0 ? "no-max-subtraction" : "softmax-over-columns",
	};
	const misconception = misconceptions[exercise];
	return {
		name,
		status: "failed",
		points: 0,
		maxPoints,
		message: [
			`[1][0] of the result of \`attention\` is 0.71 but should be 0.5. 4 of 6 values differ.`,
			"  call      attention([2 × 4], [3 × 4], [3 × 5])",
			"  expected  [[0.5, 0.25, 0.25], [0.5, 0.25, 0.25]]",
			`  actual    ${hostileText}`,
		].join("\n"),
		...(misconception && { misconception }),
		...(exercise === "05-attention" && {
			compared: {
				call: "attention([2 × 4], [3 × 4], [3 × 5])",
				part: "weights",
				expected: [
					[0.5, 0.25, 0.25],
					[0.5, -0.25, 0.25],
				],
				actual: [
					[0.5, 0.2501, Number.NaN],
					[0.7, 0.15, 0.15],
				],
			},
		}),
		detail: hiddenMarker,
	};
}

function gradeOf(result: StudentResult, i: number): Grade {
	const name = names[i];
	const lateSeconds = i % 6 === 2 ? 3600 * (i + 1) : 0;
	const penalty = lateSeconds > 0 ? Math.round(result.points * 10) / 100 : 0;
	const needsLook = result.state === "ungradable" || result.state === "infra-error";
	const notes = [
		...(needsLook ? [`05-attention: a person has to look at it.`] : []),
		...(lateSeconds > 0 ? [`Handed in ${lateSeconds / 3600} hours late: 10 % is taken off.`] : []),
		...(i === 4
			? [`Override by Dr. Kim: \`06-masks\` counts 4 points, because ${hostileText}`]
			: []),
		...(i === 12 ? ["Nothing was handed in."] : []),
	];
	return {
		student: result.student,
		...(name !== undefined && { name }),
		email: `${result.student}@example.edu`,
		section: i % 2 === 0 ? "A" : "B",
		ids: {
			canvas: `${1000 + i}`,
			sis_user: `S${i}`,
			sis_login: result.student,
			github: `gh-${result.student}`,
			moodle: `${2000 + i}`,
		},
		points: result.points,
		maxPoints: result.maxPoints,
		exercises: Object.fromEntries(
			result.exercises.map(({ exercise, state, points }) => [
				exercise,
				state === "ungradable" || state === "infra-error"
					? null
					: i === 4 && exercise === "06-masks"
						? 4
						: points,
			]),
		),
		lateSeconds,
		penalty,
		grade: needsLook ? null : Math.max(0, result.points - penalty + (i === 4 ? 4 : 0)),
		notes,
	};
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Numbers from 0 to 1, the same for the same seed (Park and Miller 1988). */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}
