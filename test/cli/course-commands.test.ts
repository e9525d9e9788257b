import { execFileSync } from "node:child_process";
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { lessons } from "../../src/course/lessons";
import { type CourseCopy, copyCourse } from "./course-copy";

vi.setConfig({ testTimeout: 30_000 }); // every command is a process, and the machine may be busy

const id = "02-softmax";
let course: CourseCopy;
let exercise: string;
let original: string;
let solution: string;

beforeAll(async () => {
	course = await copyCourse();
	const originals = join(course.folder, "exercises");
	for (const name of await readdir(originals))
		await rename(join(originals, name), join(originals, name.replace(/\.txt$/, "")));
	exercise = join(originals, `${id}.ts`);
	original = await readFile(exercise, "utf8");
	solution = await readFile(join(course.folder, "solutions", `${id}.ts`), "utf8");
}, 30_000);
afterAll(() => course.remove());
beforeEach(async () => {
	await rm(join(course.folder, ".attention-lab"), { recursive: true, force: true });
	await writeFile(exercise, original);
});

describe("attention-lab check", () => {
	it("prints the contract's JSON, and exits with 1 until all is passed", async () => {
		const untouched = await course.run("check", id, "--json");
		expect(untouched.code).toBe(1);
		expect(untouched.stderr).toBe("");
		const verdict = JSON.parse(untouched.stdout);
		expect(Object.keys(verdict)).toEqual([
			"exercise",
			"file",
			"seed",
			"passed",
			"points",
			"maxPoints",
			"tests",
		]);
		expect(verdict).toMatchObject({ exercise: id, file: `exercises/${id}.ts`, passed: false });
		expect(verdict.tests[0]).toMatchObject({ status: "skipped", points: 0, maxPoints: 1 });

		await writeFile(exercise, solution);
		const passed = await course.run("check", "2", "--json", "--seed", "5");
		expect(passed.code).toBe(0);
		expect(JSON.parse(passed.stdout)).toMatchObject({ passed: true, points: 10, seed: 5 });
	});

	it("prints a table without colours where nobody looks at a terminal", async () => {
		await writeFile(exercise, solution.replace("share / total", "share"));
		const { code, stdout } = await course.run("check", id);
		expect(code).toBe(1);
		expect(stdout).not.toContain("\u001b");
		expect(stdout).toContain("✗ 0/2");
		expect(stdout).toContain(`\`npx attention-lab hint ${id}\``);
	});

	it("takes another file, which does not count as progress", async () => {
		const { code } = await course.run("check", id, "--file", `solutions/${id}.ts`);
		expect(code).toBe(0);
		const { stdout } = await course.run("progress", "--json");
		expect(JSON.parse(stdout).lessons[0]).toMatchObject({ state: "open", attempts: 0 });
	});

	it("without a name checks the next exercise that is not passed", async () => {
		const { stdout } = await course.run("check", "--json");
		expect(JSON.parse(stdout).exercise).toBe(lessons[0]!.id);
	});

	it.each([
		[["check", "sofmax"], 'There is no exercise "sofmax". Did you mean 02-softmax?\n'],
		[
			["check", id, "--file", "gone.ts"],
			/^There is no file gone\.ts \(looked for .*gone\.ts\)\.\n$/,
		],
		[["check", id, "--seed", "abc"], /A seed is a whole number, 0 or larger/],
		[["check", id, "--sede", "1"], /unknown option '--sede'\n\(Did you mean --seed\?\)/],
		[["chekc"], /unknown command 'chekc'\n\(Did you mean check\?\)/],
	])("%j exits with 2 and says what is wrong", async (args, words) => {
		const { code, stdout, stderr } = await course.run(...args);
		expect(code).toBe(2);
		expect(stdout).toBe("");
		expect(stderr).toMatch(words);
	});

	it("says how to bring an exercise back that was deleted", async () => {
		await rm(exercise);
		const { code, stderr } = await course.run("check", id);
		expect(code).toBe(2);
		expect(stderr).toBe(
			`exercises/${id}.ts is not there. "npx attention-lab reset ${id}" brings back the original.\n`,
		);
	});

	it("checks although progress cannot be saved, and says so", async () => {
		await writeFile(join(course.folder, ".attention-lab"), "in the way");
		const { code, stdout } = await course.run("check", id);
		expect(code).toBe(1);
		expect(stdout).toContain("Your progress could not be saved in");
		await rm(join(course.folder, ".attention-lab"));
	});
});

describe("attention-lab check --watch", () => {
	it("checks again on every save, also by replacing the file, and ends cleanly on Ctrl-C", async () => {
		const watching = course.start("check", id, "--watch");
		await watching.prints(/0 of 10 points.*Watching exercises\/02-softmax\.ts/s);
		await writeFile(`${exercise}.new`, solution);
		await rename(`${exercise}.new`, exercise);
		await watching.prints(/10 of 10 points.*Watching/s);
		await appendFile(exercise, "\nconst x = (;\n");
		await watching.prints(/is not valid TypeScript.*Watching/s);
		watching.kill("SIGINT");
		const { code, stderr } = await watching.ended;
		expect(stderr).toBe("");
		expect(code).toBe(1); // the last verdict
	});
});

describe.skipIf(process.platform === "win32")("the process that runs the checks", () => {
	const judges = () =>
		execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
			.split("\n")
			.filter((line) => line.includes(join(course.folder, ".build", "course", "judge")));

	it.each(["SIGKILL", "SIGTERM"] as const)("ends with the command, even by %s", async (signal) => {
		const watching = course.start("check", id, "--watch");
		await watching.prints(/Watching/);
		expect(judges()).toHaveLength(1);
		watching.kill(signal);
		await watching.ended;
		await vi.waitFor(() => expect(judges()).toEqual([]), { timeout: 5000 });
	});
});

describe("attention-lab hint and solution", () => {
	it("go from hint to hint, and open the solution after giving up or passing", async () => {
		expect((await course.run("hint", id)).stdout).toContain("Hint 1 of 4");
		expect((await course.run("hint", id)).stdout).toContain("Hint 2 of 4");
		const closed = await course.run("solution", id);
		expect(closed.code).toBe(1);
		expect(closed.stdout).toBe("");
		expect(closed.stderr).toContain(`npx attention-lab solution ${id} --give-up`);
		expect((await course.run("solution", id, "--give-up")).stdout).toContain("function softmax");
		const { lessons: recorded } = JSON.parse((await course.run("progress", "--json")).stdout);
		expect(recorded).toContainEqual(
			expect.objectContaining({ exercise: id, hintsTaken: 2, gaveUp: true }),
		);
	});

	it("exit with 2 when an exercise is missing or unknown", async () => {
		expect((await course.run("hint")).code).toBe(2);
		expect((await course.run("solution", "99-nothing")).code).toBe(2);
	});
});

describe("attention-lab reset", () => {
	it("puts the original back and keeps what was there", async () => {
		await writeFile(exercise, "// my work");
		const { code, stdout } = await course.run("reset", id);
		expect(code).toBe(0);
		expect(await readFile(exercise, "utf8")).toBe(original);
		const backup = /kept as (.+)\n/.exec(stdout)?.[1] ?? "";
		expect(backup).toMatch(/\.attention-lab.backups.02-softmax\.\d{4}-[-\dTZ.]+\.ts$/);
		expect(await readFile(backup, "utf8")).toBe("// my work");
	});

	it("changes nothing, and keeps nothing, when the original is there already", async () => {
		const { code, stdout } = await course.run("reset", id);
		expect(code).toBe(0);
		expect(stdout).toContain("is the original already: nothing was changed");
		expect(await readdir(course.folder)).not.toContain(".attention-lab");
	});

	it("brings back a file that was deleted", async () => {
		await rm(exercise);
		expect((await course.run("reset", "softmax")).code).toBe(0);
		expect(await readFile(exercise, "utf8")).toBe(original);
	});

	it("leaves the file as it is when no copy can be kept", async () => {
		await writeFile(exercise, "// my work");
		await mkdir(join(course.folder, ".attention-lab"));
		await writeFile(join(course.folder, ".attention-lab", "backups"), "in the way");
		const { code, stderr } = await course.run("reset", id);
		expect(code).toBe(2);
		expect(stderr).toMatch(/^exercises\/02-softmax\.ts was left as it is/);
		expect(await readFile(exercise, "utf8")).toBe("// my work");
	});
});

describe("attention-lab doctor", () => {
	it("finds that everything works, and says what it looked at", async () => {
		const { code, stdout } = await course.run("doctor", "--json");
		const { ok, findings } = JSON.parse(stdout);
		expect(findings.filter(({ state }: { state: string }) => state === "problem")).toEqual([]);
		expect({ ok, code }).toEqual({ ok: true, code: 0 });
		expect(findings.map(({ name }: { name: string }) => name)).toEqual([
			"Node",
			"packages",
			"build",
			"course files",
			"exercises",
			"progress",
			"disk",
			"port",
			"kernel",
			"checks",
		]);
	});

	it("exits with 2 and says what to do when something is broken", async () => {
		const first = lessons[0]!.id; // the one whose solution is checked
		const path = join(course.folder, "solutions", `${first}.ts`);
		const solution = await readFile(path);
		await rm(path);
		await writeFile(join(course.folder, ".attention-lab"), "in the way");
		const { code, stdout } = await course.run("doctor");
		await writeFile(path, solution);
		await rm(join(course.folder, ".attention-lab"));
		expect(code).toBe(2);
		expect(stdout).toContain(`✗ course files (problem): missing: solutions/${first}.ts`);
		expect(stdout).toContain("✗ progress (problem): ");
		expect(stdout).toContain("Your progress cannot be saved.");
		expect(stdout).toContain("✗ checks (problem): There is no file");
	});
});

it("attention-lab --help lists every command of the course", async () => {
	const { code, stdout } = await course.run("--help");
	expect(code).toBe(0);
	for (const name of ["start", "check", "hint", "solution", "reset", "progress", "run", "doctor"])
		expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
});
