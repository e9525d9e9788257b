import { expect, it } from "vitest";
import { processorTime } from "../../../src/grading/jail/processor-time";

it.runIf(process.platform === "linux")("counts the time that a process computes", () => {
	const time = processorTime(process.pid);
	const before = time.seconds();
	const start = process.cpuUsage();
	while (process.cpuUsage(start).user < 60_000);
	expect(time.seconds() - before).toBeGreaterThanOrEqual(0.03);
	expect(time.seconds() - before).toBeLessThan(1);
	time.close();
	expect(time.seconds()).toBeGreaterThan(before);
});

it("knows of none of a process that is gone", () => {
	const time = processorTime(2 ** 30);
	expect(time.seconds()).toBe(0);
	time.close();
});
