import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatNotebook } from "../../src/notebook/format-notebook";
import { parseNotebook } from "../../src/notebook/parse-notebook";
import { readNotebook } from "../../src/notebook/read-notebook";
import { writeNotebook } from "../../src/notebook/write-notebook";
import { codeCell, notebookOf } from "./sample";

const folder = mkdtempSync(join(tmpdir(), "attention-lab-notebook-"));

describe("formatNotebook(notebook)", () => {
	it("writes sorted keys, one space of indent, lists of lines and a final newline", () => {
		const text = formatNotebook(notebookOf(codeCell("first", "const a = 1;\na")));
		expect(text).toBe(`{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "first",
   "metadata": {},
   "outputs": [],
   "source": [
    "const a = 1;\\n",
    "a"
   ]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`);
	});

	it("is the inverse of parseNotebook, outputs and unknown members included", () => {
		const notebook = {
			...notebookOf({
				...codeCell("out", "1"),
				execution_count: 3,
				outputs: [
					{ output_type: "stream", name: "stdout", text: "a\nb\n" },
					{
						output_type: "execute_result",
						data: { "text/plain": "x\ny", "application/json": ["a", "b"] },
						metadata: {},
						execution_count: 3,
					},
					{ output_type: "error", ename: "E", evalue: "v", traceback: ["t\nu"] },
				],
			}),
			future: { kept: true },
		};
		const text = formatNotebook(notebook);
		expect(parseNotebook(text, "x.ipynb")).toEqual(notebook);
		expect(formatNotebook(parseNotebook(text, "x.ipynb"))).toBe(text);
	});
});

describe("parseNotebook(text, name)", () => {
	it("says that a text is no JSON", () => {
		expect(() => parseNotebook("{ oops", "a.ipynb")).toThrow(
			/^a\.ipynb is not a notebook: .* no JSON/,
		);
		expect(() => parseNotebook("", "a.ipynb")).toThrow(/it is empty/);
	});

	it("says which other format a notebook has", () => {
		const old = JSON.stringify({ nbformat: 3, worksheets: [] });
		expect(() => parseNotebook(old, "a.ipynb")).toThrow(/format 3, but only format 4/);
	});

	it("says where a notebook is malformed", () => {
		const text = JSON.stringify({ ...notebookOf(), cells: [{ cell_type: "poem" }] });
		expect(() => parseNotebook(text, "a.ipynb")).toThrow(/format 4 at cells\.0\.cell_type/);
		expect(() => parseNotebook("[]", "a.ipynb")).toThrow(/not a notebook of format 4/);
	});

	it("gives cells of older formats, and doubled ids, an id of their own that stays the same", () => {
		const { id: _, ...withoutId } = codeCell("x", "1");
		const text = JSON.stringify({
			...notebookOf(),
			nbformat_minor: 2,
			cells: [withoutId, withoutId, codeCell("same", "2"), codeCell("same", "3")],
		});
		const { cells, nbformat_minor } = parseNotebook(text, "a.ipynb");
		expect(new Set(cells.map(({ id }) => id)).size).toBe(4);
		expect(nbformat_minor).toBe(5);
		expect(parseNotebook(text, "a.ipynb").cells).toEqual(cells);
	});

	it("reads past a byte order mark", () => {
		expect(parseNotebook(`\uFEFF${formatNotebook(notebookOf())}`, "a.ipynb").cells).toEqual([]);
	});
});

describe("readNotebook(path)", () => {
	it("says that there is no file, or that it is a folder", async () => {
		await expect(readNotebook(join(folder, "none.ipynb"), "none.ipynb")).rejects.toThrow(
			"There is no file none.ipynb.",
		);
		await expect(readNotebook(folder, "lessons")).rejects.toThrow(
			"lessons is a folder, not a notebook.",
		);
	});
});

describe("writeNotebook(path, notebook)", () => {
	it("replaces the file whole and leaves nothing else behind", async () => {
		const path = join(folder, "whole.ipynb");
		writeFileSync(path, "old");
		await writeNotebook(path, notebookOf(codeCell("a", "1")));
		expect(readFileSync(path, "utf8")).toBe(formatNotebook(notebookOf(codeCell("a", "1"))));
		expect(readdirSync(folder).filter((name) => name.includes("whole"))).toEqual(["whole.ipynb"]);
	});
});
