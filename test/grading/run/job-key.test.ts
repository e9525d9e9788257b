import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../../src/grading/limits";
import { jobKey } from "../../../src/grading/run/job-key";

const job = {
	exercise: "02-softmax",
	main: "02-softmax.ts",
	files: { "02-softmax.ts": "a", "more.ts": "b" },
};
const terms = { suite: "s", limits: defaultLimits, seed: 7 };

describe("the key of a job", () => {
	it("is 64 hexadecimal digits", () => {
		expect(jobKey(job, terms)).toMatch(/^[0-9a-f]{64}$/);
	});

	it("does not depend on the order in which files were found", () => {
		const files = { "more.ts": "b", "02-softmax.ts": "a" };
		expect(jobKey({ ...job, files }, terms)).toBe(jobKey(job, terms));
	});

	it.each([
		["exercise", { ...job, exercise: "03-weighted-sum" }, terms],
		["main file", { ...job, main: "more.ts" }, terms],
		["text of a file", { ...job, files: { ...job.files, "more.ts": "c" } }, terms],
		["name of a file", { ...job, files: { "02-softmax.ts": "a", "other.ts": "b" } }, terms],
		["suite", job, { ...terms, suite: "t" }],
		["seed", job, { ...terms, seed: 8 }],
		["limits", job, { ...terms, limits: { ...defaultLimits, restarts: 4 } }],
	])("is another one for another %s", (_, otherJob, otherTerms) => {
		expect(jobKey(otherJob, otherTerms)).not.toBe(jobKey(job, terms));
	});

	it("cannot be made equal by moving text between files", () => {
		const a = jobKey({ ...job, files: { "a.ts": 'x","b.ts","y' } }, terms);
		const b = jobKey({ ...job, files: { "a.ts": "x", "b.ts": "y" } }, terms);
		expect(a).not.toBe(b);
	});
});
