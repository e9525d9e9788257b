import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package: the nearest one above this file that holds a package.json. */
export const projectRoot = findProjectRoot();

function findProjectRoot(): string {
	let directory = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(directory, "package.json"))) {
		if (directory === dirname(directory))
			throw new Error("attention-lab is incomplete: there is no package.json above its files.");
		directory = dirname(directory);
	}
	return directory;
}
