import { softmax } from "attention-lab";
import { buildVocabulary, encode, readText } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../../src/project-root";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

await describeNotebook("16-language-model", {
	numbers: { "0.3": "not a result", "2.2": "not a result" },
	showingTheExercise: ["your-model"],
	// their numbers are those of a training, whose last digits belong to the machine it ran on
	measuring: ["train", "verdict", "write", "slider", "temperature", "top-k"],
});

describe("the prose of 16-language-model", async () => {
	const notebook = await readLesson("16-language-model");
	const prose = proseOf(notebook);

	it("has the example by hand right", () => {
		const logits = [1, 2, 5].map(Math.log);
		const close = (actual: number[], expected: number[]) => {
			actual.forEach((chance, i) => {
				expect(chance).toBeCloseTo(expected[i]!, 12);
			});
		};
		close(softmax(logits), [1 / 8, 2 / 8, 5 / 8]);
		close(softmax(logits.map((logit) => logit / 0.5)), [1 / 30, 4 / 30, 25 / 30]);
		close(softmax([-Infinity, ...logits.slice(1)]), [0, 2 / 7, 5 / 7]);
		expect(prose).toContain("1/30, 4/30 and 25/30");
		expect(prose).toContain("0, 2/7 and 5/7");
	});

	it("says how many characters the text has", async () => {
		const text = await readText(`${projectRoot}/notebooks/texts/moby-dick.txt`);
		const vocabulary = buildVocabulary(text);
		expect(encode(text, vocabulary)).toHaveLength(139_055);
		expect(prose).toContain(`The text has ${vocabulary.size} different characters`);
	});

	it("settles everything in one cell", () => {
		const cell = notebook.cells.find(({ id }) => id === "settings");
		for (const name of ["textFile", "steps", "seed", "saveAs"]) {
			expect(cell?.source).toContain(`\t${name}: `);
			const others = notebook.cells.filter((other) => other.id !== "settings");
			for (const { source } of others) expect(source).not.toMatch(new RegExp(`\\b${name} = [^=]`));
		}
	});
});
