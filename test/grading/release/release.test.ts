import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lessons } from "../../../src/course";
import { GradingError } from "../../../src/grading/grading-error";
import { leaks, type Secrets } from "../../../src/grading/release/leaks";
import { release } from "../../../src/grading/release/release";
import { studentFiles } from "../../../src/grading/release/student-files";
import { projectRoot } from "../../../src/project-root";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "release-"));
	await release({ out: join(folder, "edition") });
});
afterAll(() => rm(folder, { recursive: true }));

const read = (path: string) => readFile(join(folder, "edition", path), "utf8");

describe("the student edition", () => {
	it("has every exercise, untouched, with its notebook and its checks", async () => {
		for (const { id } of lessons) {
			const original = await readFile(
				join(projectRoot, `src/course/originals/${id}.ts.txt`),
				"utf8",
			);
			expect(await read(`exercises/${id}.ts`)).toBe(original);
			expect(await read(`notebooks/${id}.ipynb`)).toContain('"outputs": []');
			expect(await read(`test/exercises/${id}.test.ts`)).toContain("property(");
		}
	});

	it("has no solutions, no history, nothing hidden or installed, and no other notebook", async () => {
		const paths = [...(await studentFiles()).keys()];
		expect(
			paths.filter((path) =>
				/(^|\/)(solutions|\.git|node_modules|\.build|\.attention-lab|\.ci)\//.test(path),
			),
		).toEqual([]);
		const notebooks = paths.filter((path) => path.endsWith(".ipynb"));
		expect(notebooks).toEqual([
			...lessons.map(({ id }) => `notebooks/${id}.ipynb`),
			"notebooks/questions.ipynb",
		]);
	});

	it("has a README and a package.json that promise nothing it has not", async () => {
		const readme = await read("README.md");
		expect(readme).toContain("npm start");
		expect(readme).not.toMatch(/solutions\/|attention-lab (solution|grade)|npm run/);
		for (const [, link = ""] of readme.matchAll(/\]\(([^)#]+)\)/g))
			if (!link.includes("://")) await expect(read(link)).resolves.not.toBe("");
		const { scripts, dependencies } = JSON.parse(await read("package.json"));
		expect(Object.keys(scripts)).toEqual(["start", "test", "build"]);
		const lock = JSON.parse(await read("package-lock.json"));
		expect(lock.packages[""].dependencies).toEqual(dependencies);
	});

	it("is the same every time", async () => {
		const again = join(folder, "again");
		const { files } = await release({ out: again });
		const entries = await readdir(again, { recursive: true, withFileTypes: true });
		const paths = entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(again.length + 1));
		expect(paths).toHaveLength(files);
		for (const path of paths)
			expect(await readFile(join(again, path), "utf8")).toBe(await read(path));
	});

	it("is not written into a folder that holds something", async () => {
		const out = join(folder, "full");
		await mkdir(out);
		await writeFile(join(out, "mine.txt"), "mine");
		await expect(release({ out })).rejects.toThrow(/is not empty/);
		expect(await readdir(out)).toEqual(["mine.txt"]);
	});

	it("is looked through for the seeds of runs, which must be long enough to be found", async () => {
		const short = await outFolder(7);
		await expect(release({ out: join(folder, "new"), secret: [short] })).rejects.toThrow(
			"is 7: so short",
		);
		const long = await outFolder(281474976710655);
		const released = await release({ out: join(folder, "secret"), secret: [long] });
		expect(released.seeds).toBe(1);
		const none = release({ out: join(folder, "none"), secret: [folder] });
		await expect(none).rejects.toThrow(GradingError);
	});
});

describe("leaks", () => {
	const solution = `import type { Vector } from "attention-lab";
/** The answer. */
export function softmax(scores: Vector): number[] {
	let highest = -Infinity; // no spread
	for (const score of scores) highest = Math.max(highest, score);
	const shares = scores.map((score) => Math.exp(score - highest));
	let total = 0;
	for (const share of shares) total += share;
	return shares.map((share) => share / total);
}
`;
	const secrets: Secrets = {
		solutions: new Map([["solutions/02-softmax.ts", solution]]),
		seeds: new Map([["fall", 8675309123]]),
	};
	const found = (path: string, text: string) =>
		leaks(new Map([[path, new TextEncoder().encode(text)]]), secrets).map(({ what }) => what);
	const body = solution.slice(solution.indexOf("{\n") + 2, solution.lastIndexOf("}"));

	it("finds a solution, whatever its layout and comments", () => {
		const reformatted = solution
			.replaceAll("\t", "    ")
			.replaceAll(";", "")
			.replace("// no spread", "");
		for (const text of [solution, reformatted])
			expect(found("exercises/02.ts", text)).toContain("it holds solutions/02-softmax.ts");
	});

	it("finds one function of it, in a program or in a notebook", () => {
		const program = `// mine\nconst soft = (scores) => {\n${body}};`;
		expect(found("test/a.test.ts", program)).toEqual([
			"it holds a function of solutions/02-softmax.ts",
		]);
		const lines = program.split(/(?<=\n)/);
		const notebook = JSON.stringify({ cells: [{ source: lines }] }, null, 1);
		expect(found("notebooks/mine.ipynb", notebook)).toEqual([
			"it holds a function of solutions/02-softmax.ts",
		]);
		expect(found("a.json", JSON.stringify({ text: program }))).toEqual([
			"it holds a function of solutions/02-softmax.ts",
		]);
	});

	it("finds one that is commented out", () => {
		const program = `const soft = (scores) => {\n${body}};`;
		for (const mark of ["// ", " * "]) {
			const text = program.replaceAll(/^/gm, mark);
			expect(found("exercises/02.ts", `/**\n${text}\n */`)).toEqual([
				"it holds a function of solutions/02-softmax.ts",
			]);
		}
	});

	it("lets the library build the same functions, but hold no whole solution", () => {
		const own = `export function softmax(row) {\n${body}}`;
		expect(found("src/attention/softmax.ts", own)).toEqual([]);
		expect(found("src/attention/softmax.ts", solution)).toEqual([
			"it holds solutions/02-softmax.ts",
		]);
	});

	it("finds a seed, but not in a longer number", () => {
		expect(found("a.json", '{"seed": 8675309123}')).toEqual(["it holds the seed of fall"]);
		expect(found("a.json", "[18675309123, 86753091234, 0.8675309123]")).toEqual([]);
	});

	it("finds what lies where secrets lie", () => {
		expect(found("solutions/99-mine.ts", "")).toEqual(["it lies where secrets lie"]);
		expect(found("src/.git/config", "")).toEqual(["it lies where secrets lie"]);
	});
});

/** What `grade run` leaves, as far as the seed is concerned. */
async function outFolder(seed: number): Promise<string> {
	const out = join(folder, `run-${seed}`);
	await mkdir(dirname(join(out, "run.json")), { recursive: true });
	const limits = {
		callSeconds: 2,
		callWallSeconds: 20,
		jobSeconds: 10,
		restarts: 3,
		heapMegabytes: 128,
		frameBytes: 16_000_000,
	};
	const settings = {
		seed,
		exercises: [],
		limits,
		isolation: "bubblewrap",
		late: "none",
		inputs: { submissions: "/somewhere" },
	};
	await writeFile(join(out, "run.json"), JSON.stringify(settings));
	return out;
}
