import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import yauzl from "yauzl";
import { exportClass } from "../../../src/grading/exports/export-class";
import { removeSampleRuns, writeSampleRun } from "../sample-results";

const out = await writeSampleRun();
const { written, notes } = await exportClass("gradescope", { title: "x", out, autograder: true });
const path = join(out, "exports/gradescope/autograder.zip");
const entries = await entriesOf(await readFile(path));

afterAll(removeSampleRuns);

describe("the autograder for Gradescope", () => {
	it("has its scripts in the root of the zip, to be executed, and the course beside them", () => {
		for (const name of ["setup.sh", "run_autograder"]) {
			expect(entries.get(name)?.mode).toBe(0o100755);
			expect(entries.get(name)?.text).toMatch(/^#!\/usr\/bin\/env bash\n/);
		}
		for (const name of ["package.json", "package-lock.json", "src/cli/attention-lab.js"])
			expect([...entries.keys()]).toContain(`course/${name}`);
		expect(entries.get("course/exercises/02-softmax.ts")?.text).toContain("new NotImplemented");
	});

	it("grades the exercises of the run with its seed", () => {
		expect(entries.get("seed")?.text).toBe("4711\n");
		expect(entries.get("run_autograder")?.text).toContain(
			"--only 02-softmax,05-attention,06-masks ",
		);
	});

	it("holds no solutions and nothing that was installed or built", () => {
		const names = [...entries.keys()];
		expect(names.filter((name) => /node_modules|\.build|^course\/solutions/.test(name))).toEqual(
			[],
		);
	});

	it("is for its owner alone, and says so: the seed is in it", async () => {
		expect(written).toContain(path);
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		expect(notes.join()).toContain("secret seed");
	});

	it("carries no times, so that the same course makes the same bytes", () => {
		expect(new Set([...entries.values()].map(({ time }) => time)).size).toBe(1);
	});
});

async function entriesOf(zip: Buffer) {
	const found = new Map<string, { mode: number; text: string; time: number }>();
	const file = await yauzl.fromBufferPromise(zip, { lazyEntries: true });
	for await (const entry of file.eachEntry()) {
		const stream = await file.openReadStreamPromise(entry);
		const text = (await buffer(stream)).toString("utf8");
		const mode = entry.externalFileAttributes >>> 16;
		found.set(entry.fileName, { mode, text, time: entry.getLastModDate().getTime() });
	}
	return found;
}
