import { spawn } from "node:child_process";
import { once } from "node:events";
import { read, readSync, writeSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JailProcess, startJail } from "../../../src/grading/jail/jail";
import { defaultLimits, type Limits } from "../../../src/grading/limits";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "jail-test-"));
	await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

describe("a jail", () => {
	it("answers a request while the thread that asked waits", async () => {
		const jail = await start("echo", echo);
		writeSync(jail.requests, "question");
		const buffer = Buffer.alloc(100);
		expect(buffer.toString("utf8", 0, readSync(jail.answers, buffer))).toBe("heard question");
		await jail.dispose();
	});

	it("ends at the end of the requests, and its answers end with it", async () => {
		const jail = await start("exits", "process.exit(7)");
		expect(await readToEnd(jail)).toBe("");
		expect(await jail.ended).toMatchObject({ why: "exit", code: 7 });
		expect(() => writeSync(jail.requests, "?")).toThrow("EPIPE");
		await jail.dispose();
	});

	it("counts the processor time of all that happens in it", async () => {
		const jail = await start("busy", "for (;;);");
		await expect.poll(() => jail.cpuSeconds()).toBeGreaterThan(0.2);
		await jail.dispose();
		expect(jail.cpuSeconds()).toBeGreaterThan(0.2);
	});

	it("is killed at once, in an endless loop too", async () => {
		const jail = await start("loop", "for (;;);");
		jail.kill();
		expect(await jail.ended).toMatchObject({ why: "killed" });
		await jail.dispose();
	});

	it("ends by itself after its processor time, if nobody watches", async () => {
		const jail = await start("forever", "for (;;);", { jobSeconds: 0.5 });
		expect((await jail.ended).why).toBe("time");
		await jail.dispose();
	});

	it("ends when its heap is full", async () => {
		const program = "const all = []; for (;;) all.push(new Array(1000).fill(0.5));";
		const jail = await start("heap", program, { heapMegabytes: 32 });
		expect((await jail.ended).why).toBe("memory");
		await jail.dispose();
	});

	it("is ended when it floods its error output", async () => {
		const jail = await start("flood", `for (;;) require("fs").writeSync(2, "x".repeat(65536));`);
		const { why, lastWords } = await jail.ended;
		expect(why).toBe("output");
		expect(lastWords).toMatch(/^x{2048}$/);
		await jail.dispose();
	});

	it("is what the kernel takes when the memory of the machine runs out, and the grader hears of it", async () => {
		const jail = await start("echo", echo);
		expect(await readFile(`/proc/${jail.pid}/oom_score_adj`, "utf8")).toBe("1000\n");
		writeSync(jail.requests, "?");
		readSync(jail.answers, Buffer.alloc(100));
		process.kill(jail.pid, "SIGKILL");
		expect((await jail.ended).why).toBe("broken");
		await jail.dispose();
	});

	it("has no environment, no files, and one identity", async () => {
		const program = `
			const { readdirSync, writeSync } = require("node:fs");
			const { env, pid } = process;
			writeSync(1, JSON.stringify({ names: Object.keys(env), pid, root: readdirSync("/") }));`;
		const jail = await start("looks", program);
		const { names, pid, root } = JSON.parse(await readToEnd(jail));
		expect(names.filter((name: string) => !["LD_LIBRARY_PATH", "PWD"].includes(name))).toEqual([]);
		expect(pid).toBe(1);
		expect(root.filter((name: string) => !name.startsWith("lib"))).toEqual(["node", "program.cjs"]);
		await jail.dispose();
	});

	it("keeps no file descriptor when it is disposed of, once or twice", async () => {
		await (await start("echo", echo)).dispose();
		const before = (await readdir("/proc/self/fd")).length;
		const jails = await Promise.all([1, 2, 3].map(() => start("echo", echo)));
		for (const jail of jails) await Promise.all([jail.dispose(), jail.dispose()]);
		// Pipes are made in advance, sixteen at a time.
		expect((await readdir("/proc/self/fd")).length).toBeLessThanOrEqual(before + 16);
	});

	it("leaves no process, whenever it is killed", async () => {
		const name = "killed-any-time";
		for (let round = 0; round < 12; round++) {
			const jails = await Promise.all([1, 2].map(() => start(name, "for (;;);")));
			await delay(round * 2);
			for (const [index, jail] of jails.entries())
				if (index === 0) jail.kill();
				else process.kill(await parentOf(jail.pid), "SIGKILL");
			await Promise.all(jails.map((jail) => jail.dispose()));
		}
		expect(await running(`${name}.cjs`)).toEqual([]);
	});
});

it("goes when the grader is killed, whenever that is", async () => {
	const name = "orphan";
	await writeFile(join(folder, `${name}.cjs`), "for (;;);");
	const starter = await bundledStarter(name);
	for (const wait of [0, 0, 5, 10, 20, 40]) {
		const grader = spawn(process.execPath, ["--input-type=module", "-e", starter], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		await once(grader.stdout, "data");
		expect(await running(`${name}.cjs`)).not.toEqual([]);
		await delay(wait);
		grader.kill("SIGKILL");
	}
	await expect.poll(() => running(`${name}.cjs`)).toEqual([]);
});

const echo = `
	const { readSync, writeSync } = require("node:fs");
	const buffer = Buffer.alloc(1000);
	for (let length; (length = readSync(0, buffer)); )
		writeSync(1, "heard " + buffer.toString("utf8", 0, length));`;

async function start(
	name: string,
	text: string,
	limits: Partial<Limits> = {},
): Promise<JailProcess> {
	const program = join(folder, `${name}.cjs`);
	await writeFile(program, text, { mode: 0o644 });
	return startJail({ isolation: "bubblewrap", limits: { ...defaultLimits, ...limits }, program });
}

async function readToEnd({ answers }: JailProcess): Promise<string> {
	const buffer = Buffer.alloc(10_000);
	for (let text = ""; ; ) {
		const { bytesRead } = await promisify(read)(answers, buffer, 0, buffer.length, null);
		if (bytesRead === 0) return text;
		text += buffer.toString("utf8", 0, bytesRead);
	}
}

/** A grader of its own: it starts a jail, says so, and waits. */
async function bundledStarter(name: string): Promise<string> {
	const { build } = await import("esbuild");
	const options = {
		isolation: "bubblewrap",
		limits: defaultLimits,
		program: join(folder, `${name}.cjs`),
	};
	const { outputFiles } = await build({
		stdin: {
			contents: `
				import { startJail } from "./src/grading/jail/jail";
				const jail = await startJail(${JSON.stringify(options)});
				console.log("started");
				setInterval(() => {}, 1000);`,
			resolveDir: process.cwd(),
			loader: "ts",
		},
		...{ bundle: true, format: "esm", platform: "node", packages: "external", write: false },
	});
	return outputFiles[0]?.text ?? "";
}

async function parentOf(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, "utf8");
	return Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]);
}

/** The processes whose arguments name this program: bubblewrap's are told where it is. */
async function running(program: string): Promise<string[]> {
	const all = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
	const told = all.map(async (pid) => {
		const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
		return text.includes(`${folder}/${program}`) && text.startsWith("bwrap") ? [pid] : [];
	});
	return (await Promise.all(told)).flat();
}
