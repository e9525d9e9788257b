import { expect, it } from "vitest";
import { duration } from "../../../src/grading/gradebook/duration";
import { roundPoints } from "../../../src/grading/gradebook/round-points";

it.each([
	[1.005, 1.01],
	[2.675, 2.68],
	[0.1 + 0.2, 0.3],
	[1.004999, 1],
	[10 / 3, 3.33],
	[7, 7],
])("roundPoints(%d) is %d", (points, rounded) => {
	expect(roundPoints(points)).toBe(rounded);
});

it.each([
	[1, "1 second"],
	[59, "59 seconds"],
	[61, "2 minutes"],
	[3600, "1 hour"],
	[3660, "1 hour 1 minute"],
	[86_399, "1 day"],
	[90_000, "1 day 1 hour"],
	[172_800, "2 days"],
])("duration(%d) is %s", (seconds, text) => {
	expect(duration(seconds)).toBe(text);
});
