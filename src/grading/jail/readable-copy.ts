import { rmSync } from "node:fs";
import { chmod, copyFile, mkdtemp, realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const copies = new Map<string, Promise<string>>();
const folders: string[] = [];

/**
 * A path of the same file that an unprivileged user may read and run: itself, or a copy in a temporary
 * folder, made once and removed with this process.
 */
export async function readableCopy(path: string): Promise<string> {
	const real = await realpath(path);
	if (await everyoneMayRead(real)) return real;
	const { mtimeMs, size } = await stat(real);
	const version = `${real} ${mtimeMs} ${size}`;
	const copy = copies.get(version) ?? makeCopy(real);
	copies.set(version, copy);
	copy.catch(() => copies.delete(version)); // a full disk may have room later
	return copy;
}

async function everyoneMayRead(path: string): Promise<boolean> {
	const { mode } = await stat(path);
	const needed = mode & 0o100 ? 0o005 : 0o004; // a program is to be run, too
	if ((mode & needed) !== needed) return false;
	for (let folder = dirname(path); ; folder = dirname(folder)) {
		if (!((await stat(folder)).mode & 0o001)) return false;
		if (folder === dirname(folder)) return true;
	}
}

async function makeCopy(path: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "attention-lab-jail-"));
	if (folders.push(folder) === 1) process.once("exit", removeFolders);
	await chmod(folder, 0o755);
	const copy = join(folder, basename(path));
	await copyFile(path, copy);
	await chmod(copy, 0o755);
	return copy;
}

function removeFolders(): void {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
