import { describe, expect, it } from "vitest";
import { describeExit } from "../../src/kernel/launch";

describe("describeExit(exit)", () => {
	it("knows V8's words for running out of memory", () => {
		const lastWords =
			"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory";
		expect(describeExit({ code: null, signal: "SIGABRT", lastWords })).toMatch(
			/needed more memory/,
		);
	});

	it("names the code or the signal, and the last words if there were any", () => {
		expect(describeExit({ code: 3, signal: null, lastWords: "" })).toBe(
			"The kernel ended with code 3.",
		);
		expect(describeExit({ code: null, signal: "SIGKILL", lastWords: " bye\n" })).toBe(
			"The kernel was ended by SIGKILL. Its last words: bye",
		);
	});
});
