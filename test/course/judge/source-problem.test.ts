import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceProblem } from "../../../src/course/judge/source-problem";
import type { Lesson } from "../../../src/course/lesson";
import { projectRoot } from "../../../src/project-root";
import { sampleLesson } from "../checking/sample-exercise";

const lesson: Lesson = {
	...sampleLesson,
	exercise: { ...sampleLesson.exercise, functions: ["shares", "softmax"], allowedImports: ["dot"] },
};
const problem = (text: string) => {
	const file = join(projectRoot, "exercises", "99-shares.ts");
	return sourceProblem({ text, file, label: "exercises/99-shares.ts" }, lesson);
};

describe("a source that is no TypeScript", () => {
	it("is shown with the line, a caret under the place, and the parser's words", () => {
		expect(problem("const a = 1;\nexport const f = (x) => {\n\treturn (x;\n};\n")).toEqual({
			summary:
				"exercises/99-shares.ts is not valid TypeScript: Expected `,` or `)` but found `;`.\n\n" +
				"3 |   return (x;\n" +
				"               ^\n\n" +
				"Look at this line and the one before it: a bracket, a comma or a quote may be missing or too much.",
			place: "exercises/99-shares.ts:3:11",
		});
	});

	it("is located with Windows line ends, too", () => {
		expect(problem("const a = 1;\r\nconst b = ;\r\n")?.place).toBe("exercises/99-shares.ts:2:11");
	});

	it("is located behind characters that take more than one byte", () => {
		expect(problem('const a = "∑🦊é";\nconst é = ;')?.place).toBe("exercises/99-shares.ts:2:11");
	});

	it("is noticed when the file ends too early", () => {
		expect(problem("export function f() {\n")?.place).toMatch(/^exercises\/99-shares\.ts:[12]:/);
	});
});

describe("a source that hands in somebody else's answer", () => {
	it.each([
		['import { softmax } from "attention-lab";', "softmax"],
		['import { softmax as mine } from "attention-lab";', "softmax"],
		['export { softmax } from "attention-lab";', "softmax"],
		['export { softmax as shares } from "attention-lab";', "softmax"],
	])("is refused: %s", (text, name) => {
		expect(problem(text)?.summary).toBe(
			`This file uses the library's own \`${name}\`. The exercise is to build this yourself: remove \`${name}\` from the import. You may import \`dot\`, \`NotImplemented\`, \`ShapeError\` and all types.`,
		);
	});

	it("is told so, too, when it takes something else that the exercise is to do without", () => {
		expect(problem('import { matmul } from "attention-lab";')?.summary).toContain(
			"In this exercise it may not be imported: remove `matmul`",
		);
	});

	it.each([
		'import * as lab from "attention-lab";',
		'export * from "attention-lab";',
		'const lab = await import("attention-lab");',
	])("is refused for taking the whole library: %s", (text) => {
		expect(problem(text)?.summary).toMatch(/^This file takes the whole library at once\./);
	});

	it.each([
		'import { softmax } from "../solutions/02-softmax";',
		'import { softmax } from "../src/attention/softmax";',
		'export * from "../solutions/02-softmax.ts";',
		'const { softmax } = await import("../src/attention");',
		'import { suite } from "../test/exercises/02-softmax.test";',
		'import { softmax } from "../.build/attention/index.js";',
	])("is refused for looking where the answer stands: %s", (text) => {
		expect(problem(text)?.summary).toMatch(/where the answer stands/);
	});

	it("is refused for importing another part of the package", () => {
		expect(problem('import { attend } from "attention-lab/tensor";')?.summary).toBe(
			'An exercise may not import from "attention-lab/tensor". From "attention-lab" you may use `dot`, `NotImplemented`, `ShapeError` and all types.',
		);
	});

	it("is told the line of the import", () => {
		const text = 'import { dot } from "attention-lab";\n\nimport { softmax } from "attention-lab";';
		expect(problem(text)?.place).toMatch(/^exercises\/99-shares\.ts:3:/);
	});
});

describe("a source of the learner's own", () => {
	it.each([
		'import { dot, NotImplemented, ShapeError } from "attention-lab";',
		'import type { Matrix, Vector } from "attention-lab";',
		'import { type Matrix, type Vector } from "attention-lab";',
		'import { Matrix, Vector } from "attention-lab"; // types without "type"',
		'import type * as lab from "attention-lab";',
		'import * as mathjs from "mathjs";',
		'import { softmax } from "./02-softmax"; // an earlier exercise',
		'// import { softmax } from "attention-lab";',
		"export const softmax = (x: number[]) => x;",
		"",
	])("is accepted: %s", (text) => {
		expect(problem(text)).toBeUndefined();
	});
});
