import { describe, expect, it } from "vitest";
import { countingSubmission } from "../../../src/grading/gradebook/counting-submission";
import { type Deadlines, dueTimes } from "../../../src/grading/gradebook/due-times";
import { parseLatePolicy } from "../../../src/grading/gradebook/late-policy";
import type { Submission } from "../../../src/grading/submission";

const handedIn = (receivedAt: string, text = receivedAt): Submission => ({
	student: "ana",
	source: `ana@${receivedAt}`,
	receivedAt,
	exercises: { "02-softmax": { kind: "source", main: "a.ts", files: { "a.ts": text } } },
});
const first = handedIn("2026-11-18T10:00:00.000Z");
const second = handedIn("2026-11-19T10:00:00.000Z");
const third = handedIn("2026-11-21T10:00:00.000Z");
const fourth = handedIn("2026-11-29T10:00:00.000Z");
const all = [third, first, fourth, second];
const deadline = "2026-11-20T10:00:00.000Z";

const counts = (
	policy: string,
	submissions: readonly Submission[] = all,
	deadlines: Deadlines = { deadline },
) => countingSubmission(submissions, dueTimes(deadlines)("ana"), parseLatePolicy(policy));

describe("of several submissions", () => {
	it("the latest on time counts, whatever the policy", () => {
		for (const policy of ["none", "zero", "percent:10", "late-days:5"])
			expect(counts(policy)).toBe(second);
	});

	it("the moment of the deadline is on time", () => {
		const exact = handedIn(deadline);
		expect(counts("zero", [first, exact, third])).toBe(exact);
	});

	it("the latest counts where there is no deadline, or all are late", () => {
		expect(counts("none", all, {})).toBe(fourth);
		expect(counts("percent:10", [third, fourth])).toBe(fourth);
	});

	it("the latest that the policy leaves whole goes before later ones", () => {
		expect(counts("late-days:2", [third, fourth])).toBe(third);
		expect(counts("grace:2d", [third, fourth])).toBe(third);
	});

	it("an extension moves the deadline of its student", () => {
		const time = { until: "2026-11-22T00:00:00.000Z" };
		expect(counts("zero", all, { deadline, extensions: [{ student: "ana", time }] })).toBe(third);
		expect(counts("zero", all, { deadline, extensions: [{ student: "ben", time }] })).toBe(second);
	});

	it("the very same, sent again, counts from the first time on", () => {
		const early = handedIn("2026-11-21T10:00:00.000Z", "same");
		const again = handedIn("2026-11-24T10:00:00.000Z", "same");
		expect(counts("percent:10", [again, early])).toBe(early);
	});

	it("none counts when there is none", () => {
		expect(counts("zero", [])).toBeUndefined();
	});
});

describe("dueTimes", () => {
	const at = (deadlines: Deadlines) => dueTimes({ deadline, ...deadlines })("ana")?.at;
	const roster = (seconds: number) => ({
		notes: [],
		students: [{ id: "ana", ids: {}, extension: { seconds } }],
	});

	it("adds the roster's extension, and another file's in its place", () => {
		expect(at({ roster: roster(86_400) })).toBe("2026-11-21T10:00:00.000Z");
		const extensions = [{ student: "ana", time: { seconds: 3600 } }];
		expect(at({ roster: roster(86_400), extensions })).toBe("2026-11-20T11:00:00.000Z");
	});

	it("takes no time away", () => {
		const extensions = [{ student: "ana", time: { until: "2026-11-01T00:00:00.000Z" } }];
		expect(at({ extensions })).toBe(deadline);
		expect(dueTimes({ deadline, extensions })("ana")?.extended).toBeUndefined();
	});
});
