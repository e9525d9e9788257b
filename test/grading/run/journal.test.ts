import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JobVerdict } from "../../../src/grading/job-verdict";
import { openJournal } from "../../../src/grading/run/journal";
import { temporaryFolder } from "./sample-class";

const verdict = (key: string, changes: Partial<JobVerdict> = {}): JobVerdict => ({
	key,
	exercise: "02-softmax",
	state: "graded",
	points: 1,
	maxPoints: 2,
	tests: [{ name: "eins – 一", status: "passed", points: 1, maxPoints: 2 }],
	isolation: "bubblewrap",
	...changes,
});

const newJournal = async () => join(await temporaryFolder(), "journal.jsonl");

async function written(path: string, ...verdicts: JobVerdict[]): Promise<void> {
	const journal = await openJournal(path);
	await Promise.all(verdicts.map((one) => journal.append(one)));
	await journal.close();
}

describe("the journal", () => {
	it("knows what was appended when it is opened again", async () => {
		const path = await newJournal();
		await written(path, verdict("a"), verdict("b"));
		await written(path, verdict("c"));
		const { verdicts, close } = await openJournal(path);
		await close();
		expect([...verdicts]).toEqual(["a", "b", "c"].map((key) => [key, verdict(key)]));
	});

	it("has a verdict on the disk before it says so", async () => {
		const path = await newJournal();
		const journal = await openJournal(path);
		await journal.append(verdict("a"));
		expect(await readFile(path, "utf8")).toBe(`${JSON.stringify(verdict("a"))}\n`);
		await journal.close();
	});

	it("gives a verdict back as it will be read: nothing depends on an interruption", async () => {
		const path = await newJournal();
		const compared = {
			call: "f()",
			expected: [[1]],
			actual: [[Number.POSITIVE_INFINITY, Number.NaN]],
		};
		const tests = [{ maxPoints: 1, name: "x", points: 0, status: "failed" as const, compared }];
		const journal = await openJournal(path);
		const kept = await journal.append(verdict("a", { tests }));
		await journal.close();
		const again = await openJournal(path);
		await again.close();
		expect(JSON.stringify(kept)).toBe(JSON.stringify(again.verdicts.get("a")));
		expect(kept.tests[0]?.compared?.actual).toEqual([[Number.NaN, Number.NaN]]);
	});

	it("cut off at any byte, knows a prefix of what it knew and goes on", async () => {
		const path = await newJournal();
		await written(path, verdict("a"), verdict("b"));
		const whole = await readFile(path);
		const keys = new Set<string>();
		for (let length = 0; length < whole.length; length += 1) {
			await writeFile(path, whole.subarray(0, length));
			const journal = await openJournal(path);
			keys.add([...journal.verdicts.keys()].join());
			if (length % 7 === 0) await journal.append(verdict("z"));
			await journal.close();
			if (length % 7 > 0) continue;
			const again = await openJournal(path);
			await again.close();
			expect(again.damagedLines).toBe(0);
			expect([...again.verdicts.keys()]).toEqual([...journal.verdicts.keys()]);
		}
		expect([...keys]).toEqual(["", "a"]);
	});

	it("passes over a damaged line and says so", async () => {
		const path = await newJournal();
		await written(path, verdict("a"));
		await appendFile(path, `\0\0\0\n{"key":"b"}\n${JSON.stringify(verdict("c"))}\n`);
		const { verdicts, damagedLines, close } = await openJournal(path);
		await close();
		expect([...verdicts.keys()]).toEqual(["a", "c"]);
		expect(damagedLines).toBe(2);
	});

	it("does not know what the grader failed at: it is judged again", async () => {
		const path = await newJournal();
		const failed = verdict("a", { state: "infra-error" });
		const journal = await openJournal(path);
		await journal.append(failed);
		expect(journal.verdicts.size).toBe(0);
		await journal.close();
		const again = await openJournal(path);
		await again.close();
		expect(again.verdicts.size).toBe(0);
	});

	it("can be read by nobody else", async () => {
		const path = await newJournal();
		await written(path, verdict("a"));
		expect((await stat(path)).mode & 0o077).toBe(0);
	});

	it("says what to do when it cannot be written", async () => {
		const path = join(await newJournal(), "nowhere");
		await expect(openJournal(path)).rejects.toThrow(/journal .* could not be opened/);
	});
});
