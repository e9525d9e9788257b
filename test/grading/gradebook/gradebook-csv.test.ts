import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grade } from "../../../src/grading/grade";
import { gradebookCsv } from "../../../src/grading/gradebook/gradebook-csv";
import { neutralCell, originalCell } from "../../../src/grading/gradebook/neutral-cell";

const exercises = ["02-softmax", "05-attention"];
const gradeOf = (rest: Partial<Grade>): Grade => ({
	student: "ana",
	ids: {},
	points: 11,
	maxPoints: 20,
	exercises: { "02-softmax": 7, "05-attention": 4 },
	lateSeconds: 0,
	penalty: 0,
	grade: 11,
	notes: [],
	...rest,
});

/** The lines of a gradebook, as any program reads them, with the texts as they were. */
const readGradebookCsv = (csv: string): Record<string, string>[] =>
	parse<Record<string, string>>(csv, { bom: true, columns: true }).map((line) =>
		Object.fromEntries(Object.entries(line).map(([name, cell]) => [name, originalCell(cell)])),
	);

describe("gradebook.csv", () => {
	it("has a line a student, a column an exercise, and ids from the roster", () => {
		const csv = gradebookCsv(
			[
				gradeOf({ name: "Ana", ids: { canvas: "17" } }),
				gradeOf({
					student: "ben",
					exercises: { "02-softmax": 7, "05-attention": null },
					grade: null,
				}),
			],
			exercises,
		);
		expect(csv).toBe(
			[
				"\uFEFFstudent,name,email,section,canvas,02-softmax,05-attention,points,max points,seconds late,penalty,grade,notes",
				"ana,Ana,,,17,7,4,11,20,0,0,11,",
				"ben,,,,,7,,11,20,0,0,,",
				"",
			].join("\r\n"),
		);
	});

	it("keeps commas, quotes, lines and emoji", () => {
		const name = 'O\'Neil, "Ann"\n🎓';
		expect(readGradebookCsv(gradebookCsv([gradeOf({ name })], exercises))).toMatchObject([
			{ name },
		]);
	});

	it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1"])(
		"holds nothing that a spreadsheet would compute: %j",
		(text) => {
			expect(neutralCell(text)).toBe(`'${text}`);
		},
	);

	it("is read as it was written, whatever names people have", () => {
		const text = fc.string({ unit: "binary" });
		fc.assert(
			fc.property(text, text, text, (student, name, note) => {
				const csv = gradebookCsv([gradeOf({ student, name, notes: [note] })], exercises);
				expect(readGradebookCsv(csv)).toMatchObject([{ student, name, notes: note }]);
			}),
		);
	});
});
