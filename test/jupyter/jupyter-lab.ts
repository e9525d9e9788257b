import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { projectRoot } from "../../src/project-root";
import { createJupyter } from "./jupyter";

/** JupyterLab as a university serves it, on a copy of the notebooks. */
export interface JupyterLab {
	/** Ends in a slash. */
	readonly url: string;
	readonly token: string;
	/** Adds notebooks/NAME.ipynb with the given cells. */
	addNotebook(name: string, sources: readonly string[]): Promise<void>;
	/** An answer of its REST interface. */
	request(method: string, path: string, body?: object): Promise<Response>;
	remove(): Promise<void>;
}

export async function startJupyterLab(): Promise<JupyterLab> {
	const jupyter = await createJupyter();
	const root = join(jupyter.folder, "course");
	for (const name of ["notebooks", "exercises"])
		await cp(join(projectRoot, name), join(root, name), { recursive: true });
	await mkdir(join(jupyter.folder, "config"));
	const token = crypto.randomUUID();
	const port = await freePort();
	const server = spawn(
		jupyter.python,
		[
			...["-m", "jupyterlab", "--no-browser", "--ip", "127.0.0.1", "--allow-root"],
			...[`--port=${port}`, "--ServerApp.port_retries=0", `--IdentityProvider.token=${token}`],
			...[`--ServerApp.root_dir=${root}`, "--LabApp.news_url="],
			"--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
		],
		{ cwd: root, env: jupyter.env, stdio: ["ignore", "ignore", "pipe"] },
	);
	let said = "";
	server.stderr.setEncoding("utf8").on("data", (text: string) => {
		said = (said + text).slice(-10_000);
	});
	const url = `http://127.0.0.1:${port}/`;
	const request = (method: string, path: string, body?: object) =>
		fetch(url + path, {
			method,
			headers: { Authorization: `token ${token}` },
			...(body ? { body: JSON.stringify(body) } : {}),
		});
	for (const end = Date.now() + 60_000; ; await delay(100)) {
		if (
			await request("GET", "api/status").then(
				(answer) => answer.ok,
				() => false,
			)
		)
			break;
		if (server.exitCode === null && Date.now() < end) continue;
		server.kill("SIGKILL");
		throw new Error(`JupyterLab did not start:\n${said}`);
	}
	return {
		url,
		token,
		request,
		addNotebook: (name, sources) =>
			writeFile(join(root, "notebooks", `${name}.ipynb`), notebookOf(sources)),
		async remove() {
			const ended = once(server, "exit");
			server.kill("SIGTERM"); // it ends its kernels first
			const limit = setTimeout(() => server.kill("SIGKILL"), 10_000);
			await ended;
			clearTimeout(limit);
			await jupyter.remove();
		},
	};
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	await once(server, "close");
	return typeof address === "object" && address ? address.port : 0;
}

function notebookOf(sources: readonly string[]): string {
	const cell = { cell_type: "code", metadata: {}, execution_count: null, outputs: [] };
	return JSON.stringify({
		cells: sources.map((source, i) => ({ ...cell, id: `cell-${i}`, source })),
		metadata: {
			kernelspec: {
				display_name: "TypeScript (attention-lab)",
				language: "typescript",
				name: "attention-lab",
			},
		},
		nbformat: 4,
		nbformat_minor: 5,
	});
}
