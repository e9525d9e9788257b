import { execFile } from "node:child_process";
import { basename } from "node:path";
import { promisify } from "node:util";

/** What Node's binary loads: where each file is here, and where it has to be in a jail. */
export interface SharedLibrary {
	readonly from: string;
	readonly to: string;
}

/** The folder of a jail that the loader searches. */
export const libraryFolder = "/lib";

/** Asks the loader; a binary that needs no libraries has none. */
export async function sharedLibraries(binary: string): Promise<SharedLibrary[]> {
	const { stdout } = await promisify(execFile)("ldd", [binary]).catch(() => ({ stdout: "" }));
	return readLibraries(stdout);
}

/**
 * Reads what ldd prints: "libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x…)" is found by its name, and
 * "/lib64/ld-linux-x86-64.so.2 (0x…)", the loader itself, has to be where it is.
 */
export function readLibraries(printed: string): SharedLibrary[] {
	const found: SharedLibrary[] = [];
	for (const line of printed.split("\n")) {
		const [, name, target, loader] =
			/^\s*(?:(\S+) => (\/.+)|(\/.+)) \(0x[0-9a-f]+\)$/.exec(line) ?? [];
		if (loader) found.push({ from: loader, to: loader });
		else if (name && target)
			found.push({
				from: target,
				to: name.startsWith("/") ? name : `${libraryFolder}/${basename(name)}`,
			});
	}
	return found;
}
