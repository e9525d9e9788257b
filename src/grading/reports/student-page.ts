import { escapeHtml } from "../../course/views/drawing";
import { invocation } from "../../course/views/next-step";
import { inlineHtml } from "../../course/views/prose";
import type { Grade } from "../grade";
import type { ExerciseResult, StudentResult } from "../student-result";
import { exerciseSection } from "./exercise-section";
import { exerciseTitle } from "./exercise-title";
import { formatPoints } from "./format-points";
import type { GradedStudent } from "./graded-class";
import { htmlPage } from "./html-page";
import { pointsBar } from "./points-bar";
import { stateWords } from "./state-words";

/** The report for one student: one file, without a script, with nothing of hidden fixtures in it. */
export function studentPage({ result, grade }: GradedStudent): string {
	const name = grade.name ?? result.student;
	const body = [
		"<main>",
		headerHtml(name, result),
		scoreHtml(grade),
		nextHtml(result),
		tableOfExercises(result, grade),
		...result.exercises.map((exercise) => exerciseSection(exercise)),
		"<footer><p>attention-lab. Every line above comes from the checks that <code>npx attention-lab check</code> runs, asked with other numbers.</p></footer>",
		"</main>",
	].join("\n");
	return htmlPage({ title: `${name}: attention-lab`, body });
}

function headerHtml(name: string, { student, submission }: StudentResult): string {
	const received = submission
		? `Handed in <time datetime="${escapeHtml(submission.receivedAt)}">${escapeHtml(timeWords(submission.receivedAt))}</time>, as <bdi>${escapeHtml(submission.source)}</bdi>`
		: "Nothing was handed in";
	return (
		`<header><p class="eyebrow">attention-lab · report for <bdi>${escapeHtml(student)}</bdi></p>` +
		`<h1><bdi>${escapeHtml(name)}</bdi></h1><p class="soft">${received}</p></header>`
	);
}

/** "2026-11-20 10:15 UTC" */
const timeWords = (iso: string): string =>
	iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, "$1 $2 UTC");

function scoreHtml({ grade, points, maxPoints, penalty, notes }: Grade): string {
	const facts = [
		grade !== null &&
			formatPoints(grade) !== formatPoints(points) &&
			`The tests gave ${formatPoints(points)} points.`,
		penalty > 0 && `${formatPoints(penalty)} points were taken off for lateness.`,
	].filter((fact) => fact !== false);
	const list = [...facts, ...notes].map((note) => `<li><bdi>${inlineHtml(note)}</bdi></li>`);
	const score =
		grade === null
			? `<p class="score"><strong>No grade yet</strong> <span>A person has to look at something first; it is not a zero. So far: ${formatPoints(points)} of ${formatPoints(maxPoints)} points.</span></p>`
			: `<p class="score"><strong>${formatPoints(grade)}</strong> <span>of ${formatPoints(maxPoints)} points</span></p>`;
	return (
		`<section class="sheet" aria-label="Grade">${score}${pointsBar(grade ?? points, maxPoints)}` +
		`${list.length > 0 ? `<ul>${list.join("")}</ul>` : ""}</section>`
	);
}

/** One step, the nearest: the first exercise of the course that is not full. */
function nextHtml({ exercises, submission }: StudentResult): string {
	const judged = exercises.filter(({ state }) => state !== "infra-error");
	const next = judged.find(({ points, maxPoints }) => points < maxPoints);
	if (!next)
		return judged.length === exercises.length
			? '<section class="note next" aria-label="What to do next"><p><strong>Everything is right.</strong> Nothing is left to do.</p></section>'
			: "";
	const missing = formatPoints(next.maxPoints - next.points);
	const id = next.exercise;
	return (
		'<section class="note next" aria-label="What to do next">' +
		`<p><strong>What to do next:</strong> ${stepHtml(next, submission !== undefined)}, ${missing} of ${formatPoints(next.maxPoints)} points are open.</p>` +
		`<p>${inlineHtml(`See it on your machine with ${invocation("terminal", "check", id)}; if you are stuck, ${invocation("terminal", "hint", id)} goes a step at a time.`)}</p></section>`
	);
}

function stepHtml({ exercise, notAttempted }: ExerciseResult, handedIn: boolean): string {
	const link = `<a href="#${escapeHtml(exercise)}">${escapeHtml(exerciseTitle(exercise))}</a>`;
	return `${handedIn && !notAttempted ? "go on with" : "begin with"} ${link}`;
}

function tableOfExercises({ exercises }: StudentResult, grade: Grade): string {
	const rows = exercises.map(({ exercise, state, points, maxPoints, notAttempted }) => {
		const counted = grade.exercises[exercise];
		const own = counted === undefined ? points : counted;
		const changed =
			own !== null && own !== points ? ` <small>(tests: ${formatPoints(points)})</small>` : "";
		return (
			`<tr><th scope="row"><a href="#${escapeHtml(exercise)}">${escapeHtml(exerciseTitle(exercise))}</a></th>` +
			`<td class="wide">${notAttempted ? "not attempted" : stateWords[state]}</td>` +
			`<td class="wide">${own === null ? "" : pointsBar(own, maxPoints)}</td>` +
			`<td class="number">${own === null ? "no points yet" : `${formatPoints(own)} of ${formatPoints(maxPoints)}`}${changed}</td></tr>`
		);
	});
	return (
		'<nav class="sheet" aria-label="Exercises"><table class="list"><thead><tr><th scope="col">Exercise</th>' +
		'<th scope="col" class="wide">State</th><th scope="col" class="wide"><span class="unseen">Share</span></th>' +
		`<th scope="col" class="number">Points</th></tr></thead><tbody>${rows.join("")}</tbody></table></nav>`
	);
}
