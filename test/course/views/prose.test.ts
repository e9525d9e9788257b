import { describe, expect, it } from "vitest";
import { proseHtml, proseText } from "../../../src/course/views/prose";

const prose = "First `a < b`,\nthen more.\n\n```\nif (a < b)\n\treturn;\n```\n\nLast.";

describe("prose", () => {
	it("becomes paragraphs and code in HTML", () => {
		expect(proseHtml(prose)).toBe(
			"<p>First <code>a &lt; b</code>, then more.</p>" +
				"<pre><code>if (a &lt; b)\n\treturn;</code></pre><p>Last.</p>",
		);
	});

	it("becomes wrapped lines and indented code in a terminal", () => {
		expect(proseText(prose, { width: 20, indent: "> " })).toBe(
			"> First `a < b`,\n> then more.\n\n>     if (a < b)\n>     \treturn;\n\n> Last.",
		);
	});

	it("does not break code between backticks over two lines", () => {
		expect(proseText("see `a long piece of code` here", { width: 12 })).toBe(
			"see\n`a long piece of code`\nhere",
		);
	});
});
