import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../project-root";
import { bundlePage, pageSources } from "./page-bundle";

/** Every version of the page has a folder of its own, so that a lab that is open keeps the one it started with. */
const pages = join(projectRoot, ".build", "page");

/**
 * The folder of the built page. Builds it when its sources or the lock file changed since the last time;
 * `announce` is called with sentences for the person who waits.
 */
export async function builtPage(announce: (sentence: string) => void = () => {}): Promise<string> {
	const directory = join(pages, await fingerprint());
	if (existsSync(join(directory, "index.html"))) return directory;
	announce("building the page (some seconds, once) …");
	const began = performance.now();
	const temporary = join(pages, `.unfinished-${process.pid}`);
	try {
		await bundlePage(temporary);
		await rename(temporary, directory).catch((error) => {
			if (!existsSync(join(directory, "index.html"))) throw error; // another start was faster
		});
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
	await removeOlder(directory);
	announce(`built it in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
	return directory;
}

async function fingerprint(): Promise<string> {
	const hash = createHash("sha256");
	for (const file of await pageSources()) hash.update(file).update(await readFile(file));
	return hash.digest("hex").slice(0, 16);
}

/** Keeps the page of a lab that may still be open from before. */
async function removeOlder(current: string): Promise<void> {
	await mkdir(pages, { recursive: true });
	const names = (await readdir(pages)).filter((name) => !name.startsWith("."));
	const others = names.map((name) => join(pages, name)).filter((path) => path !== current);
	for (const path of others.slice(0, -1)) await rm(path, { recursive: true, force: true });
}
