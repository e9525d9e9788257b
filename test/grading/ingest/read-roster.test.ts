import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readExtensions } from "../../../src/grading/ingest/read-extensions";
import { readRoster } from "../../../src/grading/ingest/read-roster";
import { readTimes } from "../../../src/grading/ingest/read-times";
import { writtenFolder } from "./written-folder";

const tableOf = async (name: string, contents: string | Uint8Array) =>
	join(await writtenFolder({ [name]: contents }), name);
const rosterOf = async (contents: string | Uint8Array) =>
	readRoster(await tableOf("roster.csv", contents));
const students = async (contents: string | Uint8Array) => (await rosterOf(contents)).students;

describe("a roster", () => {
	it("has an id, and whatever else it says", async () => {
		const lines = [
			"Student,Name,E-Mail,Section,GitHub,Extension,Late days",
			'ana,"Silva, Ana",ana@uni.example,2,anahub,2026-11-25T10:00Z,3',
			"ben,,,,,36h,",
			"chi,,,,,2,",
		];
		expect(await rosterOf(lines.join("\n"))).toEqual({
			notes: [],
			students: [
				{
					id: "ana",
					name: "Silva, Ana",
					email: "ana@uni.example",
					section: "2",
					ids: { github: "anahub" },
					extension: { until: "2026-11-25T10:00:00.000Z" },
					lateDays: 3,
				},
				{ id: "ben", ids: {}, extension: { seconds: 129_600 } },
				{ id: "chi", ids: {}, extension: { seconds: 172_800 } },
			],
		});
	});

	it("may be Canvas's gradebook", async () => {
		const lines = [
			"Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (123),Current Score",
			"    Points Possible,,,,,10,(read only)",
			'"Silva, Ana",17,u17,asilva,"Monday, 10",5,50',
			'"Student, Test",99,,,Monday,,',
		];
		expect(await students(lines.join("\r\n"))).toEqual([
			{
				id: "asilva",
				name: "Silva, Ana",
				section: "Monday, 10",
				ids: { sis_login: "asilva", sis_user: "u17", canvas: "17" },
			},
		]);
	});

	it("may be Moodle's list of participants, with the first column that everybody has as id", async () => {
		const lines = [
			'"First name";"Surname";"ID number";"Email address";Groups',
			"Ana;Silva;4711;a@u.example;A",
			"Ben;Ode;;b@u.example;",
		];
		expect(await students(lines.join("\n"))).toEqual([
			{
				id: "a@u.example",
				name: "Ana Silva",
				email: "a@u.example",
				section: "A",
				ids: { idnumber: "4711" },
			},
			{ id: "b@u.example", name: "Ben Ode", email: "b@u.example", ids: {} },
		]);
	});

	it.each([
		["UTF-8 with a mark", Buffer.from("\uFEFFstudent,name\n1,Zoë 🎓")],
		["UTF-16 of Windows, with tabs", Buffer.from("\uFEFFstudent\tname\r\n1\tZoë 🎓", "utf16le")],
		[
			"UTF-16, the other way round",
			Buffer.from("\uFEFFstudent;name\n1;Zoë 🎓", "utf16le").swap16(),
		],
	])("may be in %s", async (_, contents) => {
		expect(await rosterOf(contents)).toEqual({
			notes: [],
			students: [{ id: "1", name: "Zoë 🎓", ids: {} }],
		});
	});

	it("in Windows-1252 is read with a note", async () => {
		const { students, notes } = await rosterOf(Buffer.from("student,name\n1,Zoë", "latin1"));
		expect(students[0]?.name).toBe("Zoë");
		expect(notes).toEqual([expect.stringContaining("Windows-1252")]);
	});

	it("may have two students of one name", async () => {
		expect(await students("student,name\n1,Ana\n2,Ana")).toHaveLength(2);
	});

	it("leaves out columns that begin with #, and empty lines", async () => {
		expect(await students("student,# of cats\n\n1,3\n,\n2,4\n")).toHaveLength(2);
	});

	it.each([
		["nothing", "", /roster\.csv is empty/],
		["no students", "student,name\n", /lists no students/],
		[
			"an unknown column",
			"student,shoe size\n1,40",
			/mean nothing here: "shoe size".*"student", "shoe size".*known are/,
		],
		[
			"no column for the id",
			"name,section\nAna,1",
			/no column that says.*"name", "section".*call .* "student"/,
		],
		["a student without id", "student,name\n1,Ana\n,Ben", /Line 3 .*"student"/],
		["one id twice", "student\nana\nben\nANA", /Lines 2 and 4 .*same id, "ANA"/],
		["one address twice", "student,email\n1,a@b.c\n2,A@b.c", /Lines 2 and 3 .*same e-mail address/],
		["one GitHub name twice", "student,github\n1,x\n2,x", /same id \(github\)/],
		[
			"two columns for one thing",
			"student,mail,email\n1,a,b",
			/two columns for one thing: "mail", "email"/,
		],
		["more cells than columns", "student,name\n1,Silva, Ana", /Line 2 .*"Ana" is too much/],
		["a quote that is not closed", 'student,name\n1,"Ana', /no CSV file.*Quote/],
		[
			"an extension that is no time",
			"student,extension\n1,soon",
			/extension in line 2 .*"soon" is no time/,
		],
		["late days that are no number", "student,late days\n1,few", /late days "few" in line 2/],
		["an id with invisible signs", "student\na\u0007b", /cannot be printed/],
		["a spreadsheet", Buffer.from("PK\x03\x04\x00\x00"), /no text.*not as a spreadsheet/],
	])("with %s is refused, and what was found is quoted", async (_, contents, message) => {
		await expect(rosterOf(contents)).rejects.toMatchObject({
			name: "GradingError",
			message: expect.stringMatching(message),
		});
	});

	it("that is not there is told", async () => {
		await expect(readRoster("/nowhere/roster.csv")).rejects.toThrow(/there is no such file/);
	});
});

describe("a table of extensions", () => {
	const extensionsOf = async (contents: string) =>
		readExtensions(await tableOf("extensions.csv", contents), {
			notes: [],
			students: [
				{ id: "1", name: "Ana", email: "a@b.c", ids: {} },
				{ id: "2", name: "Ana", ids: {} },
			],
		});

	it("finds students as the roster knows them", async () => {
		expect(await extensionsOf("Student,Extension,Why\nA@b.c,2d,ill\n2,2026-11-25T10:00Z,")).toEqual(
			[
				{ student: "1", time: { seconds: 172_800 }, why: "ill" },
				{ student: "2", time: { until: "2026-11-25T10:00:00.000Z" } },
			],
		);
	});

	it.each([
		["student,until\n1,2d", /columns "student", "until".*needs "student", "extension"/],
		["student,extension\nbob,2d", /Line 2 .*"bob", who is not in the roster/],
		["student,extension\nAna,2d", /"Ana", who is more than one student/],
		["student,extension\n1,", /extension in line 2/],
	])("%j is refused", async (contents, message) => {
		await expect(extensionsOf(contents)).rejects.toThrow(message);
	});
});

describe("a table of times", () => {
	const timesOf = async (contents: string) => readTimes(await tableOf("times.csv", contents));

	it("has a time for a student, or for each source", async () => {
		expect(
			await timesOf(
				"student,received,source\nana,2026-11-20T10:00Z,\nben,2026-11-20T10:00+01:00,ben.zip",
			),
		).toEqual({
			name: "times.csv",
			times: [
				{ student: "ana", receivedAt: "2026-11-20T10:00:00.000Z" },
				{ student: "ben", receivedAt: "2026-11-20T09:00:00.000Z", source: "ben.zip" },
			],
		});
	});

	it.each([
		["student,time\nana,2026-11-20T10:00Z", /needs "student", "received"/],
		["student,received\nana,yesterday", /time in line 2 .*"yesterday"/],
		["student,received\nana,2026-11-20 10:00", /zone/],
		[
			"student,received\nana,2026-11-20T10:00Z\nana,2026-11-21T10:00Z",
			/Lines 2 and 3 .*"ana".*"source"/,
		],
	])("%j is refused", async (contents, message) => {
		await expect(timesOf(contents)).rejects.toThrow(message);
	});
});
