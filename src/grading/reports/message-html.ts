import { escapeHtml } from "../../course/views/drawing";
import { proseHtml } from "../../course/views/prose";

/** A fact of a message, as `failureText` writes it below the summary: "  expected  [2]". */
const fact = /^ {2}(call|expected|actual|at) +(.*)$/;

/** The message of a failed test: the summary as prose, and below it call, expected and actual. */
export function messageHtml(message: string): string {
	const lines = message.split("\n");
	const first = lines.findIndex((line) => fact.test(line));
	const summary = first < 0 ? lines : lines.slice(0, first);
	return proseHtml(summary.join("\n")) + (first < 0 ? "" : factsHtml(lines.slice(first)));
}

/** A line that begins no fact goes on with the one before. */
function factsHtml(lines: readonly string[]): string {
	const facts: { name: string; value: string }[] = [];
	for (const line of lines) {
		const [, name, value] = fact.exec(line) ?? [];
		if (name !== undefined && value !== undefined) facts.push({ name, value });
		else facts.at(-1)!.value += `\n${line}`;
	}
	const rows = facts.map(
		({ name, value }) =>
			`<tr><th scope="row">${name}</th><td><code>${escapeHtml(value)}</code></td></tr>`,
	);
	return `<table class="facts">${rows.join("")}</table>`;
}
