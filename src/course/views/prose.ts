import { escapeHtml } from "../../plots/data-table";

/**
 * The course's prose, as `lesson.ts` describes it, as HTML: paragraphs, code between backticks, blocks
 * of code between lines of three backticks. Everything else is plain text and is escaped.
 */
export function proseHtml(prose: string): string {
	return blocks(prose)
		.map((block) =>
			block.isCode
				? `<pre><code>${escapeHtml(block.text)}</code></pre>`
				: `<p>${inlineHtml(block.text.replaceAll("\n", " "))}</p>`,
		)
		.join("");
}

/** A line of prose as HTML, without a paragraph of its own. */
export const inlineHtml = (line: string): string =>
	escapeHtml(line).replace(/`([^`]+)`/g, "<code>$1</code>");

/** The prose for a terminal: wrapped at `width`, every line begun with `indent`. */
export function proseText(prose: string, { width = 88, indent = "" } = {}): string {
	return blocks(prose)
		.map(({ isCode, text }) => {
			const lines = isCode
				? text.split("\n").map((line) => `    ${line}`)
				: wrapped(text, width - indent.length);
			return lines.map((line) => `${indent}${line}`.trimEnd()).join("\n");
		})
		.join("\n\n");
}

interface Block {
	readonly isCode: boolean;
	readonly text: string;
}

function blocks(prose: string): Block[] {
	const parts = prose.split(/^```\w*\n([\s\S]*?)\n```$/m);
	return parts.flatMap((part, i): Block[] => {
		if (i % 2 === 1) return [{ isCode: true, text: part }];
		const paragraphs = part.split(/\n\s*\n/).map((text) => text.trim());
		return paragraphs.filter((text) => text !== "").map((text) => ({ isCode: false, text }));
	});
}

function wrapped(text: string, width: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.match(/(?:`[^`]*`|\S)+/g) ?? []) {
		if (line !== "" && line.length + 1 + word.length > width) {
			lines.push(line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return [...lines, line];
}
