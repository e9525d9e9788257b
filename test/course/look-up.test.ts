import { describe, expect, it } from "vitest";
import { lessons, lookUp } from "../../src/course";
import { courseAnswers, questionsIn, wordsIn } from "../../src/course/answers/course-answers";
import { jupyterDisplay } from "../../src/plots/jupyter-display";

const titles = async (words: string) => (await lookUp(words)).answers.map(({ title }) => title);

describe("the course's answers", () => {
	it("are the bold questions of a notebook, each with all its paragraphs", () => {
		const markdown = "## Questions\n\n**Why?** Because.\n\nReally.\n\n**What for?** For you.";
		expect(questionsIn(markdown)).toEqual([
			["Why?", "Because.\n\nReally."],
			["What for?", "For you."],
		]);
	});

	it("keep a bold word inside an answer in the answer", () => {
		expect(questionsIn("**Why?** It is **not** so.")).toEqual([["Why?", "It is **not** so."]]);
	});

	it("are the words of its table", () => {
		const markdown = "| word | meaning |\n|---|---|\n| **key** | what is compared |\n";
		expect(wordsIn(markdown)).toEqual([["key", "what is compared"]]);
	});

	it("are there for every lesson, questions and words", async () => {
		const answers = await courseAnswers();
		for (const lesson of lessons)
			for (const kind of ["question", "word"]) {
				const own = answers.filter((answer) => answer.lesson === lesson && answer.kind === kind);
				expect(own.length, `${kind}s of ${lesson.id}`).toBeGreaterThan(2);
				for (const { title, text } of own) {
					expect(title).not.toBe("");
					expect(text.length, `${lesson.id}: ${title}`).toBeGreaterThan(8);
				}
			}
	});

	it.each([
		["why separate query, key and value vectors", /separate|three/i],
		["how does self-attention help understand context", /context/i],
		["a simple example of self-attention", /example/i],
		["why divide by the root of d_k and not by d_k", /divide by/i],
		["what is a head", /head/i],
		["d_out per head and in total", /d_out|d_\{out\}/i],
	])("answer what everybody asks: %s", async (words, title) => {
		expect((await titles(words)).join("\n")).toMatch(title);
	});
});

describe("lookUp", () => {
	it("finds a word by its beginning, and in spite of a slip", async () => {
		expect(await titles("softm")).toContain("softmax");
		expect(await titles("sofmtax")).toContain("softmax");
	});

	it("shows answers as Markdown with a link to the lesson", async () => {
		const found = await lookUp("causal mask");
		const bundle = found[jupyterDisplay]();
		expect(bundle["text/markdown"]).toContain("](06-masks.ipynb)");
		expect(bundle["text/plain"]).toContain("(06-masks)");
	});

	it("gives as many as wanted", async () => {
		expect((await lookUp("attention", { most: 2 })).answers).toHaveLength(2);
	});

	it("says so when nothing has these words, and when nothing was asked", async () => {
		expect(`${await lookUp("xylophone zzz")}`).toContain("Nothing here has these words");
		expect(`${await lookUp("  ")}`).toContain("What would you like to know?");
	});
});
