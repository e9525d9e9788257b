import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readableCopy } from "../../../src/grading/jail/readable-copy";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "readable-"));
	await chmod(folder, 0o755);
});
const copies: string[] = [];
afterEach(async () => {
	for (const path of [folder, ...copies.splice(0).map(dirname)])
		await rm(path, { recursive: true, force: true });
});

async function copyOf(path: string): Promise<string> {
	const copy = await readableCopy(path);
	copies.push(copy);
	return copy;
}

const isUnix = process.platform !== "win32";

it.runIf(isUnix)("is the file itself when everyone may read it", async () => {
	const path = join(folder, "program.cjs");
	await writeFile(path, "1", { mode: 0o644 });
	expect(await readableCopy(path)).toBe(path);
});

it.runIf(isUnix)("is a copy, made once, of a file in a closed folder", async () => {
	const closed = join(folder, "closed");
	await mkdir(closed, { mode: 0o700 });
	const path = join(closed, "program.cjs");
	await writeFile(path, "secret of none", { mode: 0o644 });
	const copy = await copyOf(path);
	expect(copy).not.toBe(path);
	expect(await readFile(copy, "utf8")).toBe("secret of none");
	expect((await stat(dirname(copy))).mode & 0o777).toBe(0o755);
	expect(await readableCopy(path)).toBe(copy);
});

it.runIf(isUnix)("is another copy when the file changed", async () => {
	const path = join(folder, "program.cjs");
	await writeFile(path, "old", { mode: 0o600 });
	const old = await copyOf(path);
	await writeFile(path, "newer");
	expect(await readFile(await copyOf(path), "utf8")).toBe("newer");
	expect(await readFile(old, "utf8")).toBe("old");
});
