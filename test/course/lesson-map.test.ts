import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lessons } from "../../src/course/lessons";
import { projectRoot } from "../../src/project-root";

describe("notebooks/README.md", () => {
	it("is the map of the lessons (vitest -u draws it anew)", async () => {
		const rows = lessons.map(({ id, title, question, minutes, exercise }) => {
			const written = exercise.functions.map((name) => `\`${name}\``).join(", ");
			const file = `[exercises/${id}.ts](../exercises/${id}.ts)`;
			const link = `[${id.slice(0, 2)} · ${title}](${id}.ipynb)`;
			return `| ${link} | ${question} | ${minutes} | ${file}: ${written} | ${exercise.points} |`;
		});
		const points = lessons.reduce((sum, { exercise }) => sum + exercise.points, 0);
		const map = `# The lessons

Each is a notebook to run and an exercise to write. Take them in order: every lesson uses what the ones before it
built. \`npm start\` opens them in the browser; \`npx attention-lab progress\` shows how far you are.

| lesson | the question | minutes | what you write | points |
|---|---|---|---|---|
${rows.join("\n")}

${points} points in all.
`;
		await expect(map).toMatchFileSnapshot(join(projectRoot, "notebooks", "README.md"));
	});
});
