// Starts any Jupyter kernel and speaks ZeroMQ to it, so that all kernels are measured through the same client.
import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Dealer, Subscriber } from "zeromq";

/** Stock tslab loses a message now and then, and would never be heard of again (milliseconds). */
const patience = 20_000;

export interface JupyterKernel {
	/** Resolves to the content of the reply; rejects when there is none for a long time. */
	request(type: string, content: object): Promise<Record<string, unknown>>;
	/** Runs a cell and resolves to its standard output once the kernel says that it is idle again. */
	printed(code: string): Promise<string>;
	/** Resident memory in MiB; NaN where /proc does not tell. */
	memory(): number;
	close(): void;
}

/** `argv` as in a kernelspec, with "{connection_file}" in it. */
export async function launchJupyterKernel(
	argv: readonly string[],
	cwd: string,
): Promise<JupyterKernel> {
	const key = randomUUID();
	const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
	const folder = mkdtempSync(join(tmpdir(), "attention-lab-bench-"));
	const connection = join(folder, "connection.json");
	const address = { ip: "127.0.0.1", transport: "tcp", signature_scheme: "hmac-sha256", key };
	const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
	writeFileSync(connection, JSON.stringify({ ...address, ...ports, kernel_name: "bench" }));
	const [command = "", ...args] = argv.map((part) => part.replace("{connection_file}", connection));
	const env = { ...process.env, XDG_DATA_HOME: folder };
	const child = spawn(command, args, { cwd, env, stdio: "ignore" });
	const session = randomUUID();
	const soon = { reconnectInterval: 10, linger: 0, receiveHighWaterMark: 0 };
	const shell = new Dealer({ ...soon, routingId: session, receiveTimeout: patience });
	const iopub = new Subscriber(soon);
	shell.connect(`tcp://127.0.0.1:${shell_port}`);
	iopub.connect(`tcp://127.0.0.1:${iopub_port}`);
	iopub.subscribe();
	const replies = createInbox(shell);
	const outputs = createInbox(iopub);

	async function send(msg_type: string, content: object): Promise<string> {
		const date = new Date().toISOString();
		const msg_id = randomUUID();
		const header = { msg_id, msg_type, session, username: "bench", date, version: "5.3" };
		const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
		const signature = createHmac("sha256", key).update(parts.join("")).digest("hex");
		await shell.send(["<IDS|MSG>", signature, ...parts]);
		return msg_id;
	}

	return {
		async request(type, content) {
			const id = await send(type, content);
			for (;;) {
				const reply = await replies();
				if (reply.parent === id) return reply.content;
			}
		},
		async printed(code) {
			const id = await send("execute_request", executeContent(code));
			let text = "";
			for (;;) {
				const { parent, type, content } = await outputs();
				if (parent !== id) continue;
				if (type === "stream" && content.name === "stdout") text += content.text;
				if (content.execution_state === "idle") return text;
			}
		},
		memory() {
			try {
				const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
				return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
			} catch {
				return Number.NaN;
			}
		},
		close() {
			shell.close();
			iopub.close();
			child.kill("SIGKILL");
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

export const executeContent = (code: string) => ({
	...{ code, silent: false, store_history: true, user_expressions: {} },
	...{ allow_stdin: false, stop_on_error: true },
});

interface Received {
	readonly type: string;
	readonly parent: string | undefined;
	readonly content: Record<string, unknown>;
}

function createInbox(socket: Dealer | Subscriber): () => Promise<Received> {
	return async () => {
		const frames = (await socket.receive()).map((frame) => frame.toString("utf8"));
		const [, , header = "{}", parent = "{}", , content = "{}"] = frames.slice(
			frames.indexOf("<IDS|MSG>"),
		);
		return {
			type: JSON.parse(header).msg_type,
			parent: JSON.parse(parent).msg_id,
			content: JSON.parse(content),
		};
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
