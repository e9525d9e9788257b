import { describe, expect, it } from "vitest";
import { studentPage } from "../../../src/grading/reports/student-page";
import type { ExerciseResult } from "../../../src/grading/student-result";
import { hostileText, sampleClass } from "../sample-results";

const { results, grades } = sampleClass();

function page(student: string): string {
	const result = results.find((one) => one.student === student)!;
	return studentPage({ result, grade: grades.find((one) => one.student === student)! });
}
const text = (html: string) =>
	html
		.replace(/<style>.*?<\/style>/s, "")
		.replace(/<[^>]*>/g, " ")
		.replace(/\s+/g, " ");

/** The page of somebody with this one exercise. */
function pageOf(exercise: Partial<ExerciseResult>): string {
	const result = results[20]!;
	return studentPage({
		result: { ...result, exercises: [{ ...result.exercises[1]!, ...exercise }] },
		grade: grades[20]!,
	});
}

describe("the page of a student", () => {
	it("says the grade, and what the tests gave when that is something else", () => {
		expect(text(page("student-03"))).toContain("22.5 of 25 points");
		expect(text(page("student-03"))).toContain("The tests gave 25 points.");
		expect(text(page("student-03"))).toContain("2.5 points were taken off for lateness.");
		expect(text(page("student-02"))).not.toContain("The tests gave");
	});

	it("tells the notes of the gradebook: lateness, overrides", () => {
		expect(text(page("student-03"))).toContain("Handed in 3 hours late: 10 % is taken off.");
		expect(text(page("student-05"))).toContain("Override by Dr. Kim: 06-masks counts 4 points");
		expect(text(page("student-05"))).toContain("4 of 4 (tests: 0)");
	});

	it("shows every test with mark, words and points", () => {
		const shown = text(page("student-15"));
		expect(shown).toContain("✗ softmax gives the weights of the worked case not right yet 0/1");
		expect(shown).toContain("✓ softmaxRows gives every row its own weights passed 2/2");
	});

	it("explains a misconception in the course's own words, once, and names it when it comes again", () => {
		const shown = text(page("student-15"));
		expect(shown).toContain(
			"This is what you get from: softmax over the columns instead of the rows",
		);
		expect(shown.split("A matrix looks the same from both sides").length - 1).toBe(1);
		expect(shown).toContain("Again: softmax over the columns instead of the rows");
	});

	it("says what to do next: the first exercise that is not full", () => {
		expect(text(page("student-15"))).toContain(
			"What to do next: go on with 02 · Softmax: from scores to weights , 3 of 7 points are open.",
		);
		expect(text(page("student-15"))).toContain("npx attention-lab hint 02-softmax");
		expect(text(page("student-13"))).toContain("begin with 02 · Softmax");
		expect(text(page("student-02"))).toContain("Everything is right.");
	});

	it("gives no zero to whom the grader could not judge", () => {
		const shown = text(page("student-10"));
		expect(shown).toContain("No grade yet");
		expect(shown).toContain("That is not your fault, and no zero");
		expect(shown).not.toMatch(/0 of 14|0\/4 .* attention/);
	});

	it("says why something could not be run, and what TypeScript says", () => {
		expect(text(page("student-04"))).toContain("05-attention.ts:3:14");
		expect(text(page("student-03"))).toContain("Type 'string' is not assignable");
	});

	it("needs no script and nothing from elsewhere", () => {
		for (const { student } of results) {
			const html = page(student);
			const fetchesOrRuns = /<(script|link|iframe|img|object)\b|https?:|url\(|<[^>]*\son\w+=/;
			expect(fetchesOrRuns.exec(html)?.[0]).toBeUndefined();
			expect(html).toContain("default-src 'none'");
		}
	});

	it("shows what students wrote as text, wherever it comes", () => {
		const hostile = pageOf({
			problem: hostileText,
			typeErrors: [hostileText],
			tests: [
				{
					name: hostileText,
					status: "failed",
					points: 0,
					maxPoints: 1,
					message: `${hostileText}\n  call      ${hostileText}\n${hostileText}`,
					misconception: hostileText,
					compared: {
						call: `g(${hostileText})`,
						part: hostileText,
						expected: [[1]],
						actual: [[2]],
					},
				},
			],
		});
		expect(hostile).not.toMatch(/<(script|img)/);
		expect(hostile.split("&lt;script&gt;").length - 1).toBeGreaterThanOrEqual(8);
	});

	it("is one page of one student", () => {
		const others = results.map(({ student }) => student).filter((id) => id.startsWith("student-"));
		const html = page("student-15");
		for (const other of others.filter((id) => id !== "student-15"))
			expect(html).not.toContain(other);
	});
});
