import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import type { ClusterJob } from "../../../src/grading/cluster/cluster-job";
import { lintSbatch } from "../../../src/grading/cluster/lint-sbatch";
import { sbatchScript } from "../../../src/grading/cluster/sbatch-script";
import { temporaryFolder } from "../run/sample-class";

const job: ClusterJob = {
	submissions: "/data/class 3/submissions",
	out: "/data/out",
	options: ["--deadline", "2026-11-20 23:59Z", "--roster", "/data/it's.csv"],
	shards: 8,
	cpus: 4,
	memoryGigabytes: 3.5,
	minutes: 1500,
	course: "/opt/attention-lab",
};

const directives = (script: string) =>
	Object.fromEntries(
		[...script.matchAll(/^#SBATCH --([a-z-]+)=?(.*)$/gm)].map(([, name, value]) => [name, value]),
	);

describe("the batch script for SLURM", () => {
	it("is an array with a task for each shard and the resources that were asked for", () => {
		expect(directives(sbatchScript(job, "students"))).toMatchObject({
			array: "1-8",
			ntasks: "1",
			"cpus-per-task": "4",
			mem: "3584M",
			time: "1-01:00:00",
			partition: "students",
			output: "/data/out/shard-%a.log",
		});
	});

	it("has the logs beside the results, also where a path has spaces", () => {
		const { output } = directives(sbatchScript({ ...job, out: "/data/my 100% class" }));
		expect(output).toBe('"/data/my 100%% class/shard-%a.log"');
	});

	it("runs as bash and gives every word as it was said", () => {
		const script = sbatchScript(job)
			.replaceAll("cd /opt/attention-lab", "cd /")
			.replace("srun npx", "printf '%s\\n'");
		const { stdout } = spawnSync("bash", ["-c", script], {
			encoding: "utf8",
			env: { PATH: process.env.PATH, ATTENTION_LAB_SEED: "7", SLURM_ARRAY_TASK_ID: "3" },
		});
		expect(stdout.trim().split("\n")).toEqual([
			"attention-lab",
			"grade",
			"run",
			"--submissions",
			"/data/class 3/submissions",
			"--out",
			"/data/out/shard-3",
			"--shard",
			"3/8",
			"--deadline",
			"2026-11-20 23:59Z",
			"--roster",
			"/data/it's.csv",
		]);
	});

	it("removes the lock of a task that was killed when SLURM starts it again, and only then", async () => {
		const out = await temporaryFolder();
		const lock = join(out, "shard-3", "lock");
		await mkdir(join(out, "shard-3"));
		await writeFile(lock, "");
		const script = sbatchScript({ ...job, out, course: out }).replace("srun npx", ":");
		const run = (restarts?: string) =>
			spawnSync("bash", ["-c", script], {
				env: {
					PATH: process.env.PATH,
					ATTENTION_LAB_SEED: "7",
					SLURM_ARRAY_TASK_ID: "3",
					...(restarts && { SLURM_RESTART_COUNT: restarts }),
				},
			}).status;
		expect([run(), existsSync(lock)]).toEqual([0, true]);
		expect([run("1"), existsSync(lock)]).toEqual([0, false]);
	});

	it("ends with a message when the secret seed is not set, and holds none", () => {
		const script = sbatchScript(job);
		const { status, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8", env: {} });
		expect(status).not.toBe(0);
		expect(stderr).toMatch(/set it to the secret seed/);
		expect(script).not.toMatch(/--seed/);
	});

	it.each([
		["shards", { shards: 0 }, /shards is 0/],
		["a path of this machine only", { out: "out" }, /"out" is no absolute path/],
		["too little memory", { memoryGigabytes: 0.1 }, /memory is 0\.1/],
	])("is not written for %s that make no sense", (_, change, message) => {
		expect(() => sbatchScript({ ...job, ...change })).toThrow(message);
	});

	it("is not written for a partition that is no name", () => {
		expect(() => sbatchScript(job, "a b\n#SBATCH --x")).toThrow(
			/--partition may not be|no directive/,
		);
	});
});

describe("the linter of batch scripts", () => {
	const script = sbatchScript(job);

	it("is content with the script", () => {
		expect(lintSbatch(script)).toEqual([]);
	});

	it.each([
		[
			"a directive after the first command",
			`${script}#SBATCH --requeue\n`,
			"after the first command",
		],
		["a directive that SLURM does not know", script.replace("--mem=", "--memory="), "--memory="],
		["a directive that is missing", script.replace(/#SBATCH --time.*\n/, ""), "--time is missing"],
		[
			"another number of tasks",
			script.replace("--array=1-8", "--array=1-7"),
			"as many as the tasks",
		],
		["a time in another form", script.replace("1-01:00:00", "25h"), '--time may not be "25h"'],
		["no shell", script.replace("#!/bin/bash", ""), "name the shell"],
	])("notices %s", (_, changed, problem) => {
		expect(lintSbatch(changed).join("\n")).toContain(problem);
	});
});
