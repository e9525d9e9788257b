import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { projectRoot } from "../../src/project-root";

/** Python with Jupyter's clients, in a corner of its own: nothing of the user's is read or written. */
export interface Jupyter {
	readonly python: string;
	readonly env: NodeJS.ProcessEnv;
	/** A folder for whatever a test needs; it goes with the rest. */
	readonly folder: string;
	/**
	 * Runs a script of this folder and resolves to the JSON that it prints. Rejects with what it says on stderr, and
	 * after `seconds` in any case.
	 */
	run<T>(script: string, args?: readonly string[], options?: RunOptions): Promise<T>;
	remove(): Promise<void>;
}

interface RunOptions {
	readonly seconds?: number;
	readonly env?: NodeJS.ProcessEnv;
}

/** The kernel is installed as a person would do it, with the command. */
export async function createJupyter(): Promise<Jupyter> {
	const python = process.env.ATTENTION_LAB_PYTHON;
	if (!python)
		throw new Error("ATTENTION_LAB_PYTHON must name a Python with test/jupyter/requirements.txt");
	const folder = await mkdtemp(join(tmpdir(), "attention-lab-jupyter-"));
	const launcher = join(projectRoot, "src", "cli", "attention-lab.js");
	await promisify(execFile)(process.execPath, [launcher, "kernel", "install", "--prefix", folder]);
	const env = {
		...process.env,
		JUPYTER_PATH: join(folder, "share", "jupyter"),
		JUPYTER_DATA_DIR: join(folder, "data"),
		JUPYTER_CONFIG_DIR: join(folder, "config"),
		JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
		XDG_DATA_HOME: join(folder, "data"), // the kernel's history
		PYTHONDONTWRITEBYTECODE: "1",
		PYDEVD_DISABLE_FILE_VALIDATION: "1",
	};
	return {
		python,
		env,
		folder,
		run: async (script, args = [], { seconds = 60, env: more = {} } = {}) => {
			const path = join(projectRoot, "test", "jupyter", script);
			const said = await runToItsEnd(python, [path, ...args], { ...env, ...more }, seconds, folder);
			return JSON.parse(said);
		},
		remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
	};
}

function runToItsEnd(
	command: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv,
	seconds: number,
	cwd: string,
): Promise<string> {
	const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
	let stdout = "";
	let stderr = "";
	child.stdout.setEncoding("utf8").on("data", (text: string) => {
		stdout += text;
	});
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		stderr += text;
	});
	const limit = setTimeout(() => child.kill("SIGKILL"), seconds * 1000); // its kernels end with it
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("exit", (code, signal) => {
			clearTimeout(limit);
			if (signal) reject(new Error(`${args[0]} took more than ${seconds} s\n${stderr}`));
			else if (code !== 0) reject(new Error(`${args[0]} failed:\n${stderr}`));
		});
		child.on("close", (code) => {
			if (code === 0) resolve(stdout);
		});
	});
}
