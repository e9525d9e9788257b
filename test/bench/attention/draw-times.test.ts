import { describe, expect, it } from "vitest";
import { drawTimes, formatTime } from "./draw-times.js";
import type { CaseReport } from "./report.js";

const timed = (name: string, minimum: number) => ({
	...{ name, minimum, median: minimum, rounds: 1, difference: 0 },
});
const which: CaseReport = {
	...{ title: "forward, n < 9", task: "forward", n: 8, dim: 64, causal: false },
	contenders: [timed("attention-lab", 10), timed("slow", 100), timed("quick", 1)],
};

describe("drawTimes", () => {
	const svg = drawTimes(which, "a machine");

	it("has the fastest on top", () => {
		const names = [...svg.matchAll(/class="name[^>]*>([^<]*)</g)].map(([, name]) => name);
		expect(names).toEqual(["quick", "attention-lab", "slow"]);
	});

	it("places times on a logarithmic axis, from the power of ten below to the one above", () => {
		const dots = [...svg.matchAll(/<circle[^>]* cx="([\d.]+)"/g)].map(([, x]) => Number(x));
		const diamond = Number(/class="own" d="M([\d.]+)/.exec(svg)?.[1]);
		const [quick = Number.NaN, slow = Number.NaN] = dots;
		expect(diamond).toBeCloseTo((quick + slow) / 2, 5);
	});

	it("writes titles as text, not as markup", () => {
		expect(svg).toContain("forward, n &lt; 9: milliseconds");
	});
});

describe("formatTime", () => {
	it.each([
		[393.4, "393"],
		[12.34, "12"],
		[6.82, "6.8"],
		[0.0123, "0.012"],
	])("writes %d as %s", (time, text) => {
		expect(formatTime(time)).toBe(text);
	});
});
