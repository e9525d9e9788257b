import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { formatNotebook } from "../../src/notebook/format-notebook";
import { projectRoot } from "../../src/project-root";

const copied = [
	"package.json",
	"package-lock.json",
	"tsconfig.json",
	"src",
	"notebooks",
	"exercises",
	"solutions",
	"test/exercises",
	".build",
];
const printed = z.object({ url: z.string(), port: z.number(), pid: z.number() });

/** The lab as `npm start` runs it, in a copy of the checkout: a test may edit and break what it likes. */
export interface Lab {
	readonly root: string;
	readonly url: string;
	readonly port: number;
	readonly process: ChildProcess;
	/** What it said on stderr. */
	readonly said: string[];
	/** Adds a notebook whose cells are the given sources; its id is `name`. */
	addNotebook(name: string, cells: readonly string[]): Promise<void>;
	/** Stops it as Ctrl-C does; resolves with the exit code. */
	stop(): Promise<number | null>;
	/** Starts it again on the same port. */
	startAgain(): Promise<Lab>;
	remove(): Promise<void>;
}

export async function copyOfTheCheckout(): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), "attention-lab-e2e-"));
	for (const name of copied)
		await cp(join(projectRoot, name), join(root, name), {
			recursive: true,
			preserveTimestamps: true,
		});
	await symlink(join(projectRoot, "node_modules"), join(root, "node_modules"), "junction");
	return root;
}

export async function startLab(root?: string, port = 0): Promise<Lab> {
	const folder = root ?? (await copyOfTheCheckout());
	const args = ["src/cli/attention-lab.js", "start", "--no-open", "--json", "--port", `${port}`];
	const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
	const said: string[] = [];
	createInterface(child.stderr).on("line", (line) => said.push(line));
	const line = await Promise.race([
		once(createInterface(child.stdout), "line").then(([first]) => String(first)),
		once(child, "exit").then(() => {
			throw new Error(`the lab did not start:\n${said.join("\n")}`);
		}),
	]);
	const { url, port: servedAt } = printed.parse(JSON.parse(line));
	const stop = async () => {
		if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
		child.kill("SIGINT");
		const [code] = await once(child, "exit");
		return code as number | null;
	};
	return {
		root: folder,
		url,
		port: servedAt,
		process: child,
		said,
		addNotebook: (name, sources) =>
			writeFile(join(folder, "notebooks", `${name}.ipynb`), notebookOf(sources)),
		stop,
		startAgain: () => startLab(folder, servedAt),
		remove: async () => {
			await stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

function notebookOf(sources: readonly string[]): string {
	return formatNotebook({
		cells: sources.map((source, i) => ({
			cell_type: "code" as const,
			id: `cell-${i}`,
			metadata: {},
			source,
			execution_count: null,
			outputs: [],
		})),
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
