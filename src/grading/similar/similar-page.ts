import { escapeHtml } from "../../course/views/drawing";
import { htmlPage } from "../reports/html-page";
import type { Place } from "./code-tokens";
import type { Group, Pair } from "./compare-answers";
import type { SimilarAnswers } from "./find-similar";

/** Whoever looks at more than these looks into similar.json. */
const mostPairs = 200;

/** The page that shows which answers are alike, and where. It shows texts, and judges nobody. */
export function similarPage(exercises: readonly SimilarAnswers[], leftOut: number): string {
	const groups = exercises.reduce((sum, { groups }) => sum + groups.length, 0);
	const found = exercises.filter(({ groups }) => groups.length > 0);
	const body = [
		`<style>${style}</style>`,
		'<main class="wide">',
		"<h1>Answers that are alike</h1>",
		`<p>${groups === 0 ? "No answers are more alike than those of different people usually are." : `${count(groups, "group")} of answers in ${count(found.length, "exercise")} ${groups === 1 ? "is" : "are"} more alike than those of different people usually are.`}</p>`,
		caution(leftOut),
		overview(exercises),
		...found.map(exerciseSection),
		"</main>",
	];
	return htmlPage({ title: "Answers that are alike", body: body.join("\n") });
}

const style = `
pre { tab-size: 4; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.sides > * { min-width: 0; }
.sides pre { margin: 0.35rem 0 0; white-space: pre; }
.sides h4 { margin: 0; font-size: 1rem; }
mark { background: var(--accent-tint); color: inherit; text-decoration: underline; text-decoration-color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
@media (max-width: 48rem) { .sides { grid-template-columns: 1fr; } }
`;

function caution(leftOut: number): string {
	const rest =
		leftOut > 0
			? ` ${count(leftOut, "submission")} could not be matched to a student and ${leftOut === 1 ? "was" : "were"} not compared.`
			: "";
	return `<div class="note next">
<p><strong>What this page can say, and what it cannot.</strong> It shows where texts agree; it does not know why. People work in pairs, learn from the same book or assistant, are helped by the same tutor, or find the same short way by themselves. Agreement is a reason to talk with people and to listen, not a finding about anyone, and no grade is changed by it.</p>
<p>Left out of account: the empty exercise, the course's own solution, and whatever more than a tenth of the class wrote. Names, numbers, types, comments, layout and the order of functions do not count. An answer is shown when, of the shorter of two, well over half stands in the other and in hardly any third, and not less than about eight lines; for the shortest exercises that leaves identical files only.${rest}</p>
</div>`;
}

function overview(exercises: readonly SimilarAnswers[]): string {
	const rows = exercises.map(({ exercise, answers, groups }) => {
		const students = new Set(groups.flatMap((group) => group.students)).size;
		const name = escapeHtml(exercise);
		const head = groups.length > 0 ? `<a href="#${name}">${name}</a>` : name;
		return `<tr><th scope="row">${head}</th><td class="number">${answers}</td><td class="number">${groups.length}</td><td class="number">${students}</td></tr>`;
	});
	return `<div class="sheet scroll"><table class="list"><caption class="unseen">Compared answers by exercise</caption><thead><tr><th scope="col">Exercise</th><th scope="col" class="number">Answers compared</th><th scope="col" class="number">Groups</th><th scope="col" class="number">Students in them</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function exerciseSection({ exercise, groups }: SimilarAnswers): string {
	let left = mostPairs;
	const sections = groups.map((group, i) => {
		const shown = group.pairs.slice(0, left);
		left -= shown.length;
		return groupSection(group, shown, i + 1);
	});
	return `<section class="exercise" id="${escapeHtml(exercise)}"><h2>${escapeHtml(exercise)}</h2>${sections.join("\n")}</section>`;
}

function groupSection({ students, pairs }: Group, shown: readonly Pair[], number: number): string {
	const rest = pairs.length - shown.length;
	return `<div class="sheet"><h3>Group ${number}: ${students.map(escapeHtml).join(", ")}</h3>
${shown.map(pairDetails).join("\n")}
${rest > 0 ? `<p>${count(rest, "more pair")} of this group ${rest === 1 ? "is" : "are"} in similar.json.</p>` : ""}</div>`;
}

function pairDetails(pair: Pair): string {
	const { left, right, passages } = pair;
	const names = `${escapeHtml(left.student)} and ${escapeHtml(right.student)}`;
	const sides =
		pair.kind === "identical"
			? `<pre tabindex="0" aria-label="The text of both">${escapeHtml(left.text)}</pre>`
			: `<div class="sides">${side(left.student, left.text, passages.left)}${side(right.student, right.text, passages.right)}</div>`;
	return `<details><summary>${names}: ${words(pair)}</summary>${sides}</details>`;
}

function words({ kind, share }: Pair): string {
	if (kind === "identical") return "the same text, to the last byte";
	if (kind === "same code") return "the same code; names, numbers, comments or layout differ";
	return `${Math.round(share * 100)} % of the shorter answer stands in both`;
}

function side(student: string, text: string, places: readonly Place[]): string {
	const name = escapeHtml(student);
	return `<div><h4>${name}</h4><pre tabindex="0" aria-label="The answer of ${name}; what stands in both is underlined">${marked(text, places)}</pre></div>`;
}

function marked(text: string, places: readonly Place[]): string {
	let from = 0;
	const parts = places.flatMap(({ start, end }) => {
		const parts = [
			escapeHtml(text.slice(from, start)),
			`<mark>${escapeHtml(text.slice(start, end))}</mark>`,
		];
		from = end;
		return parts;
	});
	return [...parts, escapeHtml(text.slice(from))].join("");
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
