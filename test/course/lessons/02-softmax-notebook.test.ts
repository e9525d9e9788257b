import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scoreMatrix, softmax, softmaxRows } from "attention-lab";
import { sentence } from "attention-lab/course";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchKernel } from "../../../src/kernel/launch";
import { executeNotebook } from "../../../src/notebook/execute-notebook";
import { formatNotebook } from "../../../src/notebook/format-notebook";
import type { CodeCell } from "../../../src/notebook/notebook";
import { readNotebook } from "../../../src/notebook/read-notebook";
import { projectRoot } from "../../../src/project-root";

const path = join(projectRoot, "notebooks", "02-softmax.ipynb");
const notebook = await readNotebook(path);

describe("the notebook 02-softmax", () => {
	it("is in canonical form, without outputs", () => {
		expect(readFileSync(path, "utf8")).toBe(formatNotebook(notebook));
		for (const cell of notebook.cells) {
			if (cell.cell_type !== "code") continue;
			expect(cell).toMatchObject({ outputs: [], execution_count: null });
		}
	});

	it("has a readable id for each cell", () => {
		const ids = notebook.cells.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
	});

	it("asks for a prediction first, for the exercise and the quiz last", () => {
		const code = notebook.cells.filter(({ cell_type }) => cell_type === "code");
		expect(code[0]?.id).toBe("predict");
		const asked = code.map(({ source }) => source).join("\n");
		expect(asked).toMatch('await check("02-softmax")');
		expect(asked).toMatch('quiz("02-softmax")');
	});

	it("says before each code cell what to look for", () => {
		notebook.cells.forEach((cell, i) => {
			if (cell.cell_type !== "code" || cell.id.startsWith("quiz-answer")) return;
			expect(notebook.cells[i - 1]?.cell_type, cell.id).toBe("markdown");
		});
	});
});

describe("the cells of 02-softmax", () => {
	const cells = notebook.cells.filter(({ id }) => id !== "check"); // that one depends on the exercise
	const shown = new Map<string, string>();
	const kernel = launchKernel({ cwd: join(projectRoot, "notebooks") });

	beforeAll(async () => {
		const execution = await executeNotebook({ ...notebook, cells }, kernel);
		expect(execution.failure).toBeUndefined();
		for (const cell of execution.notebook.cells)
			if (cell.cell_type === "code") shown.set(cell.id, textOf(cell));
	}, 30_000);
	afterAll(() => kernel.shutdown());

	it.each(cells.filter(({ cell_type }) => cell_type === "code").map(({ id }) => id))(
		"%s shows what the lesson says",
		(id) => {
			expect(shown.get(id)).toMatchSnapshot();
		},
	);
});

function textOf({ outputs }: CodeCell): string {
	return outputs
		.map((output) => {
			if (output.output_type === "stream") return output.text;
			return output.output_type === "error" ? output.evalue : String(output.data["text/plain"]);
		})
		.join("\n");
}

describe("the prose of 02-softmax", () => {
	const prose = notebook.cells
		.filter(({ id, cell_type }) => cell_type === "markdown" && id !== "sources")
		.map(({ source }) => source)
		.join("\n");
	const scores = scoreMatrix(sentence.embeddings, sentence.embeddings);
	const bank = scores[4]!;
	const weights = softmaxRows(scores);
	const received = (key: string) =>
		weights.reduce((sum, row) => sum + row[sentence.tokens.indexOf(key)]!, 0);

	/** Every number with a decimal point that the text states, and where it comes from. */
	const computed: Record<string, number | "not a result"> = {
		"0.2": 103 / 506,
		"2.718": Math.E,
		"1.443": 1 / Math.LN2,
		"1.560": received("fished"),
		"0.371": received("the"),
		"1.8": Number.MAX_VALUE / 1e308,
		"0.9999999999999999": "not a result",
		"0.9": "not a result",
		"0.1": "not a result",
		"709.5": "not a result",
		"1.1": "not a result",
	};

	it("states no number that is not computed", () => {
		const stated = prose.match(/\d+\.\d+/g) ?? [];
		expect(stated.filter((text) => !(text in computed))).toEqual([]);
		for (const [text, value] of Object.entries(computed)) {
			expect(prose, "a number that is listed here but not stated").toContain(text);
			if (value === "not a result") continue;
			const decimals = text.split(".")[1]!.length;
			expect(value.toFixed(decimals)).toBe(text);
		}
	});

	it("has the scores of bank right", () => {
		expect(bank).toEqual([0, 2, 1, 0, 3]);
		expect(prose).toContain(`| key | ${sentence.tokens.join(" | ")} |`);
		expect(prose).toContain(`| score | ${bank.join(" | ")} |`);
	});

	it("has the example by hand right: 1, 4, 2, 1 and 8 parts of 16", () => {
		const parts = bank.map((score) => 2 ** score);
		expect(parts).toEqual([1, 4, 2, 1, 8]);
		expect(parts.reduce((a, b) => a + b)).toBe(16);
	});

	it("has the limits of exp right", () => {
		expect(Math.exp(709)).toBeLessThan(Infinity);
		expect(Math.exp(710)).toBe(Infinity);
		expect(Math.exp(-745)).toBeGreaterThan(0);
		expect(Math.exp(-746)).toBe(0);
		expect(softmax([0, -745])[1]).toBeGreaterThan(0);
		expect(softmax([0, -746])[1]).toBe(0);
		expect(Math.exp(709.5)).toBeLessThan(Infinity);
		expect(Math.exp(709.5) + Math.exp(709.5)).toBe(Infinity);
	});

	it("is right about the equal weights of the, and about the order at any temperature", () => {
		expect(weights[3]).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
		for (const temperature of [0.1, 1, 10]) {
			const row = softmax(bank.map((score) => score / temperature));
			expect(row.toSorted((a, b) => a - b)).toEqual([3, 0, 2, 1, 4].map((i) => row[i]));
		}
	});

	it("is right about the worked case of the exercise", () => {
		const [first, second] = softmax([0, Math.log(3)]);
		expect(first).toBeCloseTo(1 / 4, 12);
		expect(second).toBeCloseTo(3 / 4, 12);
	});
});
