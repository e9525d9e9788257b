import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { studentFileName } from "../../../src/grading/reports/student-file-name";

describe("the file name of a student", () => {
	it("is the id, where that is plain", () => {
		for (const id of ["ana", "s-0123", "ana.lopez", "a_b"]) expect(studentFileName(id)).toBe(id);
	});

	it("is safe on every file system, whatever the id", () => {
		assert(
			property(string({ unit: "grapheme", maxLength: 300 }), (id) => {
				expect(studentFileName(id)).toMatch(/^[a-z0-9][a-z0-9._-]{0,79}$/);
			}),
		);
		for (const id of ["../../etc/passwd", "CON", "nul", "com1.x", "a.", "", ".", "..", "a\0b"]) {
			expect(studentFileName(id)).toMatch(/^[a-z0-9-]+-[0-9a-f]{12}$/);
		}
	});

	it("is another one for every other id, also where capitals do not count", () => {
		const ids = ["Ana", "ana", "ANA", "ana ", "аna", "a/na", "a\\na", "李", "小", "", "student"];
		const names = ids.map(studentFileName);
		expect(new Set(names).size).toBe(ids.length);
		expect(studentFileName(names[0]!)).not.toBe(names[0]); // nobody can ask for another's file
	});
});
