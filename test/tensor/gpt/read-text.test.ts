import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildVocabulary, readText } from "attention-lab/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../../src/project-root";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "texts-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(contents: string | Uint8Array): Promise<string> {
	const path = join(folder, "text.txt");
	await writeFile(path, contents);
	return path;
}

describe("readText(path)", () => {
	it("reads UTF-8", async () => {
		expect(await readText(await file("a — 🐳\n"))).toBe("a — 🐳\n");
	});

	it("drops a byte order mark, and makes every line end a \\n", async () => {
		expect(await readText(await file("\uFEFFone\r\ntwo\rthree\n"))).toBe("one\ntwo\nthree\n");
	});

	it("says what to do about a file that is not UTF-8", async () => {
		const latin1 = await file(Uint8Array.of(0x63, 0x61, 0x66, 0xe9));
		await expect(readText(latin1)).rejects.toThrow(/is not text in UTF-8: .* encoding UTF-8/);
	});

	it("refuses zero bytes, as a program or a picture has them", async () => {
		await expect(readText(await file("ELF\0"))).rejects.toThrow("it is no text");
	});

	it("refuses an empty file", async () => {
		await expect(readText(await file(""))).rejects.toThrow("is empty");
	});

	it("says so when there is no such file, or it is a folder", async () => {
		await expect(readText(join(folder, "none.txt"))).rejects.toThrow(
			`There is no file ${join(folder, "none.txt")}`,
		);
		await expect(readText(folder)).rejects.toThrow("is a folder");
	});
});

describe("notebooks/texts/moby-dick.txt", () => {
	it("is as its README says: so many characters, so many different ones, one outside ASCII", async () => {
		const path = join(projectRoot, "notebooks", "texts", "moby-dick.txt");
		const text = await readText(path);
		const readme = await readText(join(projectRoot, "notebooks", "texts", "README.md"));
		const { characters, size } = buildVocabulary(text);
		const said = /(\d+),(\d+) characters, (\d+)\s+different ones/.exec(readme);
		expect(said?.slice(1).join()).toBe(
			`${Math.floor(text.length / 1000)},${String(text.length % 1000).padStart(3, "0")},${size}`,
		);
		expect(characters.filter((character) => character > "~")).toEqual(["—"]);
		expect(text).toMatch(/^CHAPTER 1\. Loomings\.\n\nCall me Ishmael\./);
		expect(text.match(/^CHAPTER \d+\./gm)).toHaveLength(15);
	});
});
