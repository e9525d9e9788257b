import { stat, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { courseView } from "../../src/app/server/course-view";
import { type LabServer, startLabServer } from "../../src/app/server/lab-server";
import { labToken } from "../../src/app/server/lab-token";
import { binaryProtocol, readFrame, writeFrame } from "../../src/app/server/websocket-message";
import type { Message } from "../../src/kernel/message";
import { courseFolder } from "./course-folder";
import { fakeLaunch, message } from "./fake-kernel";

const token = "the-token";

async function lab(port = 0) {
	const root = await courseFolder();
	const { kernels, launch } = fakeLaunch();
	const pageDirectory = join(root, "page");
	const server = await startLabServer({
		root,
		pageDirectory,
		stateDirectory: join(root, ".attention-lab"),
		port,
		launch,
		token,
		course: courseView(root),
	});
	onTestFinished(() => server.close());
	return { root, kernels, server };
}

interface Reply {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	readonly json: unknown;
}

/** A request with the path exactly as written: `fetch` would tidy it up. */
function ask(
	{ port }: LabServer,
	path: string,
	{
		method = "GET",
		headers = {},
		body,
	}: { method?: string; headers?: object; body?: unknown } = {},
): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const options = {
			port,
			path,
			method,
			host: "127.0.0.1",
			headers: { Authorization: `token ${token}`, ...headers },
		};
		const sent = request(options, (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk) => chunks.push(chunk));
			response.on("end", () => {
				const text = Buffer.concat(chunks).toString();
				const isJson = response.headers["content-type"] === "application/json";
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					body: text,
					json: isJson ? JSON.parse(text) : undefined,
				});
			});
		});
		sent.on("error", reject);
		sent.end(body === undefined ? undefined : JSON.stringify(body));
	});
}

/** The status of a WebSocket handshake: 101 when it is accepted. */
function knock(
	{ port }: LabServer,
	path: string,
	headers: Record<string, string>,
): Promise<number> {
	return new Promise((resolve) => {
		const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
		socket.on("open", () => {
			socket.terminate();
			resolve(101);
		});
		socket.on("unexpected-response", (_, response) => {
			resolve(response.statusCode ?? 0);
			socket.terminate();
		});
		socket.on("error", () => {});
	});
}

describe("who may use the lab", () => {
	it("whoever opens the printed address: the page comes with a cookie that no script and no other site can use", async () => {
		const { server } = await lab();
		expect(server.url).toBe(`http://127.0.0.1:${server.port}/?token=${token}`);
		const first = await ask(server, `/?token=${token}`, { headers: { Authorization: "" } });
		expect(first).toMatchObject({ status: 200, body: expect.stringContaining("the page") });
		const [cookie] = first.headers["set-cookie"] ?? [];
		expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
		const next = await ask(server, "/api/kernels", {
			headers: { Authorization: "", Cookie: `other=1; ${cookie!.split(";")[0]}` },
		});
		expect(next.status).toBe(200);
	});

	it.each([
		["no token", { Authorization: "" }],
		["a wrong token", { Authorization: "token wrong" }],
		["a wrong cookie", { Authorization: "", Cookie: "attention-lab-1=the-token" }],
		["a foreign Host", { Host: "evil.example" }],
		["a foreign Host with the right port", { Host: "evil.example:{port}" }],
		["a foreign Origin", { Origin: "http://evil.example" }],
		["the Origin of another port", { Origin: "http://127.0.0.1:1" }],
		["the Origin null", { Origin: "null" }],
	])("refuses %s, over HTTP and for a WebSocket", async (_, template: Record<string, string>) => {
		const { server } = await lab();
		const headers = Object.fromEntries(
			Object.entries(template).map(([name, value]) => [
				name,
				value.replace("{port}", `${server.port}`),
			]),
		);
		expect((await ask(server, "/api/contents/notebooks", { headers })).status).toBe(403);
		expect((await ask(server, "/", { headers })).status).toBe(403);
		const all = { Authorization: `token ${token}`, ...headers };
		expect(await knock(server, "/api/events/subscribe", all)).toBe(403);
	});

	it("lets in its own origin and the token, for a WebSocket too", async () => {
		const { server } = await lab();
		const headers = {
			Authorization: `token ${token}`,
			Origin: `http://127.0.0.1:${server.port}`,
		};
		expect((await ask(server, "/api", { headers })).status).toBe(200);
		expect(await knock(server, "/api/events/subscribe", headers)).toBe(101);
	});

	it("refuses a change that another site asks for", async () => {
		const { server } = await lab();
		const headers = { "Sec-Fetch-Site": "cross-site" };
		expect((await ask(server, "/api/kernels", { method: "POST", headers, body: {} })).status).toBe(
			403,
		);
	});

	it("explains in the browser what is missing", async () => {
		const { server } = await lab();
		const { body } = await ask(server, "/", {
			headers: { Authorization: "", Accept: "text/html" },
		});
		expect(body).toContain("Open the address that");
	});

	it("listens on the loopback interface, and lets the page load nothing from elsewhere", async () => {
		const { server } = await lab();
		const { headers } = await ask(server, "/");
		expect(headers["content-security-policy"]).toContain("default-src 'self'");
		expect(headers["content-security-policy"]).not.toMatch(/https?:|\*/);
		expect(headers["x-content-type-options"]).toBe("nosniff");
	});

	it("takes a free port when the wanted one is in use", async () => {
		const taken = createServer().listen(0, "127.0.0.1");
		await new Promise((resolve) => taken.once("listening", resolve));
		onTestFinished(() => void taken.close());
		const { port } = taken.address() as { port: number };
		const { server } = await lab(port);
		expect(server.port).not.toBe(port);
		expect((await ask(server, "/api")).status).toBe(200);
	});
});

describe("addresses that lead out of the course", () => {
	it.each([
		"/api/contents/../secret.txt",
		"/api/contents/notebooks/../../secret.txt",
		"/api/contents/%2e%2e/secret.txt",
		"/api/contents/notebooks/%2e%2e/%2e%2e/secret.txt",
		"/api/contents/notebooks%2f..%2f..%2fsecret.txt",
		"/api/contents/notebooks/..%5c..%5csecret.txt",
		"/api/contents/secret.txt",
		"/files/../secret.txt",
		"/files/secret.txt",
		"/lab/../secret.txt",
		"/lab/%2e%2e/secret.txt",
		"/lab/assets/..%2f..%2fsecret.txt",
	])("%s is refused", async (path) => {
		const { server } = await lab();
		for (const method of path.startsWith("/api") ? ["GET", "PUT", "DELETE"] : ["GET"]) {
			const body = method === "PUT" ? { type: "file", format: "text", content: "x" } : undefined;
			const reply = await ask(server, path, { method, body });
			expect([403, 404]).toContain(reply.status);
			expect(reply.body).not.toContain("not of the course");
		}
	});

	it("an address that is not encoded correctly is refused", async () => {
		const { server } = await lab();
		expect((await ask(server, "/api/contents/%zz")).status).toBe(400);
	});

	it("a file of the course is shown, in a sandbox", async () => {
		const { server } = await lab();
		const { status, headers } = await ask(server, "/files/exercises/02-softmax.ts");
		expect(status).toBe(200);
		expect(headers["content-security-policy"]).toContain("sandbox");
	});
});

describe("the REST interface", () => {
	it("refuses a body it does not understand, and says why", async () => {
		const { server } = await lab();
		const put = (body: unknown) =>
			ask(server, "/api/contents/exercises/02-softmax.ts", { method: "PUT", body });
		expect(await put({ type: "program" })).toMatchObject({
			status: 400,
			json: { message: expect.stringContaining("not understood") },
		});
		expect((await put({ type: "file", format: "text", content: 5 })).status).toBe(400);
		expect((await ask(server, "/api/nothing")).status).toBe(404);
		expect((await ask(server, "/api/kernelspecs", { method: "DELETE" })).status).toBe(405);
	});

	it("reads and saves", async () => {
		const { server } = await lab();
		const path = "/api/contents/exercises/02-softmax.ts";
		const { json } = await ask(server, `${path}?content=1&hash=1&1700000000`);
		const { hash } = json as { hash: string };
		const body = { type: "file", format: "text", content: "new\n", expected_hash: hash };
		expect((await ask(server, path, { method: "PUT", body })).status).toBe(200);
		expect((await ask(server, path, { method: "PUT", body })).status).toBe(409);
		expect((await ask(server, path)).json).toMatchObject({ content: "new\n" });
	});

	it("gives one document one session, however often and however fast it is asked for", async () => {
		const { server, kernels, root } = await lab();
		const body = { path: "notebooks/02-softmax.ipynb", name: "02-softmax.ipynb", type: "notebook" };
		const open = () => ask(server, "/api/sessions", { method: "POST", body });
		const replies = await Promise.all([open(), open(), open()]);
		const ids = replies.map(({ json }) => (json as { kernel: { id: string } }).kernel.id);
		expect(new Set(ids).size).toBe(1);
		expect(kernels.map(({ cwd }) => cwd)).toEqual([join(root, "notebooks")]);
	});

	it("ends the kernel with its session", async () => {
		const { server, kernels } = await lab();
		const body = { path: "notebooks/02-softmax.ipynb" };
		const { json } = await ask(server, "/api/sessions", { method: "POST", body });
		const { id } = json as { id: string };
		expect((await ask(server, `/api/sessions/${id}`, { method: "DELETE" })).status).toBe(204);
		await kernels[0]!.exited;
		expect((await ask(server, "/api/kernels")).json).toEqual([]);
	});

	it("interrupts and restarts a kernel, which keeps its id", async () => {
		const { server, kernels } = await lab();
		const { json } = await ask(server, "/api/kernels", { method: "POST", body: {} });
		const { id } = json as { id: string };
		const post = (action: string) =>
			ask(server, `/api/kernels/${id}/${action}`, { method: "POST" });
		expect((await post("interrupt")).status).toBe(204);
		expect(kernels[0]!.interrupts).toBe(1);
		expect((await post("restart")).json).toMatchObject({ id, execution_state: "idle" });
		expect(kernels).toHaveLength(2);
		expect((await ask(server, "/api/kernels/none/interrupt", { method: "POST" })).status).toBe(404);
	});

	it("has its kernel warm before anyone asks, in the folder of the notebooks", async () => {
		const { kernels, root } = await lab();
		expect(kernels.map(({ cwd }) => cwd)).toEqual([join(root, "notebooks")]);
	});
});

describe("the WebSockets", () => {
	async function connect(server: LabServer, protocols: string[] = [binaryProtocol]) {
		const { json } = await ask(server, "/api/kernels", { method: "POST", body: {} });
		const { id } = json as { id: string };
		const join = async (session: string) => {
			const address = `ws://127.0.0.1:${server.port}/api/kernels/${id}/channels?session_id=${session}`;
			const socket = new WebSocket(address, protocols, {
				headers: { Authorization: `token ${token}` },
			});
			const heard: Message[] = [];
			socket.on("message", (data: Buffer, isBinary) => {
				heard.push(
					protocols.length > 0
						? parseBinary(data, isBinary)
						: (JSON.parse(data.toString()) as Message),
				);
			});
			await new Promise((resolve) => socket.once("open", resolve));
			return { socket, heard, send: (m: Message) => socket.send(writeFrame(m, socket.protocol)) };
		};
		return { id, join };
	}
	// kernels speak on iopub, which readFrame accepts from no client
	const parseBinary = (data: Buffer, isBinary: boolean) => {
		const at = Number(data.readBigUInt64LE(8));
		const channel = data.toString("utf8", at, Number(data.readBigUInt64LE(16)));
		if (channel !== "iopub") return readFrame(data, isBinary, binaryProtocol);
		const content = data.toString(
			"utf8",
			Number(data.readBigUInt64LE(40)),
			Number(data.readBigUInt64LE(48)),
		);
		return message("iopub", "any", JSON.parse(content));
	};
	const until = async (condition: () => boolean) => {
		for (let i = 0; i < 200 && !condition(); i++) await delay(5);
		expect(condition()).toBe(true);
	};

	it.each([
		["binary", [binaryProtocol]],
		["default", []],
	])("carry questions to the kernel and answers back, in the %s framing", async (_, protocols) => {
		const { server, kernels } = await lab();
		const { join } = await connect(server, protocols);
		const anna = await join("anna");
		expect(anna.socket.protocol).toBe(protocols[0] ?? "");
		const question = message("shell", "execute_request", { code: "1" }, { session: "anna" });
		anna.send(question);
		await until(() => kernels[0]!.received.length === 1);
		expect(kernels[0]!.received[0]).toEqual(question);
		kernels[0]!.say(
			message("shell", "execute_reply", { status: "ok" }, { parent: question.header }),
		);
		await until(() => anna.heard.length === 1);
		expect(anna.heard[0]).toMatchObject({ channel: "shell", content: { status: "ok" } });
	});

	it("replay what was printed while the page was away", async () => {
		const { server, kernels } = await lab();
		const { join } = await connect(server);
		const before = await join("anna");
		before.socket.close();
		await new Promise((resolve) => before.socket.once("close", resolve));
		await delay(20);
		kernels[0]!.say(message("iopub", "stream", { text: "while away" }));
		const after = await join("anna");
		await until(() => after.heard.length === 1);
		expect(after.heard[0]!.content).toEqual({ text: "while away" });
	});

	it("survive a message that is none", async () => {
		const { server, kernels } = await lab();
		const { join } = await connect(server);
		const anna = await join("anna");
		anna.socket.send("{ half");
		anna.socket.send(Buffer.alloc(3));
		anna.send(message("shell", "kernel_info_request", {}, { session: "anna" }));
		await until(() => kernels[0]!.received.length === 1);
	});

	it("tell the page when a file of the course changes on disk", async () => {
		const { server, root } = await lab();
		const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/events/subscribe`, {
			headers: { Authorization: `token ${token}` },
		});
		const events: unknown[] = [];
		socket.on("message", (data: Buffer) => events.push(JSON.parse(data.toString())));
		await new Promise((resolve) => socket.once("open", resolve));
		await writeFile(join(root, "exercises", "02-softmax.ts"), "changed\n");
		await until(() => events.length > 0);
		expect(events[0]).toEqual({
			schema_id: "attention-lab/changed",
			path: "exercises/02-softmax.ts",
		});
	});

	it("are closed, and the kernels ended, when the lab stops", async () => {
		const { server, kernels } = await lab();
		const { join } = await connect(server);
		const anna = await join("anna");
		const closed = new Promise((resolve) => anna.socket.once("close", resolve));
		await server.close();
		await closed;
		await kernels[0]!.exited;
		await expect(ask(server, "/api")).rejects.toThrow(/ECONNREFUSED/);
	});
});

describe("the token", () => {
	it("stays the same from start to start, and only its owner can read it", async () => {
		const stateDirectory = join(await courseFolder(), ".attention-lab");
		const first = await labToken(stateDirectory);
		expect(first).toMatch(/^[0-9a-f]{48}$/);
		expect(await labToken(stateDirectory)).toBe(first);
		const { mode } = await stat(join(stateDirectory, "token"));
		if (process.platform !== "win32") expect(mode & 0o777).toBe(0o600);
		expect(await labToken(join(await courseFolder(), "other"))).not.toBe(first);
	});
});
