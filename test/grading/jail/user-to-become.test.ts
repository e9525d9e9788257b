import { expect, it } from "vitest";
import { isMapped } from "../../../src/grading/jail/user-to-become";

it("knows everybody outside of user namespaces", () => {
	expect(isMapped("         0          0 4294967295\n", 65_534)).toBe(true);
});

it("knows only who is mapped inside of one", () => {
	expect(isMapped("         0       1000          1\n", 65_534)).toBe(false);
	const twoRanges = "         0       1000          1\n         1     100000      65536\n";
	expect(isMapped(twoRanges, 65_534)).toBe(true);
	expect(isMapped(twoRanges, 65_537)).toBe(false);
	expect(isMapped("", 0)).toBe(false);
});
