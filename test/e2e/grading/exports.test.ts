import { execFile, execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportClass } from "../../../src/grading/exports/export-class";
import { formatNames } from "../../../src/grading/exports/formats";
import { originalCell } from "../../../src/grading/gradebook/neutral-cell";
import { projectRoot } from "../../../src/project-root";
import { removeSampleRuns, sampleClass, writeSampleRun } from "../../grading/sample-results";

const sample = sampleClass();
let out: string;
beforeAll(async () => {
	out = await writeSampleRun(sample);
	const options = { title: "Attention (4711)", out, classroom: "nlp", assignment: "attention" };
	for (const format of formatNames) await exportClass(format, { ...options, autograder: true });
});
afterAll(removeSampleRuns);

type Rows = readonly Readonly<Record<string, string>>[];

/** What the exports' own readers find in them. */
interface ReadBack {
	readonly exercism: number;
	readonly classroom50: number;
	readonly notebooks: readonly (readonly unknown[])[];
	readonly junit: readonly (readonly [name: string, ...counts: number[]])[];
	readonly nbgrader: Rows;
	readonly "grades.csv": Rows;
	readonly "canvas.csv": Rows;
	readonly "moodle.csv": Rows;
}

describe("the exports in their readers' own eyes", () => {
	let read: ReadBack;
	beforeAll(() => {
		read = JSON.parse(python(join(import.meta.dirname, "read_exports.py"), join(out, "exports")));
	});

	it("are valid where there is a schema: Exercism, Classroom 50", () => {
		expect(read.exercism).toBe(88); // 90, less one that is ungradable and one of the grader's own failures
		expect(read.classroom50).toBe(27); // 30, less two without a grade and one who handed in nothing
	});

	it("are notebooks that nbgrader validates, with its own checksums", () => {
		expect(read.notebooks.filter(([id]) => String(id).startsWith("05"))).toEqual([
			["05-attention-statement", false, false, true, null],
			["05-attention", false, true, false, null],
			["05-attention-test", true, false, true, 14],
		]);
	});

	it("are JUnit XML with a suite for every student", () => {
		expect(read.junit.map(([name]) => name)).toEqual(sample.results.map(({ student }) => student));
		const skipped = read.junit.filter((suite) => suite[4]! > 0).map(([name]) => name);
		expect(skipped).toEqual(["student-06", "student-10"]);
	});

	it("give every name back to Python as it was", () => {
		const names = sample.grades.map(({ name }) => name ?? "");
		const column = (rows: Rows, heading: string) => rows.map((row) => originalCell(row[heading]!));
		expect(column(read["grades.csv"], "name")).toEqual(names);
		expect(column(read["canvas.csv"], "Student").slice(1)).toEqual(names);
		expect(column(read.nbgrader, "last_name")).toEqual(names);
		expect(read["moodle.csv"]).toHaveLength(30);
	});
});

describe("a notebook for nbgrader", () => {
	it("is executed without Python, and nbgrader finds the points of the answer in it", async () => {
		const folder = await mkdtemp(join(tmpdir(), "attention-lab-nbgrader-"));
		const answer = await readFile(join(projectRoot, "solutions/02-softmax.ts"), "utf8");
		const released = join(out, "exports/nbgrader/release/02-softmax/02-softmax.ipynb");
		const notebook = JSON.parse(await readFile(released, "utf8"));
		notebook.cells.find(({ id }: { id: string }) => id === "02-softmax").source = answer
			.replace(/^export /gm, "")
			.replace("scores.map((row) => softmax(row))", "[softmax(scores[0]!)]"); // the first row alone
		await writeFile(join(folder, "02-softmax.ipynb"), JSON.stringify(notebook));
		const launcher = join(projectRoot, "src/cli/attention-lab.js");
		const args = [launcher, "run", "02-softmax.ipynb", "--write", "done.ipynb"];
		await promisify(execFile)(process.execPath, args, { cwd: folder });
		expect(python("-c", pointsInNotebook, join(folder, "done.ipynb")).trim()).toBe("[(7.0, 10.0)]");
	});
});

/** The points nbgrader gives for the graded cells of an executed notebook. */
const pointsInNotebook = `
import sys, nbformat
from nbgrader.utils import determine_grade, is_grade
cells = nbformat.read(sys.argv[1], as_version=4).cells
print([determine_grade(cell) for cell in cells if is_grade(cell)])
`;

describe("the autograder for Gradescope, unpacked as Gradescope does", () => {
	let root: string;
	beforeAll(async () => {
		root = await mkdtemp(join(tmpdir(), "attention-lab-gradescope-"));
		const zip = join(out, "exports/gradescope/autograder.zip");
		python("-m", "zipfile", "-e", zip, join(root, "source"));
		const course = join(root, "source/course");
		await symlink(join(projectRoot, "node_modules"), join(course, "node_modules")); // as npm ci does
		await cp(join(root, "source/run_autograder"), join(root, "run_autograder"));
		await mkdir(join(root, "submission"));
	});
	const autograde = () =>
		promisify(execFile)("bash", [join(root, "run_autograder")], {
			env: { ...process.env, AUTOGRADER_ROOT: root },
		});
	const results = () => readFile(join(root, "results/results.json"), "utf8");

	it("is made of scripts that bash can read", () => {
		for (const name of ["setup.sh", "run_autograder"])
			execFileSync("bash", ["-n", join(root, "source", name)]);
	});

	it("writes no results, and no zero, when there is no verdict", async () => {
		await writeFile(join(root, "submission/02-softmax.ts"), Buffer.from([0xff, 0xfe, 0x00]));
		await expect(autograde()).rejects.toThrow(/This is no zero/);
		await expect(results()).rejects.toThrow(/ENOENT/);
	});

	it("grades a submission behind bubblewrap", async () => {
		await cp(join(projectRoot, "solutions/02-softmax.ts"), join(root, "submission/02-softmax.ts"));
		await autograde();
		const { score, tests } = JSON.parse(await results());
		expect(score).toBe(10);
		expect(tests.filter(({ status }: { status: string }) => status === "passed")).toHaveLength(8);
	});
});

function python(...args: string[]): string {
	const { ATTENTION_LAB_PYTHON: program } = process.env;
	if (!program)
		throw new Error("ATTENTION_LAB_PYTHON must name a Python with test/e2e/requirements.txt");
	return execFileSync(program, args, { encoding: "utf8", maxBuffer: 2 ** 26 });
}
