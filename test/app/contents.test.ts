import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Contents, saveBody } from "../../src/app/server/contents";
import { fileFailure } from "../../src/app/server/file-failure";
import { formatNotebook } from "../../src/notebook/format-notebook";
import { courseFolder, lesson } from "./course-folder";

async function course({ solutionIsOpen = false } = {}) {
	const root = await courseFolder();
	const contents = new Contents({
		root,
		stateDirectory: join(root, ".attention-lab"),
		solutionIsOpen: async () => solutionIsOpen,
		isLesson: (id) => id === "02-softmax",
	});
	return { root, contents };
}
const text = (content: string, more: object = {}) =>
	saveBody.parse({ type: "file", format: "text", content, ...more });
const notebook = (content: unknown, more: object = {}) =>
	saveBody.parse({ type: "notebook", format: "json", content, ...more });

describe("reading", () => {
	it("lists the course folders and nothing beside them", async () => {
		const { contents } = await course();
		const { content } = await contents.read("");
		expect((content as { path: string }[]).map(({ path }) => path)).toEqual([
			"notebooks",
			"exercises",
			"solutions",
		]);
	});

	it("gives a text, its hash when asked, and no content when not wanted", async () => {
		const { contents } = await course();
		const full = await contents.read("exercises/02-softmax.ts", { hash: true });
		expect(full).toMatchObject({
			name: "02-softmax.ts",
			type: "file",
			format: "text",
			content: "export const softmax = 1;\n",
			writable: true,
			hash_algorithm: "sha256",
		});
		const brief = await contents.read("exercises/02-softmax.ts", { content: false });
		expect(brief).toMatchObject({ content: null, format: null, hash: null });
	});

	it("trusts the outputs of the course's own notebooks, and of no other", async () => {
		const { root, contents } = await course();
		const foreign = structuredClone(lesson) as unknown as { cells: { metadata: object }[] };
		foreign.cells[1]!.metadata = { trusted: true };
		await writeFile(join(root, "notebooks", "foreign.ipynb"), JSON.stringify(foreign));
		const trust = async (path: string) =>
			((await contents.read(path)).content as typeof lesson).cells.map(
				({ metadata }) => metadata.trusted,
			);
		expect(await trust("notebooks/02-softmax.ipynb")).toEqual([undefined, true]);
		expect(await trust("notebooks/foreign.ipynb")).toEqual([undefined, undefined]);
	});

	it.each([
		["no JSON", "{ half", /no JSON/],
		["an older format", '{"nbformat": 3, "worksheets": []}', /format 3/],
		["empty", "", /empty/],
	])("says what is wrong with a notebook that is %s", async (_, source, reason) => {
		const { root, contents } = await course();
		await writeFile(join(root, "notebooks", "bad.ipynb"), source);
		await expect(contents.read("notebooks/bad.ipynb")).rejects.toMatchObject({
			status: 400,
			message: expect.stringMatching(reason),
		});
	});

	it("says that there is no such file", async () => {
		const { contents } = await course();
		await expect(contents.read("exercises/99-none.ts")).rejects.toMatchObject({ status: 404 });
	});

	it("opens a solution only when the learner may read it, and never for writing", async () => {
		const locked = await course();
		await expect(locked.contents.read("solutions/02-softmax.ts")).rejects.toMatchObject({
			status: 403,
			message: expect.stringContaining("npx attention-lab solution 02-softmax"),
		});
		const { contents } = await course({ solutionIsOpen: true });
		expect((await contents.read("solutions/02-softmax.ts")).writable).toBe(false);
		await expect(contents.save("solutions/02-softmax.ts", text("mine"))).rejects.toMatchObject({
			status: 403,
		});
	});
});

describe("staying inside the course", () => {
	it.each([
		"../secret.txt",
		"notebooks/../secret.txt",
		"notebooks/..",
		"secret.txt",
		"/etc/passwd",
		"notebooks//x",
		"notebooks\\..\\secret.txt",
		"notebooks/C:secret",
		"notebooks/.hidden",
		"notebooks/\u0000",
		".git/config",
	])("refuses %j", async (path) => {
		const { contents } = await course();
		await expect(contents.read(path)).rejects.toMatchObject({ status: 403 });
		await expect(contents.save(path, text("x"))).rejects.toMatchObject({ status: 403 });
	});

	it("refuses symbolic links that lead out: to a file, through a folder, to nowhere", async () => {
		const { root, contents } = await course();
		await mkdir(join(root, "outside"));
		await symlink(join(root, "secret.txt"), join(root, "exercises", "link.ts"));
		await symlink(join(root, "outside"), join(root, "exercises", "folder"));
		await symlink(join(root, "outside", "new.ts"), join(root, "exercises", "dangling.ts"));
		for (const path of ["exercises/link.ts", "exercises/folder/new.ts", "exercises/dangling.ts"]) {
			await expect(contents.save(path, text("x"))).rejects.toMatchObject({ status: 403 });
			await expect(contents.read(path)).rejects.toMatchObject({ status: 403 });
		}
		expect(await readFile(join(root, "secret.txt"), "utf8")).toBe("not of the course");
		expect(await readdir(join(root, "outside"))).toEqual([]);
	});

	it("follows a symbolic link that stays inside", async () => {
		const { root, contents } = await course();
		await symlink(join(root, "exercises", "02-softmax.ts"), join(root, "exercises", "mine.ts"));
		await contents.save("exercises/mine.ts", text("new"));
		expect(await readFile(join(root, "exercises", "02-softmax.ts"), "utf8")).toBe("new");
	});
});

describe("saving", () => {
	it("writes a notebook in canonical form: what was read and saved again is byte for byte the same", async () => {
		const { root, contents } = await course();
		const { content } = await contents.read("notebooks/02-softmax.ipynb");
		const shuffled = Object.fromEntries(Object.entries(content as object).reverse());
		await contents.save("notebooks/02-softmax.ipynb", notebook(shuffled));
		const written = await readFile(join(root, "notebooks", "02-softmax.ipynb"), "utf8");
		expect(written).toBe(formatNotebook(lesson));
	});

	it("leaves no temporary file, and the last of many saves at once wins", async () => {
		const { root, contents } = await course();
		const saves = Array.from({ length: 20 }, (_, i) =>
			contents.save("exercises/02-softmax.ts", text(`// ${i}\n`)),
		);
		await Promise.all(saves);
		expect(await readFile(join(root, "exercises", "02-softmax.ts"), "utf8")).toBe("// 19\n");
		expect(await readdir(join(root, "exercises"))).toEqual(["02-softmax.ts"]);
	});

	it("refuses to overwrite a version nobody here has seen", async () => {
		const { root, contents } = await course();
		const file = join(root, "exercises", "02-softmax.ts");
		const { hash } = await contents.read("exercises/02-softmax.ts", { hash: true });
		await writeFile(file, "from another editor");
		const mine = text("from the page", { expected_hash: hash });
		await expect(contents.save("exercises/02-softmax.ts", mine)).rejects.toMatchObject({
			status: 409,
		});
		expect(await readFile(file, "utf8")).toBe("from another editor");
		const { kept } = await contents.save("exercises/02-softmax.ts", { ...mine, replace: true });
		expect(await readFile(file, "utf8")).toBe("from the page");
		expect(await readFile(kept!, "utf8")).toBe("from another editor");
	});

	it("keeps a text of the page that the learner did not take", async () => {
		const { contents } = await course();
		const kept = await contents.keep("exercises/02-softmax.ts", text("mine"));
		expect(await readFile(kept, "utf8")).toBe("mine");
	});

	it("never overwrites a notebook it cannot read", async () => {
		const { root, contents } = await course();
		const file = join(root, "notebooks", "02-softmax.ipynb");
		await writeFile(file, "{ half a notebook");
		await expect(
			contents.save("notebooks/02-softmax.ipynb", notebook(lesson)),
		).rejects.toMatchObject({ status: 409 });
		expect(await readFile(file, "utf8")).toBe("{ half a notebook");
	});

	it("writes no notebook that is none", async () => {
		const { root, contents } = await course();
		await expect(
			contents.save("notebooks/02-softmax.ipynb", notebook({ cells: "no" })),
		).rejects.toMatchObject({ status: 400 });
		const written = await readFile(join(root, "notebooks", "02-softmax.ipynb"), "utf8");
		expect(written).toBe(formatNotebook(lesson));
	});

	it("keeps the line endings of a file from Windows", async () => {
		const { root, contents } = await course();
		const file = join(root, "exercises", "02-softmax.ts");
		await writeFile(file, "a\r\nb\r\n");
		await contents.save("exercises/02-softmax.ts", text("a\nc\n"));
		expect(await readFile(file, "utf8")).toBe("a\r\nc\r\n");
	});

	it.each([
		["ENOSPC", 507, /disk is full/],
		["EROFS", 403, /read-only/],
		["EACCES", 403, /read-only/],
	])("says what to do when the system answers %s", (code, status, words) => {
		const failure = fileFailure(
			Object.assign(new Error(code), { code }),
			"exercises/02-softmax.ts",
		);
		expect(failure).toMatchObject({ status, message: expect.stringMatching(words) });
		expect(failure.message).toContain("exercises/02-softmax.ts");
	});
});

describe("the rest of the contents interface", () => {
	it("deletes into a trash, renames, but not over another file", async () => {
		const { root, contents } = await course();
		await contents.save("notebooks/mine.ipynb", notebook(lesson));
		await contents.rename("notebooks/mine.ipynb", "notebooks/yours.ipynb");
		await expect(
			contents.rename("notebooks/yours.ipynb", "notebooks/02-softmax.ipynb"),
		).rejects.toMatchObject({ status: 409 });
		await contents.remove("notebooks/yours.ipynb");
		expect(await readdir(join(root, "notebooks"))).toEqual(["02-softmax.ipynb"]);
		expect(await readdir(join(root, ".attention-lab", "trash", "notebooks"))).toHaveLength(1);
	});

	it("restores a checkpoint", async () => {
		const { contents } = await course();
		await contents.createCheckpoint("exercises/02-softmax.ts");
		await contents.save("exercises/02-softmax.ts", text("later"));
		expect(await contents.checkpoints("exercises/02-softmax.ts")).toHaveLength(1);
		await contents.restoreCheckpoint("exercises/02-softmax.ts");
		const { content } = await contents.read("exercises/02-softmax.ts");
		expect(content).toBe("export const softmax = 1;\n");
	});

	it("creates files with a free name", async () => {
		const { contents } = await course();
		const made = [
			await contents.create("notebooks", "notebook"),
			await contents.create("notebooks", "notebook"),
		];
		expect(made.map(({ path }) => path)).toEqual([
			"notebooks/untitled.ipynb",
			"notebooks/untitled1.ipynb",
		]);
	});
});
