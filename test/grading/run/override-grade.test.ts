import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gradeRun } from "../../../src/grading/run/grade-run";
import { overrideGrade } from "../../../src/grading/run/override-grade";
import { only, silent, simpleParts, temporaryFolder } from "./sample-class";

async function graded(): Promise<string> {
	const folder = await temporaryFolder();
	const [submissions, out] = [join(folder, "submissions"), join(folder, "out")];
	await mkdir(submissions);
	await gradeRun({ submissions, out, only }, simpleParts(), silent);
	return out;
}

const decision = { who: "Prof. Ito", when: "2026-11-21T10:00:00Z", why: "talked it through" };

describe("an override", () => {
	it("of an exercise changes the grade, in the gradebook, too", async () => {
		const out = await graded();
		const asked = { ...decision, student: "ben", exercise: "shapes", points: 3 };
		expect(await overrideGrade(out, asked)).toMatchObject({ student: "ben", grade: 3 });
		expect(await readFile(join(out, "gradebook.csv"), "utf8")).toContain("talked it through");
	});

	it("gives a grade to somebody who had none", async () => {
		const out = await graded();
		const grade = await overrideGrade(out, { ...decision, student: "dora", points: 5 });
		expect(grade).toMatchObject({ grade: 5 });
	});

	it("is never lost by running again", async () => {
		const out = await graded();
		await overrideGrade(out, { ...decision, student: "ben", points: 6 });
		const submissions = join(out, "..", "submissions");
		await gradeRun({ submissions, out, only }, simpleParts(), silent);
		const grades = JSON.parse(await readFile(join(out, "gradebook.json"), "utf8"));
		expect(grades[1]).toMatchObject({ student: "ben", grade: 6 });
	});

	it.each([
		["a student who is not there", { student: "Ben" }, /no student "Ben".*Did you mean ben\?/],
		["an exercise that was not graded", { student: "ben", exercise: "05" }, /05-attention was not/],
		["an exercise that does not exist", { student: "ben", exercise: "99" }, /no exercise "99"/],
	])("of %s is refused, and says what there is", async (_, who, message) => {
		const out = await graded();
		const override = overrideGrade(out, { ...decision, points: 1, ...who });
		await expect(override).rejects.toThrow(message);
	});
});
