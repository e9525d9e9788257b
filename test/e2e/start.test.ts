import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { copyOfTheCheckout, type Lab, startLab } from "./lab";

let root: string;
beforeAll(async () => {
	root = await copyOfTheCheckout();
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function start(port = 0): Promise<Lab> {
	const lab = await startLab(root, port);
	onTestFinished(async () => {
		lab.process.kill("SIGKILL");
	});
	return lab;
}
const run = (...args: string[]) =>
	promisify(execFile)(process.execPath, ["src/cli/attention-lab.js", ...args], { cwd: root }).then(
		({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
		({ code, stdout, stderr }) => ({ code, stdout, stderr }),
	);

/** The kernels of a lab, as Linux tells. */
async function kernelsOf({ process: lab }: Lab): Promise<number[]> {
	const children = await readFile(`/proc/${lab.pid}/task/${lab.pid}/children`, "utf8");
	const pids = children.trim().split(/\s+/).filter(Boolean).map(Number);
	const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8")));
	return pids.filter((_, i) => /kernel[\\/]child\.js/.test(commands[i]!));
}
/** Whether a process still runs; one that has ended but was not waited for does not. */
const runs = (pid: number) =>
	readFile(`/proc/${pid}/stat`, "utf8").then(
		(stat) => !/\) Z /.test(stat),
		() => false,
	);
async function expectEnded(pids: readonly number[]): Promise<void> {
	expect(pids.length).toBeGreaterThan(0);
	await expect
		.poll(async () => (await Promise.all(pids.map(runs))).some(Boolean), { timeout: 5000 })
		.toBe(false);
}

describe.runIf(process.platform === "linux")("attention-lab start", () => {
	it("builds the page once, says so, and is quick afterwards", async () => {
		await rm(join(root, ".build", "page"), { recursive: true, force: true });
		const first = await start();
		expect(first.said.join("\n")).toMatch(/building the page[\s\S]*built it in \d/);
		await first.stop();
		const second = await start();
		expect(second.said).toEqual([]);
		await second.stop();
	});

	it.each(["SIGINT", "SIGTERM"] as const)("ends its kernels and itself on %s", async (signal) => {
		const lab = await start();
		const kernels = await kernelsOf(lab);
		lab.process.kill(signal);
		expect(await once(lab.process, "exit")).toEqual([0, null]);
		await expectEnded(kernels);
	});

	it("leaves no kernel behind when it is killed", async () => {
		const lab = await start();
		await delay(500);
		const kernels = await kernelsOf(lab);
		lab.process.kill("SIGKILL");
		await expectEnded(kernels);
	});

	it("ends at once at the second Ctrl-C", async () => {
		const lab = await start();
		const kernels = await kernelsOf(lab);
		for (const kernel of kernels) process.kill(kernel, "SIGSTOP"); // it cannot end politely
		const ended = once(lab.process, "exit");
		lab.process.kill("SIGINT");
		await delay(300);
		const before = Date.now();
		lab.process.kill("SIGINT");
		expect(await ended).toEqual([130, null]);
		expect(Date.now() - before).toBeLessThan(2000);
		await expectEnded(kernels);
	});

	it("takes another port when the wanted one is in use, and says so", async () => {
		const taken = createServer().listen(0, "127.0.0.1");
		onTestFinished(() => void taken.close());
		await once(taken, "listening");
		const { port } = taken.address() as { port: number };
		const lab = await start(port);
		expect(lab.port).not.toBe(port);
		expect(lab.said.join("\n")).toContain(`port ${port} is in use`);
		expect((await fetch(lab.url)).status).toBe(200);
		await lab.stop();
	});

	it("runs twice from the same checkout", async () => {
		const [one, two] = [await start(), await start()];
		expect(one.port).not.toBe(two.port);
		for (const lab of [one, two]) expect((await fetch(lab.url)).status).toBe(200);
		await Promise.all([one.stop(), two.stop()]);
	});

	it("prints its address for a person, and stops when asked", async () => {
		const lab = spawn(
			process.execPath,
			["src/cli/attention-lab.js", "start", "--no-open", "--port", "0"],
			{
				cwd: root,
				stdio: ["ignore", "pipe", "ignore"],
			},
		);
		let printed = "";
		lab.stdout.on("data", (text) => {
			printed += text;
		});
		await expect.poll(() => printed, { timeout: 10_000 }).toContain("Ctrl-C stops it.");
		expect(printed).toMatch(/^ +http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]{48}$/m);
		lab.kill("SIGINT");
		expect((await once(lab, "exit"))[0]).toBe(0);
	});

	it("refuses a port that is none, and has help", async () => {
		expect(await run("start", "--port", "many")).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("A port is a number from 0 to 65535"),
		});
		const { code, stdout } = await run("start", "--help");
		expect(code).toBe(0);
		for (const option of ["--no-open", "--port", "--json"]) expect(stdout).toContain(option);
	});
});
