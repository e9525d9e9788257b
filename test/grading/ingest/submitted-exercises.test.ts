import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readIntake } from "../../../src/grading/ingest/read-intake";
import { projectRoot } from "../../../src/project-root";
import { rawZip } from "../corpus/raw-zip";
import { writtenFolder } from "./written-folder";

const exercises = ["02-softmax", "05-attention"];
const stub = readFileSync(join(projectRoot, "src/course/originals/02-softmax.ts.txt"), "utf8");

/** The one submission that holds these files. */
async function submissionOf(files: Readonly<Record<string, string | Uint8Array>>) {
	const submissions = await writtenFolder(
		Object.fromEntries(Object.entries(files).map(([path, text]) => [`ana/${path}`, text])),
	);
	return (await readIntake({ submissions, exercises })).submissions[0]!;
}
const softmaxOf = async (files: Readonly<Record<string, string | Uint8Array>>) =>
	(await submissionOf(files)).exercises["02-softmax"];
const source = (files: Record<string, string>) => ({
	kind: "source",
	main: "02-softmax.ts",
	files,
});
const plain = source({ "02-softmax.ts": "mine" });

describe("the file of an exercise", () => {
	it.each([
		"02-softmax.ts",
		"a/b/c/02-softmax.ts",
		"02-softmax (1).ts",
		"02-softmax-2.ts",
		"02-softmax - Copy.ts",
		"02-Softmax.TS",
		"02-softmax.ts.txt",
	])("may be %s", async (path) => {
		expect(await softmaxOf({ [path]: "mine" })).toEqual(plain);
	});

	it.each(["102-softmax.ts", "02-softmax-notes.ts", "02-softmax.test.ts", "softmax.ts"])(
		"is not %s",
		async (path) => {
			expect(await softmaxOf({ [path]: "mine" })).toBeUndefined();
		},
	);

	it.each([
		["in exercises/", "course/exercises/02-softmax.ts", "02-softmax.ts"],
		["that lies highest", "a/02-softmax.ts", "a/old/02-softmax.ts"],
		["of the plain name", "02-softmax.ts", "02-softmax (1).ts"],
	])("is of several the one %s, and a note says so", async (_, taken, left) => {
		const { exercises, notes } = await submissionOf({ [taken]: "mine", [left]: "other" });
		expect(exercises["02-softmax"]).toEqual(plain);
		expect(notes).toContain(`02-softmax: ${taken} was taken, not ${left}.`);
	});

	it("is never the course's own, when somebody handed in the whole course", async () => {
		const course = {
			"lab/exercises/05-attention.ts": "mine",
			"lab/solutions/02-softmax.ts": "the answer",
			"lab/src/course/originals/02-softmax.ts.txt": "the stub",
			"lab/test/exercises/02-softmax.test.ts": "the test",
		};
		expect((await submissionOf(course)).exercises).toEqual({
			"05-attention": {
				kind: "source",
				main: "05-attention.ts",
				files: { "05-attention.ts": "mine" },
			},
		});
		expect(await softmaxOf({ "solutions/02-softmax.ts": "mine" })).toEqual(plain);
	});

	it("is of two in one folder the one that was changed last", async () => {
		const day = (date: number) => ({ contents: "", date });
		const zip = Buffer.from(
			rawZip([
				{ name: "02-softmax (1).ts", ...day(1), contents: "mine" },
				{ name: "02-softmax.ts", ...day(2), contents: "other" },
			]),
		);
		const central = zip.indexOf("PK\x01\x02");
		zip.writeUInt16LE(0x5b70, central + 14); // a day later
		const { exercises, notes } = await submissionOf({ "work.zip": zip });
		expect(exercises["02-softmax"]).toEqual(plain);
		expect(notes?.at(-1)).toMatch(/\(1\)\.ts was taken, not .*02-softmax\.ts/);
	});

	it("is none in packages, dot folders and what macOS adds, and no configuration is read", async () => {
		const { exercises, notes } = await submissionOf({
			"node_modules/x/02-softmax.ts": "x",
			".attention-lab/02-softmax.ts": "x",
			"__MACOSX/02-softmax.ts": "x",
			"._02-softmax.ts": "x",
			"package.json": "{}",
			"vitest.config.ts": "x",
			"tsconfig.json": "{}",
		});
		expect(exercises).toEqual({});
		expect(notes).toHaveLength(1);
	});

	it("loses its byte order mark, and keeps the ends of its lines", async () => {
		expect(await softmaxOf({ "02-softmax.ts": "\uFEFFa\r\nb" })).toEqual(
			source({ "02-softmax.ts": "a\r\nb" }),
		);
	});

	it("of another language is told", async () => {
		const submitted = await softmaxOf({ "02-softmax.js": "x" });
		expect(submitted).toMatchObject({
			kind: "student-error",
			why: expect.stringContaining("02-softmax.js"),
		});
	});
});

describe("the files that an exercise imports", () => {
	it("come with it: by import, export, type and import(), and what they import", async () => {
		const files = {
			"02-softmax.ts":
				'import { a } from "./a";\nexport * from "./lib/b.ts";\nimport type { C } from "./c.js";\nawait import("../d");',
			"a.ts": 'import "./deep/e";',
			"lib/b.ts": 'import "../02-softmax";',
			"c.ts": "",
			"deep/e/index.ts": "",
			"unused.ts": "",
		};
		const inFolder = Object.fromEntries(
			Object.entries(files).map(([path, text]) => [`exercises/${path}`, text]),
		);
		const { "unused.ts": _, ...reached } = files;
		expect(await softmaxOf({ ...inFolder, "d.ts": "" })).toEqual(
			source({ ...reached, "../d.ts": "" }),
		);
	});

	it("make the same job wherever the exercise lies", async () => {
		const files = { "02-softmax.ts": 'import "./a";', "a.ts": "" };
		const deep = Object.fromEntries(
			Object.entries(files).map(([path, text]) => [`x/y/${path}`, text]),
		);
		expect(JSON.stringify(await softmaxOf(deep))).toBe(JSON.stringify(await softmaxOf(files)));
	});

	it("are only ever of the same submission", async () => {
		const submissions = await writtenFolder({
			"ana/02-softmax.ts":
				'import "../ben/02-softmax"; import "/etc/passwd"; import "file:///etc/x.ts";',
			"ben/02-softmax.ts": "mine",
		});
		const [ana] = (await readIntake({ submissions, exercises })).submissions;
		expect(Object.keys(ana?.exercises["02-softmax"] as object)).toContain("files");
		expect(ana?.exercises["02-softmax"]).toMatchObject({
			files: { "02-softmax.ts": expect.anything() },
		});
		expect(JSON.stringify(ana)).not.toContain("mine");
	});

	it("must be text, too", async () => {
		const files = { "02-softmax.ts": 'import "./a";', "a.ts": Buffer.from([0xff, 0xfe, 65, 0]) };
		expect(await softmaxOf(files)).toMatchObject({
			kind: "ungradable",
			why: expect.stringMatching(/^a\.ts is saved as UTF-16/),
		});
	});

	it("may not be without end", async () => {
		const chain = Array.from({ length: 120 }, (_, i) => [`f${i}.ts`, `import "./f${i + 1}";`]);
		const files = { "02-softmax.ts": 'import "./f0";', ...Object.fromEntries(chain) };
		expect(await softmaxOf(files)).toMatchObject({
			kind: "ungradable",
			why: expect.stringContaining("more than 100 files"),
		});
	});

	it("are found in what no parser survives, too: the judge will say what is wrong", async () => {
		const deep = `import "./a"; ${"[".repeat(300_000)}`;
		expect(await softmaxOf({ "02-softmax.ts": deep, "a.ts": "a" })).toEqual(
			source({ "02-softmax.ts": deep, "a.ts": "a" }),
		);
	});

	it("are found in time that grows with the file only", async () => {
		const slow = `${"import ( from".repeat(20_000)}${" ".repeat(500_000)}`;
		expect(await softmaxOf({ "02-softmax.ts": slow })).toEqual(source({ "02-softmax.ts": slow }));
	});
});

describe("a notebook", () => {
	const code = (source: string, metadata = {}) => ({
		cell_type: "code",
		metadata,
		source,
		outputs: [],
		execution_count: null,
	});
	const notebook = (...cells: object[]) =>
		JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
	const named = "// exercises/02-softmax.ts\nexport function softmax() {}";

	it("holds an exercise in a cell that begins with the name of its file", async () => {
		expect(await softmaxOf({ "work.ipynb": notebook(code("1"), code(named)) })).toEqual(
			source({ "02-softmax.ts": named }),
		);
	});

	it("holds an exercise in the cell that nbgrader calls by its id", async () => {
		const nbgrader = { grade_id: "02-softmax", solution: true, grade: false, schema_version: 3 };
		const cell = code("export function softmax() {}", { nbgrader });
		expect(await softmaxOf({ "work.ipynb": notebook(cell) })).toEqual(
			source({ "02-softmax.ts": "export function softmax() {}" }),
		);
	});

	it("need not export the functions of the exercise", async () => {
		const cell =
			"// exercises/02-softmax.ts\nfunction softmax() {}\nexport const softmaxRows = 1;\nconst other = 2;";
		expect(await softmaxOf({ "work.ipynb": notebook(code(cell)) })).toEqual(
			source({ "02-softmax.ts": `${cell}\nexport { softmax };\n` }),
		);
		const exported = `// exercises/02-softmax.ts\nconst softmax = 1;\nexport { softmax };`;
		expect(await softmaxOf({ "work.ipynb": notebook(code(exported)) })).toEqual(
			source({ "02-softmax.ts": exported }),
		);
	});

	it("may hold the same cell twice, but not two that differ", async () => {
		const twice = notebook(code(named), code(named));
		const other = notebook(code(named), code(`${named} // better`));
		expect(await softmaxOf({ "work.ipynb": twice })).toMatchObject({ kind: "source" });
		expect(await softmaxOf({ "work.ipynb": other })).toMatchObject({
			kind: "ungradable",
			why: expect.stringMatching(/several cells.*differ/),
		});
	});

	it("without the cell is told, when it is called like the exercise", async () => {
		expect(await softmaxOf({ "02-softmax.ipynb": notebook(code("1")) })).toMatchObject({
			kind: "student-error",
			why: expect.stringMatching(/no cell.*deleted/),
		});
		expect(await softmaxOf({ "diary.ipynb": notebook(code("1")) })).toBeUndefined();
	});

	it("that is damaged is for a person to look at", async () => {
		for (const name of ["02-softmax.ipynb", "work.ipynb"])
			expect(await softmaxOf({ [name]: notebook(code(named)).slice(0, -9) })).toMatchObject({
				kind: "ungradable",
				why: expect.stringContaining(name),
			});
		expect(await softmaxOf({ "05-attention.ipynb": "{" })).toBeUndefined();
		const deep = `{"cells":[],"metadata":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}},"nbformat":4,"nbformat_minor":5}`;
		expect(await softmaxOf({ "work.ipynb": deep })).toMatchObject({ kind: "ungradable" });
	});

	it("gives way to the exercise's own file, unless that is the untouched stub", async () => {
		const cell = notebook(code(named));
		const both = await submissionOf({ "02-softmax.ts": "mine", "02-softmax.ipynb": cell });
		expect(both.exercises["02-softmax"]).toEqual(plain);
		expect(both.notes?.at(-1)).toMatch(/not the cell in 02-softmax\.ipynb/);
		const untouched = { "02-softmax.ts": stub.replaceAll("\n", "\r\n"), "02-softmax.ipynb": cell };
		expect(await softmaxOf(untouched)).toEqual(source({ "02-softmax.ts": named }));
	});

	it("imports from its own folder", async () => {
		const cell = `// exercises/02-softmax.ts\nimport "../lib/a";`;
		expect(
			await softmaxOf({ "notebooks/work.ipynb": notebook(code(cell)), "lib/a.ts": "a" }),
		).toEqual(source({ "../lib/a.ts": "a", "02-softmax.ts": cell }));
	});
});
