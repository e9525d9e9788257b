import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { GradingError } from "../../../src/grading/grading-error";
import { withOutLock } from "../../../src/grading/run/out-lock";
import { temporaryFolder } from "./sample-class";

const deadProcess = () => spawnSync(process.execPath, ["--version"]).pid;

const heldBy = async (out: string, holder: { host: string; pid: number; started?: string }) =>
	writeFile(join(out, "lock"), JSON.stringify({ id: "x", started: "long ago", ...holder }));

describe("the lock on an output folder", () => {
	it("is there during the work and gone after it, also when the work fails", async () => {
		const out = await temporaryFolder();
		const lock = join(out, "lock");
		expect(await withOutLock(out, async () => existsSync(lock))).toBe(true);
		expect(existsSync(lock)).toBe(false);
		await expect(withOutLock(out, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
		expect(existsSync(lock)).toBe(false);
	});

	it("lets a second run say who works there, and that it can have its own folder", async () => {
		const out = await temporaryFolder();
		await withOutLock(out, async () => {
			const second = withOutLock(out, async () => {});
			await expect(second).rejects.toThrow(GradingError);
			await expect(second).rejects.toThrow(`process ${process.pid} of this machine`);
			await expect(second).rejects.toThrow("--out");
		});
	});

	it("of a dead process is taken over", async () => {
		const out = await temporaryFolder();
		await heldBy(out, { host: hostname(), pid: deadProcess() });
		expect(await withOutLock(out, async () => "worked")).toBe("worked");
	});

	it.runIf(process.platform === "linux")(
		"is taken over when another process has the number of the dead one",
		async () => {
			const out = await temporaryFolder();
			await heldBy(out, { host: hostname(), pid: process.pid });
			expect(await withOutLock(out, async () => "worked")).toBe("worked");
		},
	);

	it("of another machine is not taken over; it says what to do if that one is dead", async () => {
		const out = await temporaryFolder();
		await heldBy(out, { host: "node17", pid: deadProcess() });
		const run = withOutLock(out, async () => {});
		await expect(run).rejects.toThrow(/process \d+ on node17.*remove .*lock/s);
		expect(await readFile(join(out, "lock"), "utf8")).toContain("node17");
	});

	it("of which nothing was written before the process died is taken over", async () => {
		const out = await temporaryFolder();
		await writeFile(join(out, "lock"), "");
		await utimes(join(out, "lock"), new Date(0), new Date(0));
		expect(await withOutLock(out, async () => "worked")).toBe("worked");
	});

	it("is held by one of several who come at once after a dead one", async () => {
		const out = await temporaryFolder();
		await heldBy(out, { host: hostname(), pid: deadProcess() });
		let inside = 0;
		const come = () =>
			withOutLock(out, async () => {
				inside++;
				await new Promise((resolve) => setTimeout(resolve, 100));
			});
		const all = await Promise.allSettled([come(), come(), come()]);
		expect(inside).toBe(1);
		expect(all.filter(({ status }) => status === "rejected")).toHaveLength(2);
	});
});
