import { describe, expect, it } from "vitest";
import { failureText } from "../../../src/course/checking/failure";
import { showValue } from "../../../src/course/checking/show-value";

describe("a value that is shown", () => {
	it("is as long as a person reads, however deep it is and however long its names are", () => {
		let nested: unknown = ["leaf"];
		for (let i = 0; i < 30; i++) nested = Array(8).fill(nested);
		expect(showValue(nested).length).toBeLessThan(1_000_000);
		const name = "x".repeat(1_000_000);
		expect(showValue({ [name]: 1 }).length).toBeLessThan(100);
		expect(showValue({ constructor: { name } }).length).toBeLessThan(100);
	});

	it("is whole up to five levels", () => {
		expect(showValue([[[[[1]]]]])).toBe("[[[[[1]]]]]");
		expect(showValue([[[[[[1]]]]]])).toBe("[[[[[[…]]]]]]");
	});
});

describe("a failure as text", () => {
	it("has parts that somebody reads", () => {
		const long = "x".repeat(1_000_000);
		expect(failureText({ summary: long, call: long, actual: long }).length).toBeLessThan(13_000);
		expect(failureText({ summary: "No.", call: "f()" })).toBe("No.\n  call      f()");
	});
});
