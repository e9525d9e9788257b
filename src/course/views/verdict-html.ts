import { escapeHtml } from "../../plots/data-table";
import type { Failure } from "../checking/failure";
import type { Misconception } from "../lesson";
import type { Verdict } from "../verdict";
import { nextStep } from "./next-step";
import { inlineHtml, proseHtml } from "./prose";
import { type ToldTest, toldTests } from "./told-test";

/** Readable on light and on dark ground; the front end's own colours where it has them. */
const colours = {
	good: "var(--jp-success-color1, var(--vscode-testing-iconPassed, #2e9e4f))",
	bad: "var(--jp-error-color1, var(--vscode-testing-iconFailed, #d6453d))",
	open: "var(--jp-warn-color1, var(--vscode-charts-yellow, #b07d00))",
	line: "var(--jp-border-color2, var(--vscode-panel-border, #8886))",
} as const;

const block = "margin:0.3em 0 0.3em 1.6em";

/** The verdict for a notebook: no script, no style sheet, readable without colours. */
export function verdictHtml(verdict: Verdict): string {
	const { details, exercise, points, maxPoints, passed, seed } = verdict;
	const { lesson, judgment, printed, notes } = details;
	const title = escapeHtml(`${exercise} · ${lesson.title}`);
	const score = `${points} of ${maxPoints} points`;
	const seedNote = seed === 1 ? "" : ` · seed ${seed}`;
	return [
		`<section aria-label="Verdict on ${escapeHtml(exercise)}: ${score}" style="border-left:4px solid ${colours[passed ? "good" : "open"]};padding-left:0.8em">`,
		`<p><strong>${title}</strong> · <strong>${score}</strong>${passed ? " · passed" : ""}${seedNote}</p>`,
		judgment.problem ? problemHtml(judgment.problem) : "",
		`<ul style="list-style:none;margin:0;padding:0">${toldTests(judgment.tests).map(testHtml).join("")}</ul>`,
		printed ? printedHtml(printed) : "",
		...notes.map((note) => `<p role="status">${inlineHtml(note)}</p>`),
		proseHtml(nextStep(verdict, "notebook")),
		"</section>",
	].join("");
}

function testHtml({ test, signs, isSameFailure, isSameMisconception }: ToldTest): string {
	const words = inlineHtml(signs.words.replace(/\.$/, ""));
	const failure = test.status === "failed" ? test.failure : undefined;
	return (
		`<li style="margin:0.25em 0">` +
		`<span aria-hidden="true" style="display:inline-block;width:1.4em;font-weight:bold;color:${colours[signs.tone]}">${signs.mark}</span>` +
		`${escapeHtml(test.name)} <small>(${words}, ${test.points} of ${test.maxPoints})</small>` +
		(failure ? failureHtml(failure, isSameFailure) : "") +
		(test.known ? misconceptionHtml(test.known, isSameMisconception) : "") +
		"</li>"
	);
}

function failureHtml({ summary, call, expected, actual, place }: Failure, isSame: boolean): string {
	const rows = Object.entries({ call, expected, actual, at: place }).flatMap(([name, value]) =>
		value === undefined
			? []
			: `<tr><th scope="row" style="text-align:left;font-weight:normal">${name}</th>` +
				`<td style="text-align:left"><code>${escapeHtml(value)}</code></td></tr>`,
	);
	const told = isSame ? "<p>The same as above:</p>" : proseHtml(summary);
	return `<div style="${block}">${told}${rows.length > 0 ? `<table>${rows.join("")}</table>` : ""}</div>`;
}

function misconceptionHtml({ title, explanation }: Misconception, isSame: boolean): string {
	const name = `<strong>${inlineHtml(title)}</strong>`;
	const told = isSame
		? `<p>Again: ${name}</p>`
		: `<p>This is what you get from: ${name}</p>${proseHtml(explanation)}`;
	return `<div style="${block};border-left:3px solid ${colours.line};padding-left:0.8em">${told}</div>`;
}

const problemHtml = ({ summary, place }: Failure): string =>
	`<div role="alert"><pre style="white-space:pre-wrap">${escapeHtml(place ? `${summary}\n\n${place}` : summary)}</pre></div>`;

const printedHtml = (printed: string): string =>
	`<details><summary>What your code printed</summary><pre>${escapeHtml(printed)}</pre></details>`;
