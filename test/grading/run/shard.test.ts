import { describe, expect, it } from "vitest";
import { isInShard, parseShard } from "../../../src/grading/run/shard";

const students = Array.from({ length: 400 }, (_, i) => `student-${i}`);

describe("a shard", () => {
	it("is written as its number and how many there are", () => {
		expect(parseShard("2/4")).toEqual({ number: 2, of: 4 });
	});

	it.each(["0/4", "5/4", "2", "a/b", "1/0", "-1/4", "1.5/4", ""])('is not "%s"', (text) => {
		expect(() => parseShard(text)).toThrow(`"${text}" is no shard. Write its number`);
	});

	it("has every student in exactly one of them, in parts of about the same size", () => {
		const sizes = [1, 2, 3, 4].map(
			(number) => students.filter((student) => isInShard(student, { number, of: 4 })).length,
		);
		expect(sizes.reduce((a, b) => a + b)).toBe(students.length);
		for (const size of sizes) expect(size).toBeGreaterThan(60);
	});

	it("is the same for a student on every machine", () => {
		const ofAna = [1, 2, 3, 4].filter((number) => isInShard("ana", { number, of: 4 }));
		expect(ofAna).toEqual([4]);
	});
});
