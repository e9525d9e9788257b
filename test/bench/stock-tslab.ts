// Starts tslab's own kernel and speaks ZeroMQ to it, so that both kernels are measured in one run.
import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../src/project-root";

interface Socket {
	connect(address: string): void;
	subscribe(): void;
	send(frames: readonly (string | Uint8Array)[]): Promise<void>;
	receive(): Promise<Uint8Array[]>;
	close(): void;
}
interface ZeroMq {
	readonly Dealer: new (options: { receiveTimeout: number }) => Socket;
	readonly Subscriber: new () => Socket;
}

/** Stock tslab loses a message now and then, and would never be heard of again (milliseconds). */
const patience = 20_000;

export interface StockKernel {
	/** Resolves to the content of the reply; rejects when there is none for a long time. */
	request(type: string, content: object): Promise<unknown>;
	close(): void;
}

export async function launchStockTslab(cwd: string): Promise<StockKernel> {
	const fromHere = createRequire(join(projectRoot, "package.json"));
	const zeromq = createRequire(fromHere.resolve("tslab"))("zeromq") as ZeroMq;
	const key = randomUUID();
	const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
	const connection = join(mkdtempSync(join(tmpdir(), "stock-tslab-")), "connection.json");
	const address = { ip: "127.0.0.1", transport: "tcp", signature_scheme: "hmac-sha256", key };
	writeFileSync(
		connection,
		JSON.stringify({ ...address, shell_port, iopub_port, stdin_port, control_port, hb_port }),
	);
	const child = spawn(
		process.execPath,
		[fromHere.resolve("tslab/bin/tslab"), "kernel", `--config-path=${connection}`],
		{ cwd, stdio: "ignore" },
	);
	const shell = new zeromq.Dealer({ receiveTimeout: patience });
	shell.connect(`tcp://127.0.0.1:${shell_port}`);
	const session = randomUUID();
	return {
		async request(msg_type, content) {
			const date = new Date().toISOString();
			const header = {
				msg_id: randomUUID(),
				msg_type,
				session,
				username: "bench",
				date,
				version: "5.3",
			};
			const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
			const signature = createHmac("sha256", key).update(parts.join("")).digest("hex");
			await shell.send(["<IDS|MSG>", signature, ...parts]);
			for (;;) {
				const frames = (await shell.receive()).map((frame) => new TextDecoder().decode(frame));
				const [, , , parent = "{}", , body = "{}"] = frames.slice(frames.indexOf("<IDS|MSG>"));
				if (JSON.parse(parent).msg_id === header.msg_id) return JSON.parse(body);
			}
		},
		close() {
			shell.close();
			child.kill("SIGKILL");
		},
	};
}

async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(
		Array.from({ length: count }, async () => {
			const server = createServer();
			await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
			return server;
		}),
	);
	return Promise.all(
		servers.map(async (server) => {
			const address = server.address();
			await new Promise((resolve) => server.close(resolve));
			return typeof address === "object" && address ? address.port : 0;
		}),
	);
}
