import { describe, expect, it } from "vitest";
import { progressLine } from "../../../src/grading/run/progress-line";

const none = { total: 100, known: 0, judged: 0, infraErrors: 0 };

describe("the line of progress", () => {
	it("shows how much is done, how fast it goes and how long it takes", () => {
		expect(progressLine({ ...none, judged: 60 }, 6, 10)).toBe(
			"[######····]  60/100  10.0/s  4 s left",
		);
	});

	it("counts what is known from before as done, but not as speed", () => {
		expect(progressLine({ ...none, known: 50, judged: 25 }, 5)).toBe(
			"75/100  50 known  5.0/s  5 s left",
		);
	});

	it("says when the grader fails", () => {
		expect(progressLine({ ...none, judged: 99, infraErrors: 2 }, 99)).toContain("2 infra-errors");
	});

	it("has no time left at the end, and none to tell at the beginning", () => {
		expect(progressLine({ ...none, judged: 100 }, 10, 4)).toBe("[####]  100/100  10.0/s");
		expect(progressLine(none, 0, 4)).toBe("[····]  0/100");
		expect(progressLine({ ...none, total: 0 }, 0, 4)).toBe("[####]  0/0");
	});

	it("tells long times in minutes and hours", () => {
		expect(progressLine({ ...none, judged: 1 }, 10)).toContain("17 min left");
		expect(progressLine({ ...none, judged: 1 }, 100)).toContain("2 h 45 min left");
	});
});
