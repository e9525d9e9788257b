import { join } from "node:path";
import { expect, it } from "vitest";
import { lessons } from "../../src/course";
import { type CourseAnswer, courseAnswers } from "../../src/course/answers/course-answers";
import { formatNotebook } from "../../src/notebook/format-notebook";
import type { Cell } from "../../src/notebook/notebook";
import { projectRoot } from "../../src/project-root";

it("notebooks/questions.ipynb holds all answers of the course (vitest -u writes it anew)", async () => {
	const answers = await courseAnswers();
	const cells = [
		text("title", title),
		code(
			"look-up",
			'import { lookUp } from "attention-lab/course";\n\nawait lookUp("divide by the root")',
		),
		...lessons.map(({ id, title }) => {
			const own = answers.filter(({ kind, lesson }) => kind === "question" && lesson.id === id);
			const entries = own.map((answer) => `**${answer.title}** ${answer.text}`);
			const heading = `## [${id.slice(0, 2)} · ${title}](${id}.ipynb)`;
			return text(`questions-${id.slice(0, 2)}`, [heading, ...entries].join("\n\n"));
		}),
		text("glossary", glossary(answers.filter(({ kind }) => kind === "word"))),
	];
	const notebook = formatNotebook({ cells, metadata, nbformat: 4, nbformat_minor: 5 });
	await expect(notebook).toMatchFileSnapshot(join(projectRoot, "notebooks", "questions.ipynb"));
});

const title = `# Questions people ask, and the words of the course

Every question that a lesson answers, and every word it explains, in one place. Put what you want to know into the
cell below and run it: a few words are enough, their order does not matter. Or search this page with \`Ctrl\`+\`F\`.`;

function glossary(words: readonly CourseAnswer[]): string {
	const rows = [...words]
		.sort((a, b) => a.title.localeCompare(b.title, "en"))
		.map(({ title, text, lesson }) => {
			return `| **${title}** | ${text} | [${lesson.id.slice(0, 2)}](${lesson.id}.ipynb) |`;
		});
	return [
		"## The words of the course",
		"",
		"| word | meaning | lesson |",
		"|---|---|---|",
		...rows,
	].join("\n");
}

const text = (id: string, source: string): Cell => ({
	cell_type: "markdown",
	id,
	metadata: {},
	source,
});

const code = (id: string, source: string): Cell => ({
	cell_type: "code",
	id,
	metadata: {},
	source,
	execution_count: null,
	outputs: [],
});

const metadata = {
	kernelspec: {
		display_name: "TypeScript (attention-lab)",
		language: "typescript",
		name: "attention-lab",
	},
	language_info: {
		codemirror_mode: "typescript",
		file_extension: ".ts",
		mimetype: "text/typescript",
		name: "typescript",
	},
};
