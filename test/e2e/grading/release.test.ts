import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../../src/project-root";

let edition: string;
beforeAll(async () => {
	edition = await mkdtemp(join(tmpdir(), "student edition "));
	const { code, stderr } = await run(projectRoot, "grade", "release", "--out", edition);
	expect({ code, stderr }).toMatchObject({ code: 0 });
	await symlink(join(projectRoot, "node_modules"), join(edition, "node_modules"), "junction");
});
afterAll(() => rm(edition, { recursive: true }));

describe("in the student edition", () => {
	it("the commands are there, compiled by the first of them", async () => {
		const { code, stdout } = await run(edition, "--help");
		expect(code).toBe(0);
		expect(stdout).toContain("check an exercise");
	});

	it("an exercise is checked: the empty one is open, a right answer passes, and no solution is offered", async () => {
		const empty = await run(edition, "check", "02-softmax", "--json");
		expect(empty.code).toBe(1);
		expect(JSON.parse(empty.stdout)).toMatchObject({ points: 0, maxPoints: 10 });
		await cp(
			join(projectRoot, "solutions/02-softmax.ts"),
			join(edition, "exercises/02-softmax.ts"),
		);
		const right = await run(edition, "check", "02-softmax");
		expect(right.code).toBe(0);
		expect(right.stdout).not.toContain("solution");
	});

	it("says that solutions are no part of it", async () => {
		const { code, stderr } = await run(edition, "solution", "02-softmax", "--give-up");
		expect(code).toBe(2);
		expect(stderr).toContain("The solutions are not part of this edition");
		const selftest = await run(edition, "grade", "selftest");
		expect(selftest.code).toBe(2);
		expect(selftest.stderr).toContain("This edition of the course has no solutions");
	});

	it("the doctor finds everything that there should be", async () => {
		const { stdout } = await run(edition, "doctor", "--json");
		const { findings } = JSON.parse(stdout);
		expect(findings.filter(({ state }: { state: string }) => state === "problem")).toEqual([]);
	});

	it("npm test passes; here some of every folder", async () => {
		const quick = [
			"attention/softmax.test",
			"attention/torch.test",
			"notebook/",
			"plots/table.test",
			"tensor/torch.test",
		];
		const { code, stdout } = await node(edition, "src/cli/npm-test.js", ...quick);
		expect(stdout).toMatch(/Tests .* passed/);
		expect(stdout).not.toContain("failed");
		expect(code).toBe(0);
	});
});

const run = (cwd: string, ...args: string[]) => node(cwd, "src/cli/attention-lab.js", ...args);

function node(cwd: string, program: string, ...args: string[]) {
	const { ATTENTION_LAB_STATE: _, ...env } = process.env;
	return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) =>
		execFile(
			process.execPath,
			[join(cwd, program), ...args],
			{ cwd, env: { ...env, NO_COLOR: "1" }, maxBuffer: 1e8 },
			(error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
		),
	);
}
