import { describe, expect, it } from "vitest";
import type { Judgment } from "../../../src/course/judgment";
import { Verdict, type VerdictDetails } from "../../../src/course/verdict";
import { colourStyle } from "../../../src/course/views/style";
import { verdictText } from "../../../src/course/views/verdict-text";
import { jupyterDisplay } from "../../../src/plots/jupyter-display";
import { sampleLesson } from "../checking/sample-exercise";

const known = sampleLesson.exercise.misconceptions[0]!;
const judgment: Judgment = {
	points: 3,
	passed: false,
	tests: [
		{ name: "shares are right", status: "passed", points: 3, maxPoints: 3 },
		{
			name: "rows are right",
			status: "failed",
			points: 0,
			maxPoints: 4,
			message: "…",
			failure: {
				summary: "[0] of the result of `f` is 1 but should be 2.",
				call: "f([1])",
				expected: "[2]",
				actual: "[1]",
			},
			misconception: known.id,
			known,
		},
		{
			name: "rows are separate",
			status: "failed",
			points: 0,
			maxPoints: 2,
			message: "…",
			failure: { summary: "f threw Error: no", place: "exercises/99-shares.ts:3:5" },
			misconception: known.id,
			known,
		},
		{
			name: "and so on",
			status: "skipped",
			points: 0,
			maxPoints: 1,
			message: "…",
			failure: { summary: "f is not written yet." },
		},
	],
};
const verdict = (details: Partial<VerdictDetails> = {}, seed = 1) =>
	new Verdict("/course/exercises/99-shares.ts", "exercises/99-shares.ts", seed, {
		lesson: sampleLesson,
		judgment,
		printed: "",
		hintsTaken: 0,
		notes: [],
		...details,
	});
const html = (shown = verdict()) => String(shown[jupyterDisplay]()["text/html"]);

describe("a verdict", () => {
	it("is exported as the contract says, and nothing more", () => {
		expect(JSON.parse(JSON.stringify(verdict({}, 7)))).toEqual({
			exercise: "99-shares",
			file: "exercises/99-shares.ts",
			seed: 7,
			passed: false,
			points: 3,
			maxPoints: 10,
			tests: [
				{ name: "shares are right", status: "passed", points: 3, maxPoints: 3 },
				{
					name: "rows are right",
					status: "failed",
					points: 0,
					maxPoints: 4,
					message: "…",
					misconception: "divides-by-the-largest",
				},
				{
					name: "rows are separate",
					status: "failed",
					points: 0,
					maxPoints: 2,
					message: "…",
					misconception: "divides-by-the-largest",
				},
				{ name: "and so on", status: "skipped", points: 0, maxPoints: 1, message: "…" },
			],
		});
	});

	it("reads well in a terminal", () => {
		expect(verdictText(verdict({}, 7), { place: "terminal" })).toBe(
			`99-shares · Shares of a whole   3 of 10 points   seed 7

  ✓ 3/3  shares are right
  ✗ 0/4  rows are right
         [0] of the result of \`f\` is 1 but should be 2.
         call      f([1])
         expected  [2]
         actual    [1]
         This is what you get from: divided by the largest amount instead of the sum
         The largest share is then 1.

  ✗ 0/2  rows are separate
         f threw Error: no
         at        exercises/99-shares.ts:3:5
         Again: divided by the largest amount instead of the sum

  ○ 0/1  and so on  f is not written yet.

Edit exercises/99-shares.ts, save, and check again. If you are stuck, hint 1 of 4:
\`npx attention-lab hint 99-shares\``,
		);
	});

	it("says the same with colours and without", () => {
		const coloured = verdictText(verdict(), { style: colourStyle });
		expect(coloured).toContain("\u001b[");
		// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what is looked for
		expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(verdictText(verdict()));
	});

	it("shows a notebook each property with mark, words and points", () => {
		const text = html().replace(/<[^>]*>/g, "");
		expect(text).toContain("✓shares are right (passed, 3 of 3)");
		expect(text).toContain("✗rows are right (not right yet, 0 of 4)");
		expect(text).toContain("○and so on (f is not written yet, 0 of 1)");
		expect(html()).toContain('<th scope="row" style="text-align:left;font-weight:normal">expected');
	});

	it("explains a misconception once, and names it when it comes again", () => {
		expect(html().split("The largest share is then 1.").length - 1).toBe(1);
		expect(html()).toContain(
			"<p>Again: <strong>divided by the largest amount instead of the sum</strong></p>",
		);
	});

	it("shows what learners wrote and printed as text, never as HTML", () => {
		const hostile = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
		const failure = {
			summary: hostile,
			call: hostile,
			expected: hostile,
			actual: hostile,
			place: hostile,
		};
		const test = { ...judgment.tests[1]!, name: hostile, failure };
		const shown = html(
			verdict({
				judgment: { ...judgment, tests: [test], problem: failure },
				printed: hostile,
				notes: [hostile],
			}),
		);
		expect(shown).not.toMatch(/<(img|script)/);
		expect(shown.split("&lt;script&gt;").length - 1).toBeGreaterThan(6);
	});

	it("needs no script, no style sheet, and nothing from elsewhere", () => {
		expect(html()).not.toMatch(/<(script|style|link|img|iframe)|https?:|url\(/);
	});

	it("offers the next hint, then all of them again, then the solution", () => {
		expect(String(verdict({ hintsTaken: 3 }))).toContain("hint 4 of 4:\n`await hint(");
		expect(String(verdict({ hintsTaken: 4 }))).toContain("All hints are taken");
		const passed = { points: 10, passed: true, tests: [judgment.tests[0]!] };
		expect(String(verdict({ judgment: passed }))).toContain('`await solution("99-shares")`');
	});

	it("tells first why nothing could be judged", () => {
		const problem = { summary: "It is no TypeScript:\n\n1 | x (\n      ^", place: "a.ts:1:4" };
		const shown = verdict({ judgment: { ...judgment, problem } });
		expect(String(shown)).toContain("  It is no TypeScript:\n\n  1 | x (\n        ^\n");
		expect(html(shown)).toContain('<div role="alert">');
	});

	it("cuts short what the code printed", () => {
		const printed = Array.from({ length: 100 }, (_, i) => `line ${i}\n`).join("");
		const text = String(verdict({ printed }));
		expect(text).toContain("line 29\n");
		expect(text).not.toContain("line 30\n");
		expect(text).toContain("… 70 more lines");
	});
});
