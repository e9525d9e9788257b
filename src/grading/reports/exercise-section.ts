import { escapeHtml } from "../../course/views/drawing";
import { inlineHtml, proseHtml } from "../../course/views/prose";
import type { TestResult } from "../job-verdict";
import type { ExerciseResult } from "../student-result";
import { comparisonHtml } from "./comparison-html";
import { exerciseTitle } from "./exercise-title";
import { findMisconception } from "./find-misconception";
import { formatPoints } from "./format-points";
import { messageHtml } from "./message-html";
import { stateWords } from "./state-words";

/** A status in a mark, words and a tone, so that colour is never the only sign of it. */
const signs: Readonly<
	Record<TestResult["status"], { mark: string; words: string; tone: "good" | "bad" | "open" }>
> = {
	passed: { mark: "✓", words: "passed", tone: "good" },
	failed: { mark: "✗", words: "not right yet", tone: "bad" },
	error: { mark: "!", words: "could not be asked", tone: "bad" },
	timeout: { mark: "◷", words: "took too long", tone: "bad" },
};
const notAttemptedSigns = { mark: "○", words: "not attempted", tone: "open" } as const;

/** One exercise of a student's report: its tests, and what each that failed can teach. */
export function exerciseSection(result: ExerciseResult): string {
	const { exercise, state, notAttempted } = result;
	const words = notAttempted ? "not attempted" : stateWords[state];
	const id = escapeHtml(exercise);
	return [
		`<section class="sheet exercise" id="${id}" aria-labelledby="${id}-title">`,
		`<header><h2 id="${id}-title">${escapeHtml(exerciseTitle(exercise))}</h2>`,
		`<span class="points">${pointsWords(result)}${state === "graded" && !notAttempted ? "" : ` <small>${words}</small>`}</span></header>`,
		problemHtml(result),
		testsHtml(result),
		typeErrorsHtml(result.typeErrors ?? []),
		"</section>",
	].join("");
}

const pointsWords = ({ state, points, maxPoints }: ExerciseResult): string =>
	state === "infra-error" || state === "ungradable"
		? `no points yet, of ${formatPoints(maxPoints)}`
		: `${formatPoints(points)} of ${formatPoints(maxPoints)}`;

function problemHtml({ problem, state }: ExerciseResult): string {
	if (state === "infra-error")
		return `<div class="note bad">${proseHtml("The grader could not judge this exercise. That is not your fault, and no zero: it will be repeated.")}</div>`;
	return problem === undefined
		? ""
		: `<div class="note bad"><p><strong>What went wrong</strong></p><pre><code>${escapeHtml(problem)}</code></pre></div>`;
}

/** What was told of an earlier test is not told at length again. */
function testsHtml({ exercise, tests, notAttempted, state }: ExerciseResult): string {
	if (state === "infra-error" || state === "ungradable") return ""; // a list of zeros would look like a grade
	const told = new Set<string>();
	const isNew = (text: string) => !told.has(text) && told.add(text) !== undefined;
	const items = tests.map((test) => {
		const { mark, words, tone } =
			notAttempted && test.status !== "passed" ? notAttemptedSigns : signs[test.status];
		const more = test.status === "passed" ? "" : explanationHtml(exercise, test, isNew);
		return (
			`<li class="test"><div class="line"><span class="mark ${tone}" aria-hidden="true">${mark}</span>` +
			`<span>${escapeHtml(test.name)} <small>${words}</small></span>` +
			`<span class="points">${formatPoints(test.points)}/${formatPoints(test.maxPoints)}</span></div>` +
			`${more === "" ? "" : `<div class="more">${more}</div>`}</li>`
		);
	});
	return `<ul class="tests">${items.join("")}</ul>`;
}

function explanationHtml(
	exercise: string,
	{ message, misconception, compared }: TestResult,
	isNew: (text: string) => boolean,
): string {
	return [
		message === undefined
			? ""
			: isNew(message)
				? messageHtml(message)
				: "<p>The same as above.</p>",
		compared ? comparisonHtml(compared, message) : "",
		misconception === undefined ? "" : misconceptionHtml(exercise, misconception, isNew),
	].join("");
}

function misconceptionHtml(exercise: string, id: string, isNew: (text: string) => boolean): string {
	const known = findMisconception(exercise, id);
	if (!known) return "";
	const name = `<strong>${inlineHtml(known.title)}</strong>`;
	return isNew(`misconception ${id}`)
		? `<div class="known"><p>This is what you get from: ${name}</p>${proseHtml(known.explanation)}</div>`
		: `<div class="known"><p>Again: ${name}</p></div>`;
}

function typeErrorsHtml(errors: readonly string[]): string {
	if (errors.length === 0) return "";
	return (
		'<div class="note"><p><strong>What TypeScript says</strong> <small>These cost no points, and often show where a mistake begins.</small></p>' +
		`<ul>${errors.map((error) => `<li><code>${escapeHtml(error)}</code></li>`).join("")}</ul></div>`
	);
}
