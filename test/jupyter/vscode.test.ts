// VS Code talks to a Jupyter server with its REST interface and JSON over a WebSocket without a subprotocol; so do
// other clients that are no browser.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type JupyterLab, startJupyterLab } from "./jupyter-lab";

interface Message {
	readonly channel: string;
	readonly header: { readonly msg_type: string };
	readonly parent_header: { readonly msg_id?: string };
	readonly content: { readonly [key: string]: unknown };
}

let lab: JupyterLab;
let kernel: string;
let socket: WebSocket;
const heard: Message[] = [];

beforeAll(async () => {
	lab = await startJupyterLab();
	await lab.addNotebook("session", ["1"]);
	const answer = await lab.request("POST", "api/sessions", {
		name: "session",
		path: "notebooks/session.ipynb",
		type: "notebook",
		kernel: { name: "attention-lab" },
	});
	expect(answer.status).toBe(201);
	kernel = ((await answer.json()) as { kernel: { id: string } }).kernel.id;
	const address = `${lab.url.replace("http", "ws")}api/kernels/${kernel}/channels`;
	socket = new WebSocket(`${address}?session_id=vscode&token=${lab.token}`);
	socket.on("message", (data, isBinary) => {
		expect(isBinary).toBe(false);
		heard.push(JSON.parse(String(data)));
	});
	await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
});
afterAll(async () => {
	socket.close();
	await lab.remove();
});

function send(msg_type: string, content: object): string {
	const msg_id = crypto.randomUUID();
	const header = { msg_id, msg_type, session: "vscode", username: "", date: "", version: "5.3" };
	const rest = { parent_header: {}, metadata: {}, buffers: [] };
	socket.send(JSON.stringify({ channel: "shell", header, content, ...rest }));
	return msg_id;
}

/** All that was heard of a request, once it is replied to and idle. */
async function answerTo(id: string): Promise<Message[]> {
	const own = () => heard.filter(({ parent_header }) => parent_header.msg_id === id);
	await expect
		.poll(
			() => [
				own().some(({ channel }) => channel === "shell"),
				own().some(({ content }) => content.execution_state === "idle"),
			],
			{ timeout: 20_000 },
		)
		.toEqual([true, true]);
	return own();
}

const execute = (code: string) =>
	send("execute_request", {
		...{ code, silent: false, store_history: true, user_expressions: {} },
		...{ allow_stdin: true, stop_on_error: true },
	});

const contentOf = (messages: readonly Message[], type: string) =>
	messages.find(({ header }) => header.msg_type === type)?.content;

describe("JSON over a WebSocket of jupyter-server", () => {
	it("tells of the language", async () => {
		const messages = await answerTo(send("kernel_info_request", {}));
		expect(contentOf(messages, "kernel_info_reply")).toMatchObject({
			status: "ok",
			language_info: { name: "typescript", file_extension: ".ts" },
		});
	});

	it("carries results, prints, displays and errors", async () => {
		const messages = await answerTo(
			execute("console.log('printed'); display(html('<b>shown</b>')); 6 * 7"),
		);
		expect(contentOf(messages, "stream")).toEqual({ name: "stdout", text: "printed\n" });
		expect(contentOf(messages, "display_data")).toMatchObject({
			data: { "text/html": "<b>shown</b>" },
		});
		expect(contentOf(messages, "execute_result")).toMatchObject({ data: { "text/plain": "42" } });
		const failed = await answerTo(execute("throw new RangeError('too far')"));
		expect(contentOf(failed, "error")).toMatchObject({ ename: "RangeError", evalue: "too far" });
	});

	it("completes and explains", async () => {
		const completed = await answerTo(
			send("complete_request", { code: "[3].toSort", cursor_pos: 10 }),
		);
		expect(contentOf(completed, "complete_reply")).toMatchObject({ matches: ["toSorted"] });
		const explained = await answerTo(
			send("inspect_request", { code: "Math.max", cursor_pos: 8, detail_level: 0 }),
		);
		expect(contentOf(explained, "inspect_reply")).toMatchObject({ found: true });
	});

	it("interrupts by REST, and keeps the variables", async () => {
		await answerTo(execute("var kept = 41;"));
		const endless = execute("while (true) {}");
		await expect
			.poll(() => heard.some(({ parent_header }) => parent_header.msg_id === endless))
			.toBe(true);
		const answer = await lab.request("POST", `api/kernels/${kernel}/interrupt`);
		expect(answer.status).toBe(204);
		expect(contentOf(await answerTo(endless), "error")).toMatchObject({ ename: "Interrupted" });
		expect(contentOf(await answerTo(execute("kept + 1")), "execute_result")).toMatchObject({
			data: { "text/plain": "42" },
		});
	});

	it("restarts by REST, and forgets them", async () => {
		expect((await lab.request("POST", `api/kernels/${kernel}/restart`)).status).toBe(200);
		expect(contentOf(await answerTo(execute("kept")), "error")).toMatchObject({
			ename: "TypeScriptError",
		});
	});
});
