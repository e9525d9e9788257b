import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../src/project-root";
import { type CorpusEntry, exerciseFile, rightAnswer } from "./entry";

const stub = readFileSync(join(projectRoot, "src/course/originals/02-softmax.ts.txt"), "utf8");
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rightAnswer, "utf16le")]);
const notAsked = { points: 0, state: "student-error", statuses: ["error"] } as const;
const full = { points: 10, state: "graded", statuses: ["passed"] } as const;

const cell = (source: string, id: string) => ({
	cell_type: "code",
	id,
	execution_count: null,
	metadata: {},
	outputs: [],
	source,
});
const notebook = (...cells: object[]) =>
	JSON.stringify({
		nbformat: 4,
		nbformat_minor: 5,
		metadata: { kernelspec: { name: "attention-lab", display_name: "TypeScript" } },
		cells,
	});
const named = `// exercises/02-softmax.ts\n${rightAnswer}`;

/** Submissions of people who mean well. */
export const broken: readonly CorpusEntry[] = [
	{
		student: "empty-file",
		what: "a file of no bytes",
		files: exerciseFile(""),
		expected: { ...notAsked, says: /no export `softmax`/ },
	},
	{
		student: "only-white-space",
		what: "a file of blank lines",
		files: exerciseFile("\n\n\t\n"),
		expected: notAsked,
	},
	{
		student: "untouched-stub",
		what: "the stub as it was handed out",
		files: exerciseFile(stub),
		expected: { points: 0, state: "graded", statuses: ["failed"], says: /not written yet/ },
	},
	{
		student: "one-function-right",
		what: "one function written, the other still the stub",
		files: exerciseFile(
			`${rightAnswer.replace(/export function softmaxRows[\s\S]*/, "")}
import { NotImplemented } from "attention-lab";
export function softmaxRows(): number[][] { throw new NotImplemented("softmaxRows", "x"); }`,
		),
		expected: { points: 7, state: "graded", says: /not written yet/ },
	},
	{
		student: "syntax-error",
		what: "a bracket is missing",
		files: exerciseFile(rightAnswer.replace("scores.map((score)", "scores.map((score")),
		expected: { ...notAsked, says: /not valid TypeScript/ },
	},
	{
		student: "type-error",
		what: "right, but TypeScript complains",
		files: exerciseFile(`${rightAnswer}\nexport const note: string = 3;`),
		expected: full,
	},
	{
		student: "wrong-export-name",
		what: "softMax in place of softmax",
		files: exerciseFile(rightAnswer.replaceAll(/\bsoftmax\b/g, "softMax")),
		expected: { points: 3, state: "graded", says: /no export `softmax`/ },
	},
	{
		student: "forgotten-export",
		what: "the functions are there, and not exported",
		files: exerciseFile(rightAnswer.replaceAll("export ", "")),
		expected: notAsked,
	},
	{
		student: "class-export",
		what: "classes in place of functions",
		files: exerciseFile("export class softmax {}\nexport class softmaxRows {}"),
		expected: { points: 0, statuses: ["failed"], says: /Class constructor/ },
	},
	{
		student: "default-export",
		what: "an object with the functions as default export",
		files: exerciseFile(
			`${rightAnswer.replaceAll("export ", "")}\nexport default { softmax, softmaxRows };`,
		),
		expected: notAsked,
	},
	{
		student: "constant-export",
		what: "a list in place of a function",
		files: exerciseFile("export const softmax = [0.5, 0.5];\nexport const softmaxRows = [[1]];"),
		expected: { points: 0, statuses: ["error"], says: /not a function/ },
	},
	{
		student: "async-functions",
		what: "async where nothing has to be waited for",
		files: exerciseFile(rightAnswer.replaceAll("export function", "export async function")),
		expected: { points: 0, state: "graded", statuses: ["failed"], says: /promise/ },
	},
	{
		student: "arrow-functions",
		what: "arrow functions held in constants",
		files: exerciseFile(
			rightAnswer
				.replace(
					"export function softmax(scores: readonly number[]): number[] {",
					"export const softmax = (scores: readonly number[]): number[] => {",
				)
				.replace(
					"export function softmaxRows(scores: readonly (readonly number[])[]): number[][] {",
					"export const softmaxRows = (scores: readonly (readonly number[])[]) => {",
				),
		),
		expected: full,
	},
	{
		student: "top-level-await",
		what: "waits for something before it exports",
		files: exerciseFile(`await Promise.resolve(1);\n${rightAnswer}`),
		expected: full,
	},
	{
		student: "enum-and-namespace",
		what: "TypeScript that is more than types",
		files: exerciseFile(
			`enum Start { Lowest = 0 }\nnamespace Sum { export const zero = Start.Lowest; }\n${rightAnswer.replace("let total = 0", "let total: number = Sum.zero")}`,
		),
		expected: full,
	},
	{
		student: "crlf",
		what: "lines that end as on Windows",
		files: exerciseFile(rightAnswer.replaceAll("\n", "\r\n")),
		expected: full,
	},
	{
		student: "byte-order-mark",
		what: "a byte order mark at the start",
		files: exerciseFile(`\uFEFF${rightAnswer}`),
		expected: full,
	},
	{
		student: "utf-16",
		what: "saved as UTF-16",
		files: exerciseFile(utf16),
		expected: { points: 0, state: "ungradable", says: /UTF-16/ },
	},
	{
		student: "invalid-utf-8",
		what: "bytes that are no UTF-8",
		files: exerciseFile(Buffer.concat([Buffer.from(rightAnswer), Buffer.from([0xc3, 0x28])])),
		expected: { points: 0, state: "ungradable", says: /UTF-8/ },
	},
	{
		student: "binary",
		what: "a picture by the name of the exercise",
		files: exerciseFile(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")),
		expected: { points: 0, state: "ungradable" },
	},
	{
		student: "two-megabytes",
		what: "a file that no person wrote",
		files: exerciseFile(`${rightAnswer}\n// ${"x".repeat(2_000_000)}`),
		expected: { points: 0, state: "ungradable", says: /MB/ },
	},
	{
		student: "other-file",
		what: "no exercise, but a letter",
		files: { "README.md": "I was ill." },
		expected: notAsked,
	},
	{
		student: "deep-folder",
		what: "the file lies in folders",
		files: { "course/my work/exercises/02-softmax.ts": rightAnswer },
		expected: full,
	},
	{
		student: "own-helper",
		what: "a second file of the student's own",
		files: {
			"02-softmax.ts": `import { sum } from "./lib/sum";\n${rightAnswer.replace(/let total = 0;[\s\S]*?share;/, "const total = sum(shares);")}`,
			"lib/sum.ts":
				"export const sum = (row: readonly number[]) => { let s = 0; for (const x of row) s += x; return s; };",
		},
		expected: full,
	},
	{
		student: "missing-helper",
		what: "imports a file that was not handed in",
		files: exerciseFile(`import { sum } from "./sum";\n${rightAnswer}`),
		expected: { ...notAsked, says: /\.\/sum/ },
	},
	{
		student: "unknown-package",
		what: "imports a package that nobody has",
		files: exerciseFile(`import _ from "lodash";\n${rightAnswer}`),
		expected: { ...notAsked, says: /lodash/ },
	},
	{
		student: "throws-while-loading",
		what: "a line outside the functions throws",
		files: exerciseFile(`${rightAnswer}\nthrow new Error("I was testing");`),
		expected: notAsked,
	},
	{
		student: "returns-nothing",
		what: "return was forgotten",
		files: exerciseFile(rightAnswer.replaceAll("return s", "s")),
		expected: { points: 0, state: "graded", says: /undefined/ },
	},
	{
		student: "changes-its-input",
		what: "sorts the scores it was given",
		files: exerciseFile(
			rightAnswer.replace("let highest", "(scores as number[]).sort(); let highest"),
		),
		expected: { points: 0, state: "graded", says: /changes its input/ },
	},
	{
		student: "remembers",
		what: "another answer the second time",
		files: exerciseFile(
			rightAnswer
				.replace("let total = 0;", "let total = calls++;")
				.replace("export", "let calls = 0;\nexport"),
		),
		expected: { points: 0, state: "graded", says: /second time/ },
	},
	{
		student: "notebook",
		what: "a notebook whose cell holds the exercise",
		files: { "02-softmax.ipynb": notebook(cell("1 + 1", "a"), cell(named, "b")) },
		expected: full,
	},
	{
		student: "notebook-cell-twice",
		what: "a notebook in which the exercise's cell stands twice, alike",
		files: { "02-softmax.ipynb": notebook(cell(named, "a"), cell(named, "b")) },
		expected: full,
	},
	{
		student: "notebook-cell-deleted",
		what: "a notebook without the exercise's cell",
		files: { "02-softmax.ipynb": notebook(cell("1 + 1", "a")) },
		expected: notAsked,
	},
	{
		student: "notebook-cut-off",
		what: "a notebook that ends in the middle",
		files: { "02-softmax.ipynb": notebook(cell(named, "a")).slice(0, 300) },
		expected: { points: 0, state: ["ungradable", "student-error"] },
	},
	{
		student: "twin-one",
		what: "handed in twice, word for word, by two people",
		files: exerciseFile(`// together\n${rightAnswer}`),
		expected: full,
	},
	{
		student: "twin-two",
		what: "handed in twice, word for word, by two people",
		files: exerciseFile(`// together\n${rightAnswer}`),
		expected: full,
	},
	{
		student: 'O\'Neil, "Ann" 🎓',
		what: "a name with a comma, quotes and an emoji",
		files: exerciseFile(rightAnswer),
		expected: full,
	},
	{
		student: "=HYPERLINK(1+1)",
		what: "a name that a spreadsheet would compute",
		files: exerciseFile(rightAnswer),
		expected: full,
	},
];
