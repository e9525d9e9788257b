import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { readIntake } from "../../../src/grading/ingest/read-intake";
import type { Roster } from "../../../src/grading/ingest/roster";
import { rawTarGz } from "../corpus/raw-tar";
import { rawZip } from "../corpus/raw-zip";
import { changedAt, writtenFolder } from "./written-folder";

const exercises = ["02-softmax", "05-attention"];
const file = "02-softmax.ts";
const plain = { kind: "source", main: file, files: { [file]: "mine" } };

const roster: Roster = {
	notes: [],
	students: [
		{ id: "ana1", name: "Ana Silva", email: "ana@uni.example", ids: { github: "anahub" } },
		{ id: "ana2", name: "Ana Silva", ids: {} },
		{ id: "ben", name: "Bén Ødegård", ids: {} },
	],
};

describe("whose a submission is", () => {
	it("is what the folder or archive is called, without a roster", async () => {
		const submissions = await writtenFolder({
			"ana/work/02-softmax.ts": "mine",
			"ben.zip": rawZip([{ name: file, contents: "mine" }]),
			"chi.tar.gz": rawTarGz([{ name: `./${file}`, contents: "mine" }]),
			"dan.tgz": rawTarGz([{ name: `a/b/${file}`, contents: "mine" }]),
		});
		const intake = await readIntake({ submissions, exercises });
		expect(intake.quarantine).toEqual([]);
		expect(intake.submissions.map(({ student, source }) => [student, source])).toEqual([
			["ana", "ana/"],
			["ben", "ben.zip"],
			["chi", "chi.tar.gz"],
			["dan", "dan.tgz"],
		]);
		for (const one of intake.submissions) expect(one.exercises).toEqual({ "02-softmax": plain });
	});

	it("is found in the roster by id, by other ids, by address and by name, however it is written", async () => {
		const submissions = await writtenFolder({
			[`ANA1/${file}`]: "1",
			[`anahub/${file}`]: "2",
			[`ana@uni.example/${file}`]: "3",
			[`ana2@2026-11-20T10-00-00Z/${file}`]: "4",
			[`${"bén ødegård".normalize("NFD")}/${file}`]: "5",
		});
		const intake = await readIntake({ submissions, exercises, roster });
		expect(intake.quarantine).toEqual([]);
		expect(intake.submissions.map(({ student }) => student)).toEqual([
			...["ana1", "ana1", "ana1", "ana2", "ben"],
		]);
	});

	it("is left to a person when nobody or several people have the name", async () => {
		const submissions = await writtenFolder({
			[`Ana Silva/${file}`]: "1",
			[`eve/${file}`]: "2",
			[`ben/${file}`]: "3",
		});
		const { submissions: found, quarantine } = await readIntake({ submissions, exercises, roster });
		expect(found.map(({ student }) => student)).toEqual(["ben"]);
		expect(quarantine).toEqual([
			{ source: "Ana Silva/", why: expect.stringContaining("ana1, ana2"), mayBe: ["ana1", "ana2"] },
			{ source: "eve/", why: expect.stringContaining("nobody in the roster") },
		]);
	});

	it("cannot be said of loose files, of links, which are not followed, and of unprintable names", async () => {
		const submissions = await writtenFolder({
			[`ben/${file}`]: "1",
			[`\u001b[2J/${file}`]: "2",
			"notes.txt": "buy milk",
			".DS_Store": "",
			"__MACOSX/ben": "",
		});
		await symlink("/etc", join(submissions, "link"));
		const { quarantine } = await readIntake({ submissions, exercises });
		expect(quarantine.map(({ source }) => source)).toEqual([
			...['"\\u001b[2J"', "link", "notes.txt"],
		]);
	});
});

describe("when a submission was handed in", () => {
	const timesOf = async (options: Partial<Parameters<typeof readIntake>[0]>, name: string) => {
		const submissions = await writtenFolder({ [`${name}/${file}`]: "mine" });
		const intake = await readIntake({ submissions, exercises, ...options });
		return intake.submissions.map(({ receivedAt }) => receivedAt);
	};
	const times = {
		name: "times.csv",
		times: [
			{ student: "ben", receivedAt: "2026-11-18T10:00:00.000Z" },
			{ student: "ana", source: "ana", receivedAt: "2026-11-17T10:00:00.000Z" },
		],
	};

	it.each([
		["ben@2026-11-20T10-00-00Z", "2026-11-20T10:00:00.000Z"],
		["ben@2026-11-20T10-00-00+01-00", "2026-11-20T09:00:00.000Z"],
		["ben@20261120T100000Z", "2026-11-20T10:00:00.000Z"],
		["ben@uni.example@2026-11-20T10-00Z", "2026-11-20T10:00:00.000Z"],
	])("is in its name: %s", async (name, time) => {
		expect(await timesOf({ times }, name)).toEqual([time]);
	});

	it("is else in the table of times, for the source or for all of a student's", async () => {
		expect(await timesOf({ times }, "ben")).toEqual(["2026-11-18T10:00:00.000Z"]);
		expect(await timesOf({ times }, "ana")).toEqual(["2026-11-17T10:00:00.000Z"]);
	});

	it("is else when its newest file was changed, and a note says so", async () => {
		const submissions = await writtenFolder({
			[`ana/${file}`]: "mine",
			"ben.tar.gz": rawTarGz([{ name: file, contents: "mine" }]),
		});
		const intake = await readIntake({ submissions, exercises });
		const [ana, ben] = intake.submissions;
		expect(ana?.receivedAt).toBe(changedAt);
		expect(ben?.receivedAt).toBe(new Date(1_763_164_800_000).toISOString());
		expect(ana?.notes?.[0]).toMatch(/the time is that of its newest file/);
	});

	it("is not 1980, where a packer knew no time", async () => {
		const zip = Buffer.from(rawZip([{ name: file, contents: "mine" }]));
		zip.writeUInt16LE(0x21, zip.indexOf("PK\x01\x02") + 14);
		const submissions = await writtenFolder({ "ana.zip": zip });
		const [ana] = (await readIntake({ submissions, exercises })).submissions;
		expect(ana?.receivedAt).toBe(changedAt);
	});

	it("is not guessed when the name has a time without a zone", async () => {
		const submissions = await writtenFolder({ [`ben@2026-11-20T10-00-00/${file}`]: "mine" });
		const { submissions: found, quarantine } = await readIntake({ submissions, exercises, roster });
		expect(found).toEqual([]);
		expect(quarantine).toMatchObject([{ why: expect.stringMatching(/zone/), mayBe: ["ben"] }]);
	});

	it("tells lines of the table that are about nobody", async () => {
		const submissions = await writtenFolder({ [`ben/${file}`]: "mine" });
		const typo = { name: "times.csv", times: [{ student: "bne", receivedAt: changedAt }] };
		const { quarantine } = await readIntake({ submissions, exercises, roster, times: typo });
		expect(quarantine).toMatchObject([
			{ source: "times.csv", why: expect.stringContaining('"bne"') },
		]);
	});

	it("orders what one student handed in", async () => {
		const submissions = await writtenFolder({
			[`ben@2026-11-20T10-00-00Z/${file}`]: "second",
			[`ben@2026-11-20T10-00-00+05-00/${file}`]: "first",
		});
		const intake = await readIntake({ submissions, exercises });
		expect(intake.submissions.map(({ exercises }) => exercises["02-softmax"])).toMatchObject([
			{ files: { [file]: "first" } },
			{ files: { [file]: "second" } },
		]);
	});
});

describe("a zip file of all submissions", () => {
	const entries = (root: string) => [
		{ name: `${root}ana/`, contents: "" },
		{ name: `${root}ana/work/${file}`, contents: "mine" },
		{ name: `${root}ben.zip`, contents: rawZip([{ name: file, contents: "mine" }]) },
		{ name: `${root}read me.txt`, contents: "hello" },
		{ name: `__MACOSX/${root}._ana`, contents: "" },
	];

	it.each([
		["at its top", ""],
		["in a folder that is called like it", "class/"],
	])("holds them %s", async (_, root) => {
		const folder = await writtenFolder({ "class.zip": rawZip(entries(root)) });
		const intake = await readIntake({ submissions: join(folder, "class.zip"), exercises });
		expect(intake.submissions).toMatchObject([
			{ student: "ana", source: "ana/", exercises: { "02-softmax": plain } },
			{ student: "ben", source: "ben.zip", exercises: { "02-softmax": plain } },
		]);
		expect(intake.quarantine).toMatchObject([{ source: "read me.txt" }]);
	});

	it("sets aside what leads out of it, and reads the others", async () => {
		const bad = { name: `../eve/${file}`, contents: "mine" };
		const folder = await writtenFolder({ "class.zip": rawZip([bad, ...entries("")]) });
		const intake = await readIntake({ submissions: join(folder, "class.zip"), exercises });
		expect(intake.submissions.map(({ student }) => student)).toEqual(["ana", "ben"]);
		expect(intake.quarantine.map(({ source }) => source)).toEqual([bad.name, "read me.txt"]);
	});
});

describe("what cannot be a class", () => {
	it.each([
		["nothing at all", {}, "nowhere", /no such folder/],
		["an empty folder", {}, "", /no submissions.*ana\//],
		["a folder of junk", { ".DS_Store": "", "notes.txt": "" }, "", /no submissions/],
		["a text", { "class.zip": "PK?" }, "class.zip", /no zip file/],
	])("%s is told before any work", async (_, files, place, message) => {
		const folder = await writtenFolder(files as Record<string, string>);
		await expect(readIntake({ submissions: join(folder, place), exercises })).rejects.toMatchObject(
			{ name: "GradingError", message: expect.stringMatching(message) },
		);
	});
});

describe("archives in a submission", () => {
	const inner = rawZip([{ name: file, contents: "mine" }]);

	it("are opened, in folders and in archives", async () => {
		const submissions = await writtenFolder({
			"ana/upload.zip": inner,
			"ben.zip": rawZip([{ name: "upload.zip", contents: inner }]),
		});
		const intake = await readIntake({ submissions, exercises });
		for (const one of intake.submissions) expect(one.exercises).toEqual({ "02-softmax": plain });
	});

	it("are not opened any deeper", async () => {
		const deep = rawZip([{ name: "b.zip", contents: inner }]);
		const submissions = await writtenFolder({ "ana/a.zip": deep });
		const [ana] = (await readIntake({ submissions, exercises })).submissions;
		expect(ana?.exercises["02-softmax"]).toMatchObject({
			kind: "ungradable",
			why: expect.stringMatching(/inside of another/),
		});
	});

	it("of other kinds are told", async () => {
		const submissions = await writtenFolder({ "ana/work.rar": "Rar!", "ben.7z": "7z" });
		const intake = await readIntake({ submissions, exercises });
		for (const one of intake.submissions)
			expect(one.exercises["05-attention"]).toMatchObject({
				kind: "ungradable",
				why: expect.stringMatching(/Make a zip file/),
			});
	});

	it("that attack do not touch what lies beside them", async () => {
		const submissions = await writtenFolder({
			[`ana/${file}`]: "mine",
			"ana/evil.zip": rawZip([{ name: "../05-attention.ts", contents: "evil" }]),
		});
		const [ana] = (await readIntake({ submissions, exercises })).submissions;
		expect(ana?.exercises).toMatchObject({
			"02-softmax": plain,
			"05-attention": { kind: "ungradable" },
		});
	});

	it("with two files of one name are for a person to look at, unless they are the same", async () => {
		const twice = (a: string, b: string) =>
			rawZip([
				{ name: file, contents: a },
				{ name: file, contents: b },
			]);
		const submissions = await writtenFolder({
			"ana.zip": twice("1", "2"),
			"ben.zip": twice("mine", "mine"),
		});
		const [ana, ben] = (await readIntake({ submissions, exercises })).submissions;
		expect(ana?.exercises["02-softmax"]).toMatchObject({
			kind: "ungradable",
			why: expect.stringMatching(/twice/),
		});
		expect(ben?.exercises["02-softmax"]).toEqual(plain);
	});

	it("may have names in code page 437, in UTF-8 that does not say so, and with backslashes", async () => {
		const latin = Buffer.from(rawZip([{ name: `?bung\\${file}`, contents: "mine" }]));
		for (const at of [latin.indexOf("?bung"), latin.lastIndexOf("?bung")]) latin[at] = 0x9a;
		const flags = [latin.indexOf("PK\x03\x04") + 6, latin.indexOf("PK\x01\x02") + 8];
		for (const at of flags) latin.writeUInt16LE(0, at);
		const submissions = await writtenFolder({ "ana.zip": latin });
		const [ana] = (await readIntake({ submissions, exercises })).submissions;
		expect(ana?.exercises["02-softmax"]).toEqual(plain);
	});

	it("whose contents are damaged are told by their checksum", async () => {
		const zip = Buffer.from(rawZip([{ name: file, contents: "mine" }]));
		zip.write("mime", zip.indexOf("mine"));
		const submissions = await writtenFolder({ "ana.zip": zip });
		const [ana] = (await readIntake({ submissions, exercises })).submissions;
		expect(ana?.exercises["02-softmax"]).toMatchObject({
			kind: "ungradable",
			why: expect.stringMatching(/damaged/),
		});
	});
});

it.runIf(process.platform === "linux")(
	"reads what was unpacked with the wrong encoding, whose names are no UTF-8",
	async () => {
		const submissions = await writtenFolder({ [`ana/${file}`]: "mine", "ben/notes.txt": "" });
		const latin1 = (path: string) => Buffer.from(join(submissions, path), "latin1");
		for (const folder of ["ben/\u00dcbung", "M\u00fcller"]) {
			await mkdir(latin1(folder));
			await writeFile(latin1(`${folder}/${file}`), "mine");
		}
		const intake = await readIntake({ submissions, exercises: ["02-softmax"] });
		expect(intake.submissions.map(({ exercises }) => exercises["02-softmax"])).toEqual([
			plain,
			plain,
		]);
		expect(intake.quarantine).toEqual([
			{ source: '"M\ufffdller"', why: expect.stringContaining("Rename it") },
		]);
	},
);

it("reads every submission of a class in which one cannot be read", async () => {
	const submissions = await writtenFolder({ [`ana/${file}`]: "mine", "ben.zip": "" });
	await writeFile(join(submissions, "chi.tar.gz"), Buffer.from([0x1f, 0x8b, 8, 0]));
	const intake = await readIntake({ submissions, exercises });
	expect(intake.submissions.map(({ exercises }) => exercises["02-softmax"]?.kind)).toEqual([
		...["source", "ungradable", "ungradable"],
	]);
});
