import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Override } from "../../../src/grading/gradebook/override";
import { appendOverride, readOverrides } from "../../../src/grading/gradebook/override-file";

const override = (points: number): Override => ({
	student: "ana",
	exercise: "02-softmax",
	points,
	who: "Prof",
	when: "2026-11-25T10:00:00Z",
	why: 'a "good" idea,\nexplained',
});

let folder: string;
let file: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "overrides-"));
	file = join(folder, "overrides.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

describe("a file of overrides", () => {
	it("holds none where there is no file", async () => {
		expect(await readOverrides(file)).toEqual([]);
	});

	it("keeps all, in the order they were given, a line each", async () => {
		for (const points of [1, 2, 3]) await appendOverride(file, override(points));
		expect(await readOverrides(file)).toEqual([1, 2, 3].map(override));
		expect((await readFile(file, "utf8")).split("\n")).toHaveLength(4);
	});

	it("loses a line that was cut off, and nothing else, when it is read and when it grows", async () => {
		await appendOverride(file, override(1));
		await appendFile(file, JSON.stringify(override(2)).slice(0, 40));
		expect(await readOverrides(file)).toEqual([override(1)]);
		await appendOverride(file, override(3));
		expect(await readOverrides(file)).toEqual([override(1), override(3)]);
	});

	it("keeps a whole last line that a person wrote without ending it", async () => {
		await writeFile(file, JSON.stringify(override(1)));
		expect(await readOverrides(file)).toEqual([override(1)]);
		await appendOverride(file, override(2));
		expect(await readOverrides(file)).toEqual([override(1), override(2)]);
	});

	it.each([
		["no JSON", "set ana to 5"],
		["a wrong number", JSON.stringify({ ...override(1), points: -1 })],
		["nobody's name", JSON.stringify({ ...override(1), who: " " })],
		["another key", JSON.stringify({ ...override(1), grade: 5 })],
		["neither points nor a note", JSON.stringify({ ...override(1), points: undefined })],
	])("with a line that has %s is refused: a decision is not lost in silence", async (_, line) => {
		await writeFile(file, `${JSON.stringify(override(1))}\n${line}\n`);
		await expect(readOverrides(file)).rejects.toThrow(/^Line 2 of .*is no override: .+ Correct/);
	});

	it("takes no override that it could not read again", async () => {
		await expect(appendOverride(file, override(-1))).rejects.toThrow(/points/);
		await expect(appendOverride(file, { ...override(1), when: "now" })).rejects.toThrow(/when/);
		expect(await readOverrides(file)).toEqual([]);
	});

	it("that cannot be written is told", async () => {
		await expect(appendOverride(folder, override(1))).rejects.toThrow(/could not be saved/);
	});
});
