import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GradebookInput, gradebook } from "../../../src/grading/gradebook/gradebook";
import { parseLatePolicy } from "../../../src/grading/gradebook/late-policy";
import type { Override } from "../../../src/grading/gradebook/override";
import type { RosterStudent } from "../../../src/grading/ingest/roster";
import type { State } from "../../../src/grading/state";
import type { StudentResult } from "../../../src/grading/student-result";

const exercises = ["02-softmax", "05-attention"];
const deadline = "2026-11-20T10:00:00.000Z";
const late = (days: number) => new Date(Date.parse(deadline) + days * 86_400_000).toISOString();

const resultOf = (
	student: string,
	[softmax, attention]: readonly [number, number],
	receivedAt = deadline,
	state: State = "graded",
): StudentResult => ({
	student,
	state,
	points: softmax + attention,
	maxPoints: 20,
	isolation: "bubblewrap",
	submission: { source: `${student}.zip`, receivedAt },
	exercises: [
		{ exercise: "02-softmax", state: "graded", points: softmax, maxPoints: 10, tests: [] },
		{ exercise: "05-attention", state, points: attention, maxPoints: 10, tests: [] },
	],
});
const handedInNothing = (student: string): StudentResult => {
	const { submission: _, ...result } = resultOf(student, [0, 0], deadline, "student-error");
	return result;
};
const rosterOf = (...students: RosterStudent[]) => ({ students, notes: [] });
const override = (student: string, rest: Partial<Override>): Override => ({
	student,
	who: "Prof",
	when: "2026-11-25T10:00:00Z",
	why: "we talked",
	...rest,
});

const grades = (input: Partial<GradebookInput>) =>
	gradebook({
		results: [],
		attempts: [],
		policy: parseLatePolicy("none"),
		overrides: [],
		exercises,
		deadline,
		...input,
	});
const gradeOf = (result: StudentResult, input: Partial<GradebookInput> = {}) =>
	grades({ results: [result], ...input })[0]!;

describe("a grade", () => {
	it("is the sum of the exercises, on time", () => {
		expect(gradeOf(resultOf("ana", [7, 4]))).toEqual({
			student: "ana",
			ids: {},
			points: 11,
			maxPoints: 20,
			exercises: { "02-softmax": 7, "05-attention": 4 },
			lateSeconds: 0,
			penalty: 0,
			grade: 11,
			notes: [],
		});
	});

	it("has the names and ids of the roster", () => {
		const ana = { id: "ana", name: "Ana, É", email: "a@b.c", section: "2", ids: { canvas: "17" } };
		expect(gradeOf(resultOf("ana", [7, 4]), { roster: rosterOf(ana) })).toMatchObject({
			name: "Ana, É",
			email: "a@b.c",
			section: "2",
			ids: { canvas: "17" },
			notes: [],
		});
	});

	it("is less when late, and says why", () => {
		const policy = parseLatePolicy("percent:10");
		const grade = gradeOf(resultOf("ana", [7, 4], late(1.5)), { policy });
		expect(grade).toMatchObject({ points: 11, lateSeconds: 129_600, penalty: 2.2, grade: 8.8 });
		expect(grade.notes).toEqual(["Handed in 1 day 12 hours late: 20 % is taken off."]);
	});

	it("is not less within an extension, which is told", () => {
		const extensions = [{ student: "ana", time: { seconds: 2 * 86_400 }, why: "ill" }];
		const grade = gradeOf(resultOf("ana", [7, 4], late(1.5)), {
			policy: parseLatePolicy("zero"),
			extensions,
		});
		expect(grade).toMatchObject({ lateSeconds: 0, grade: 11 });
		expect(grade.notes).toEqual(["Extension until 2026-11-22T10:00:00.000Z: ill."]);
	});

	it("is not known while an exercise is not: never a zero", () => {
		for (const state of ["infra-error", "ungradable"] as const) {
			const grade = gradeOf(resultOf("ana", [7, 0], deadline, state));
			expect(grade).toMatchObject({
				exercises: { "02-softmax": 7, "05-attention": null },
				penalty: 0,
				grade: null,
			});
			expect(grade.notes).toEqual([expect.stringMatching(/^05-attention: .*no grade before/)]);
		}
	});

	it("is zero for a syntax error, and for an exercise that was not handed in", () => {
		const broken = gradeOf(resultOf("ana", [7, 0], deadline, "student-error"));
		expect(broken).toMatchObject({ grade: 7, exercises: { "05-attention": 0 } });
	});

	it("is zero for a student of the roster who handed in nothing, with or without a result", () => {
		const roster = rosterOf({ id: "ana", ids: {} });
		for (const results of [[], [handedInNothing("ana")]])
			expect(grades({ roster, results })).toMatchObject([
				{ student: "ana", points: 0, grade: 0, lateSeconds: 0, notes: ["Nothing was handed in."] },
			]);
	});

	it("is not zero while something in quarantine may be the student's", () => {
		const roster = rosterOf({ id: "ana1", ids: {} }, { id: "ana2", ids: {} });
		const quarantine = [{ source: "Ana/", why: "two of them", mayBe: ["ana1"] }];
		expect(grades({ roster, quarantine })).toMatchObject([
			{ student: "ana1", grade: null, notes: [expect.stringContaining("Ana/")] },
			{ student: "ana2", grade: 0 },
		]);
	});

	it("tells which of several submissions counts, and who is not in the roster", () => {
		const attempt = { student: "ana", source: "ana.zip", receivedAt: deadline };
		const attempts = [attempt, { ...attempt, source: "ana@later/", receivedAt: late(1) }];
		const { notes } = gradeOf(resultOf("ana", [7, 4]), { attempts, roster: rosterOf() });
		expect(notes).toEqual([
			"Not in the roster.",
			`Handed in 2 times; what counts is ana.zip, of ${deadline}.`,
		]);
	});
});

describe("an override", () => {
	it("sets an exercise, before the late policy", () => {
		const overrides = [override("ana", { exercise: "05-attention", points: 10 })];
		const policy = parseLatePolicy("percent:10");
		const grade = gradeOf(resultOf("ana", [7, 4], late(1)), { overrides, policy });
		expect(grade).toMatchObject({ points: 11, exercises: { "05-attention": 10 }, grade: 15.3 });
		expect(grade.notes.at(-1)).toBe(
			"05-attention: set to 10 by hand (the tests gave 4): we talked (Prof, 2026-11-25T10:00:00Z)",
		);
	});

	it("makes a grade known that the machine did not know", () => {
		const overrides = [override("ana", { exercise: "05-attention", points: 3 })];
		const result = resultOf("ana", [7, 0], deadline, "ungradable");
		expect(gradeOf(result, { overrides }).grade).toBe(10);
	});

	it("without an exercise is the final grade, whatever the tests and the policy say", () => {
		const overrides = [override("ana", { points: 12.5 })];
		const result = resultOf("ana", [7, 0], late(9), "infra-error");
		const policy = parseLatePolicy("zero");
		expect(gradeOf(result, { overrides, policy })).toMatchObject({
			grade: 12.5,
			penalty: 0,
			notes: ["The grade was set to 12.5 by hand: we talked (Prof, 2026-11-25T10:00:00Z)"],
		});
	});

	it("goes before earlier ones, and null takes it back", () => {
		const at = (points: number | null) => override("ana", { exercise: "02-softmax", points });
		const grade = (...overrides: Override[]) =>
			gradeOf(resultOf("ana", [7, 4]), { overrides }).grade;
		expect(grade(at(1), at(2))).toBe(6);
		expect(grade(at(1), at(null))).toBe(11);
	});

	it("may be a note only", () => {
		const overrides = [override("ana", { note: "Well done." })];
		expect(gradeOf(resultOf("ana", [7, 4]), { overrides })).toMatchObject({
			grade: 11,
			notes: ["Well done."],
		});
	});

	it("reaches a student who handed in nothing", () => {
		const overrides = [override("ana", { exercise: "02-softmax", points: 5 })];
		expect(grades({ overrides, roster: rosterOf({ id: "ana", ids: {} }) })).toMatchObject([
			{ grade: 5 },
		]);
	});

	it("changes nothing more when it is given again", () => {
		const points = fc.option(fc.integer({ min: 0, max: 10 }));
		const exercise = fc.constantFrom(undefined, ...exercises);
		const some = fc.array(fc.tuple(points, exercise), { maxLength: 6 });
		fc.assert(
			fc.property(some, (list) => {
				const overrides = list.map(([points, exercise]) =>
					override("ana", { points, ...(exercise && { exercise }) }),
				);
				const once = gradeOf(resultOf("ana", [7, 4]), { overrides });
				const twice = gradeOf(resultOf("ana", [7, 4]), { overrides: [...overrides, ...overrides] });
				expect(twice).toEqual(once);
			}),
		);
	});
});

describe("the gradebook", () => {
	it("has everybody once, by student", () => {
		const results = ["b", "Z", "a"].map((student) => resultOf(student, [1, 1]));
		const roster = rosterOf({ id: "c", ids: {} }, { id: "a", ids: {} });
		expect(grades({ results, roster }).map(({ student }) => student)).toEqual(["Z", "a", "b", "c"]);
	});

	it("adds up to the cent: exercises = grade + penalty, and nobody gains by being later", () => {
		const third = fc.integer({ min: 0, max: 30 }).map((n) => n / 3);
		const days = fc.double({ min: 0, max: 12, noNaN: true });
		const policy = parseLatePolicy("grace:1h,percent:7");
		fc.assert(
			fc.property(third, third, days, days, (a, b, one, more) => {
				const [early, later] = [one, one + more].map((time) =>
					gradeOf(resultOf("ana", [a, b], late(time)), { policy }),
				);
				const sum = Object.values(later!.exercises).reduce((x, y) => x! + y!, 0)!;
				expect(later!.grade! + later!.penalty).toBeCloseTo(sum, 9);
				expect(later!.grade).toBeLessThanOrEqual(early!.grade!);
				expect(Math.round(later!.grade! * 100) / 100).toBe(later!.grade);
			}),
		);
	});

	it("depends on nothing but its input", () => {
		const input = { results: [resultOf("ana", [7, 4], late(2))], policy: parseLatePolicy("zero") };
		const copy = structuredClone(input);
		expect(grades(input)).toEqual(grades(input));
		expect(input).toEqual(copy);
	});
});
