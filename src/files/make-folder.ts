import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it. Node's own `mkdir(path, { recursive: true })` never ends where the system denies
 * that the folder above exists although it does, as in /proc.
 */
export async function makeFolder(path: string): Promise<void> {
	try {
		await mkdir(path);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "EEXIST" && (await stat(path)).isDirectory()) return;
		const above = dirname(path);
		if (code !== "ENOENT" || above === path) throw error;
		await makeFolder(above);
		await mkdir(path);
	}
}
