import { execFile } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Two file descriptors that block, which those of `child_process` do not on the parent's side. */
export interface Pipe {
	readonly read: number;
	readonly write: number;
}

/** Made this many at a time: a program has to be started for it. */
const batch = 16;
let spare: Promise<number[]> | undefined;

/** Opens a pipe. Nothing of it is left in the file system. */
export async function openPipe(): Promise<Pipe> {
	const both = await takeSpare();
	try {
		const again = `/proc/self/fd/${both}`;
		return {
			write: openSync(again, constants.O_WRONLY),
			read: openSync(again, constants.O_RDONLY),
		};
	} finally {
		closeSync(both);
	}
}

async function takeSpare(): Promise<number> {
	for (;;) {
		spare ??= makePipes();
		const mine = spare;
		const descriptor = await mine.then((descriptors) => descriptors.pop()).catch(forget);
		if (descriptor !== undefined) return descriptor;
		if (spare === mine) spare = undefined;
	}
}

function forget(error: unknown): never {
	spare = undefined;
	throw error;
}

/** Named pipes opened for both directions, so that opening them waits for nobody, and unlinked. */
async function makePipes(): Promise<number[]> {
	const folder = await mkdtemp(join(tmpdir(), "attention-lab-pipes-"));
	try {
		const names = Array.from({ length: batch }, (_, index) => join(folder, `${index}`));
		await promisify(execFile)("mkfifo", ["-m", "600", ...names]);
		return names.map((name) => openSync(name, constants.O_RDWR));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
