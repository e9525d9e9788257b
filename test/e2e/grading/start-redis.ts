import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** Starts a Redis of its own, which ends with the test. Returns its address. */
export async function startRedis(): Promise<string> {
	execFileSync("redis-server", ["--version"]); // a clear error when it is missing
	const folder = await mkdtemp(join(tmpdir(), "attention-lab-redis-"));
	const port = await freePort();
	const server = spawn(
		"redis-server",
		[...["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder], "--appendonly", "yes"],
		{ stdio: "ignore" },
	);
	onTestFinished(async () => {
		server.kill("SIGKILL");
		await rm(folder, { recursive: true, force: true });
	});
	while (!(await answers(port))) await delay(20);
	return `redis://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

const answers = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = connect(port, "127.0.0.1");
		socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
		socket.once("connect", () => socket.destroy());
	});
