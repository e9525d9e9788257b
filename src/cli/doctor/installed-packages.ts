import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../project-root";

const lockFile = z.object({
	packages: z.record(
		z.string(),
		z.object({ version: z.string().optional(), optional: z.boolean().optional() }),
	),
});
const manifest = z.object({ version: z.string() });

/** Compares what is installed with the lock file, package by package. */
export async function comparePackages(): Promise<{ right: number; wrong: string[] }> {
	const { packages } = lockFile.parse(await readJson(join(projectRoot, "package-lock.json")));
	const wanted = Object.entries(packages).filter(([path]) => path.startsWith("node_modules/"));
	const compared = await Promise.all(
		wanted.map(async ([path, { version, optional }]) => {
			const found = await versionOf(path);
			const isRight = found === version || (found === undefined && optional === true);
			return isRight ? undefined : `${path.replace("node_modules/", "")} ${version}`;
		}),
	);
	const wrong = compared.filter((name) => name !== undefined);
	return { right: wanted.length - wrong.length, wrong };
}

async function versionOf(path: string): Promise<string | undefined> {
	try {
		return manifest.parse(await readJson(join(projectRoot, path, "package.json"))).version;
	} catch {
		return undefined;
	}
}

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, "utf8"));
