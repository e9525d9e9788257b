import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createJupyter, type Jupyter } from "./jupyter";

let jupyter: Jupyter;
beforeAll(async () => {
	jupyter = await createJupyter();
});
afterAll(() => jupyter.remove());

const stress = <T extends object>(name: string) =>
	jupyter.run<T>("stress.py", [name], { seconds: 55 });

describe("under stress, nothing is lost and nothing hangs", () => {
	it("when 10,000 lines and five times 10 MB are printed; memory stays bounded", async () => {
		const seen = await stress<{ [name: string]: number | boolean }>("printing");
		expect(seen.lines).toBe(true);
		expect(seen.linesInMessages).toBeLessThan(100);
		expect(seen.megabytes).toBeGreaterThan(10);
		expect(seen.grownByMegabytes).toBeLessThan(200);
	});

	it("when 1,000 cells wait", async () => {
		expect(await stress("queued_cells")).toEqual({
			results: true,
			prints: true,
			statuses: ["ok"],
			counted: 999,
		});
	});

	it("when wrong signatures, broken JSON, unknown types and noise come to every socket while a cell runs", async () => {
		const { sent, grownByMegabytes, ...seen } = await stress<{
			sent: number;
			grownByMegabytes: number;
		}>("nonsense_at_all_sockets");
		expect(sent).toBeGreaterThan(1000);
		expect(grownByMegabytes).toBeLessThan(200);
		expect(seen).toEqual({ result: "'done'", output: true, after: "42" });
	});

	it("when interrupts come by the dozen: each ends the running cell, none a later one", async () => {
		expect(await stress("interrupt_storm")).toEqual({ enames: ["Interrupted"], kept: "12" });
	});

	it("when the kernel is killed at random and restarted by its manager", async () => {
		expect(await stress("killed_at_random")).toEqual({
			answers: ["1", "2", "3", "4", "5", "6"],
			different: true,
			left: [],
		});
	});

	it("when the client dies without a word: the kernel ends by itself, even from an endless loop", async () => {
		expect(await stress("parent_that_dies")).toEqual({ wasThere: true, orphan: false });
	});
});
