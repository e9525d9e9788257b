import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { projectRoot } from "../../src/project-root";

/** A copy of the course for a test to type commands in, without touching anybody's exercises. */
export interface CourseCopy {
	readonly folder: string;
	/** Runs `attention-lab …` and waits for its end. */
	run(...args: string[]): Promise<CommandResult>;
	/** Starts `attention-lab …`. */
	start(...args: string[]): RunningCommand;
	/** Ends what still runs, and removes the copy. */
	remove(): Promise<void>;
}

export interface CommandResult {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

export interface RunningCommand {
	/** Resolves with all that was printed so far, once that matches. */
	prints(pattern: RegExp): Promise<string>;
	kill(signal: NodeJS.Signals): void;
	readonly ended: Promise<CommandResult>;
}

export async function copyCourse(env: Record<string, string> = {}): Promise<CourseCopy> {
	const folder = await mkdtemp(join(tmpdir(), "course copy "));
	const parts = ["src", "solutions", "notebooks", "test/exercises", ".build"];
	const files = ["package.json", "package-lock.json", "tsconfig.json"];
	for (const path of [...parts, ...files])
		await cp(join(projectRoot, path), join(folder, path), {
			recursive: true,
			preserveTimestamps: true, // or it would compile again
		});
	await cp(join(projectRoot, "src/course/originals"), join(folder, "exercises"), {
		recursive: true,
	});
	await symlink(join(projectRoot, "node_modules"), join(folder, "node_modules"), "junction");

	const running = new Map<() => void, Promise<unknown>>();
	const start = (...args: string[]): RunningCommand => {
		const launcher = join(folder, "src", "cli", "attention-lab.js");
		const { ATTENTION_LAB_STATE: _, NO_COLOR: __, ...outside } = process.env;
		const child = spawn(process.execPath, [launcher, ...args], {
			cwd: folder,
			env: { ...outside, ...env },
		});
		let stdout = "";
		let stderr = "";
		const listeners = new Set<() => void>();
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			stdout += text;
			for (const listener of listeners) listener();
		});
		child.stderr.setEncoding("utf8").on("data", (text: string) => {
			stderr += text;
		});
		const ended = new Promise<CommandResult>((resolve) =>
			child.on("close", (code) => resolve({ code, stdout, stderr })),
		);
		const end = () => child.kill();
		running.set(end, ended);
		ended.then(() => running.delete(end));
		return {
			ended,
			kill: (signal) => child.kill(signal),
			prints: (pattern) =>
				new Promise((resolve, reject) => {
					const look = () => {
						if (!pattern.test(stdout)) return;
						listeners.delete(look);
						resolve(stdout);
					};
					listeners.add(look);
					ended.then(() => reject(new Error(`it ended without ${pattern}:\n${stdout}${stderr}`)));
					look();
				}),
		};
	};
	return {
		folder,
		start,
		run: (...args) => start(...args).ended,
		async remove() {
			const last = [...running.values()];
			for (const end of running.keys()) end();
			await Promise.all(last);
			await rm(folder, { recursive: true, maxRetries: 5 });
		},
	};
}
