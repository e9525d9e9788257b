import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { escapeHtml, tableHtml } from "../../course/views/drawing";
import { inlineHtml } from "../../course/views/prose";
import { duration } from "../gradebook/duration";
import { type ClassFigure, classFigures } from "./class-figures";
import { classPageScript } from "./class-page-script";
import { classSummary } from "./class-summary";
import { exerciseTitle } from "./exercise-title";
import { formatPoints } from "./format-points";
import type { GradedClass, GradedExercise, GradedStudent } from "./graded-class";
import { htmlPage } from "./html-page";
import { stateWords } from "./state-words";
import { studentFileName } from "./student-file-name";

/**
 * The report for the instructor: figures, whom to look at, every student. One file that needs no network;
 * without its scripts the tables remain.
 */
export async function classPage(graded: GradedClass): Promise<string> {
	const summary = classSummary(graded);
	const figures = classFigures(summary);
	const tiles: [string, string][] = [
		[`${summary.students}`, "students"],
		[`${summary.graded}`, "with a grade"],
		[summary.mean === null ? "–" : formatPoints(summary.mean), "points on average"],
		[summary.median === null ? "–" : formatPoints(summary.median), "points in the middle (median)"],
		[formatPoints(graded.maxPoints), "points at most"],
		[`${graded.quarantine.length}`, "in quarantine"],
	];
	const body = [
		'<main class="wide">',
		'<header><p class="eyebrow">attention-lab · report for the instructor</p><h1>The class</h1></header>',
		`<ul class="tiles">${tiles.map(([number, what]) => `<li><strong>${number}</strong>${what}</li>`).join("")}</ul>`,
		lookHtml(graded),
		`<h2>What the class did</h2><div class="figures">${figures.map(figureHtml).join("\n")}</div>`,
		studentsHtml(graded),
		"</main>",
		`<script type="application/json" id="figures">${asData(figures.map(({ figure: { data, layout, config } }) => ({ data, layout, config })))}</script>`,
	].join("\n");
	return htmlPage({
		title: "The class: attention-lab",
		body,
		scripts: [await plotlySource(), classPageScript],
	});
}

const plotlySource = (): Promise<string> =>
	readFile(createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min"), "utf8");

/** JSON that cannot end the element it stands in. */
const asData = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

function lookHtml({ students, quarantine }: GradedClass): string {
	const open = students.filter(({ grade }) => grade.grade === null);
	if (open.length + quarantine.length === 0)
		return '<p class="note next">Nothing has to be looked at: every student has a grade.</p>';
	const people = open.map(
		(student) =>
			`<li>${linkTo(student)}: ${student.grade.notes.map((note) => `<bdi>${inlineHtml(note)}</bdi>`).join(" ") || stateWords[student.result.state]}</li>`,
	);
	const things = quarantine.map(
		({ source, why }) =>
			`<li><strong><bdi>${escapeHtml(source)}</bdi></strong> is in quarantine: <bdi>${inlineHtml(why)}</bdi></li>`,
	);
	return (
		'<section class="note bad" aria-labelledby="look"><h2 id="look">What needs a look</h2>' +
		`<ul>${[...people, ...things].join("")}</ul>` +
		`<p>${inlineHtml("A student in this list has no grade yet, and no export gives one. Run `attention-lab grade run` again for what the grader could not judge; set the rest with `attention-lab grade override`.")}</p></section>`
	);
}

function figureHtml({ title, figure, broad }: ClassFigure, i: number): string {
	const alt = escapeHtml(figure.alt);
	return (
		`<figure class="chart${broad ? " broad" : ""}"><figcaption><h3>${escapeHtml(title)}</h3><p class="soft">${alt}</p></figcaption>` +
		`<div class="drawing" role="img" aria-label="${alt}" data-figure="${i}"></div>` +
		`<details><summary>Data table</summary><div class="scroll" role="region" tabindex="0" aria-label="Data of ${escapeHtml(title)}">${tableHtml(figure.table)}</div></details></figure>`
	);
}

function studentsHtml({ students, exercises }: GradedClass): string {
	const columns = [
		...["Student", "Id", "Section", "Grade", "State", "Late"].map((name) => ({
			name,
			title: name,
		})),
		...exercises.map(({ id }) => ({ name: id.slice(0, 2), title: exerciseTitle(id) })),
	];
	const head = columns.map(
		({ name, title }) => `<th scope="col" title="${escapeHtml(title)}">${escapeHtml(name)}</th>`,
	);
	return (
		'<section class="sheet" aria-labelledby="students"><h2 id="students">Every student</h2>' +
		'<p class="tools" hidden><label for="search">Show only</label><input id="search" type="search" placeholder="a name, an id, a section, a state"> <span role="status" class="soft"></span></p>' +
		'<div class="scroll" role="region" tabindex="0" aria-labelledby="students">' +
		`<table class="list" id="student-table"><thead><tr>${head.join("")}</tr></thead>` +
		`<tbody>${students.map((student) => rowHtml(student, exercises)).join("\n")}</tbody></table></div></section>`
	);
}

function rowHtml(student: GradedStudent, exercises: readonly GradedExercise[]): string {
	const { result, grade } = student;
	const number = (value: number | null | undefined) =>
		typeof value === "number"
			? `<td class="number" data-value="${value}">${formatPoints(value)}</td>`
			: '<td class="number" data-value="-1">–</td>';
	return [
		`<tr><th scope="row">${linkTo(student)}</th>`,
		`<td><bdi>${escapeHtml(result.student)}</bdi></td>`,
		`<td>${escapeHtml(grade.section ?? "")}</td>`,
		number(grade.grade),
		`<td>${result.submission ? stateWords[result.state] : "nothing handed in"}</td>`,
		`<td class="number" data-value="${grade.lateSeconds}">${grade.lateSeconds > 0 ? duration(grade.lateSeconds) : ""}</td>`,
		...exercises.map(({ id }) => number(grade.exercises[id])),
		"</tr>",
	].join("");
}

const linkTo = ({ result, grade }: GradedStudent): string =>
	`<a href="students/${studentFileName(result.student)}.html"><bdi>${escapeHtml(grade.name ?? result.student)}</bdi></a>`;
