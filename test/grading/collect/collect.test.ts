import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { type CollectOptions, collect } from "../../../src/grading/collect/collect";
import { GradingError } from "../../../src/grading/grading-error";
import { readRoster } from "../../../src/grading/ingest/read-roster";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "collect-"));
});
afterEach(() => rm(folder, { recursive: true }));

const answer = "export const answer = 42;\n";

describe("collect canvas", () => {
	const gradebook = [
		"Student,ID,SIS User ID,SIS Login ID,Section,Attention (17)",
		"    Points Possible,,,,,10",
		'"Lovelace, Ada",4711,S1,ada@example.edu,Monday,',
		"Ødegård Ærlig,4712,S2,ode,Monday,",
		'"O\'Neil, ""Bo"" 🦊",4713,S3,bo,Tuesday,',
		'"Student, Test",99999,,,Monday,',
	].join("\n");

	it("puts each student's files under their login, by the names the students gave them", async () => {
		const { options, submissions } = await fromZip("canvas", {
			"lovelaceada_4711_90001_05-attention.ts": answer,
			"lovelaceada_4711_90002_notes for you.ts": "// notes",
			"ødegårdærlig_4712_90003_05-attention-1.ts": answer,
			"oneilbo_4713_90004_05_2_attention.ts": answer,
		});
		const { added, unplaced } = await collect({ ...options, gradebook: await file(gradebook) });
		expect(unplaced).toEqual([]);
		expect(added.toSorted()).toEqual(["ada@example.edu", "bo", "ode"]);
		expect(await tree(submissions)).toEqual([
			"ada@example.edu/05-attention.ts",
			"ada@example.edu/notes for you.ts",
			"bo/05_2_attention.ts",
			"ode/05-attention.ts",
		]);
	});

	it("writes a roster that the grader reads, also of those who handed in nothing", async () => {
		const { options } = await fromZip("canvas", { "lovelaceada_4711_1_05-attention.ts": answer });
		const { roster } = await collect({ ...options, gradebook: await file(gradebook) });
		const { students } = await readRoster(roster!);
		expect(
			students.map(({ id, name, section, ids }) => [id, name, section, ids.canvas, ids.sis_user]),
		).toEqual([
			["ada@example.edu", "Lovelace, Ada", "Monday", "4711", "S1"],
			["ode", "Ødegård Ærlig", "Monday", "4712", "S2"],
			["bo", 'O\'Neil, "Bo" 🦊', "Tuesday", "4713", "S3"],
		]);
	});

	it("takes what is not late as received at the deadline, and says who is late", async () => {
		const { options } = await fromZip("canvas", {
			"lovelaceada_4711_1_05-attention.ts": answer,
			"ødegårdærlig_LATE_4712_2_05-attention.ts": answer,
		});
		const deadline = "2026-11-20T23:59+01:00";
		const { added, notes } = await collect({
			...options,
			deadline,
			gradebook: await file(gradebook),
		});
		expect(added).toEqual(["ada@example.edu@2026-11-20T22-59-00Z", "ode"]);
		expect(notes.join()).toContain("marks 1 as late and does not say how late: ode.");
	});

	it("goes by Canvas's ids and names without a gradebook", async () => {
		const { options, submissions } = await fromZip("canvas", {
			"lovelaceada_4711_1_05-attention.ts": answer,
			"anon_Ab3dE_2_05-attention.ts": answer,
		});
		const { notes } = await collect(options);
		expect(await tree(submissions)).toEqual(["4711/05-attention.ts", "anon_Ab3dE/05-attention.ts"]);
		expect(notes.join()).toContain("Give --deadline");
	});

	it("lists whom it cannot place: hidden names, people the gradebook lacks, files of something else", async () => {
		const { options } = await fromZip("canvas", {
			"lovelaceada_4711_1_05-attention.ts": answer,
			"LATE_anon_Ab3dE_2_05-attention.ts": answer,
			"nobody_4799_3_05-attention.ts": answer,
			"05-attention.ts": answer,
		});
		const { added, unplaced } = await collect({ ...options, gradebook: await file(gradebook) });
		expect(added).toHaveLength(1);
		expect(unplaced.map(({ source }) => source)).toEqual([
			"05-attention.ts",
			"LATE_anon_Ab3dE_2_05-attention.ts",
			"nobody_4799_3_05-attention.ts",
		]);
		expect(unplaced[1]?.why).toContain("hides the names");
		expect(unplaced[2]?.why).toContain("nobody with Canvas's ID 4799");
	});

	it("lets a group's submission count for its speaker, or with the list of groups for every member", async () => {
		const entries = { "groupseven_4711_1_05-attention.ts": answer };
		const alone = await fromZip("canvas", entries);
		const rows = await file(gradebook);
		const { added, notes } = await collect({ ...alone.options, gradebook: rows });
		expect(added).toEqual(["ada@example.edu"]);
		expect(notes.join()).toContain("a group? It counts for Lovelace, Ada alone");

		const together = await fromZip("canvas", entries);
		const groups = await file(
			"name,canvas_user_id,login_id,group_name\nAda,4711,ada,Group Seven\nBo,4713,bo,Group Seven\nØ,4712,ode,Group 8\n",
		);
		const all = await collect({ ...together.options, gradebook: rows, groups });
		expect(all.added.toSorted()).toEqual(["ada@example.edu", "bo"]);
	});

	it("leaves a file's number where two files would get one name", async () => {
		const { options, submissions } = await fromZip("canvas", {
			"a_4711_1_05-attention.ts": answer,
			"a_4711_2_05-attention-1.ts": answer,
		});
		await collect(options);
		expect(await tree(submissions)).toEqual(["4711/05-attention-1.ts", "4711/05-attention.ts"]);
	});

	it("keeps an archive that is all of a submission as an archive", async () => {
		const { options, submissions } = await fromZip("canvas", { "a_4711_1_Homework.ZIP": "PK" });
		await collect(options);
		expect(await tree(submissions)).toEqual(["4711.zip"]);
	});
});

describe("collect moodle", () => {
	const worksheet = [
		'Identifier,Full name,Email address,Status,Grade,Maximum grade,"Last modified (submission)"',
		'Participant 17,"Ada Lovelace",ada@example.edu,Submitted,,10.00,"Friday, 20 November 2026, 10:05 PM"',
		'Participant 18,"Bo Bo",bo@example.edu,Submitted,,10.00,"20 November 2026, 12:00 AM"',
		'Participant 19,"Cy",cy@example.edu,"No submission",,10.00,-',
	].join("\r\n");
	const entries = {
		"Ada Lovelace_17_assignsubmission_file_/05-attention.ts": answer,
		"Ada Lovelace_17_assignsubmission_file_/more/06-masks.ts": answer,
		"Ada Lovelace_17_assignfeedback_file_/your points.ts": "7",
		"Bo Bo_18_assignsubmission_file/05-attention.ts": answer,
	};

	it("finds each participant in the grading worksheet, and when they handed in", async () => {
		const { options, submissions } = await fromZip("moodle", entries);
		const { unplaced, notes, roster } = await collect({
			...options,
			gradebook: await file(worksheet),
			zone: "Europe/Berlin",
		});
		expect([unplaced, notes]).toEqual([[], []]);
		expect(await tree(submissions)).toEqual([
			"ada@example.edu@2026-11-20T21-05-00Z/05-attention.ts",
			"ada@example.edu@2026-11-20T21-05-00Z/more/06-masks.ts",
			"bo@example.edu@2026-11-19T23-00-00Z/05-attention.ts",
		]);
		const { students } = await readRoster(roster!);
		expect(students.map(({ id, name, ids }) => [id, name, ids.participant])).toEqual([
			["ada@example.edu", "Ada Lovelace", "17"],
			["bo@example.edu", "Bo Bo", "18"],
			["cy@example.edu", "Cy", "19"],
		]);
	});

	it("reads downloads without folders, of hidden names, and says that times are missing", async () => {
		const { options, submissions } = await fromZip("moodle", {
			"Participant_17_assignsubmission_file_05-attention.ts": answer,
			"Participant_18_assignsubmission_onlinetext/onlinetext.html": "<p>I wrote it here</p>",
		});
		const { notes } = await collect(options);
		expect(await tree(submissions)).toEqual(["17/05-attention.ts", "18/onlinetext.html"]);
		expect(notes.join()).toContain("does not say when 2 submissions came");
	});

	it("lists groups, and participants whom the worksheet lacks", async () => {
		const { options } = await fromZip("moodle", {
			...entries,
			"Group Seven_3_assignsubmission_file/05-attention.ts": answer,
			"Default group_assignsubmission_file/05-attention.ts": answer,
		});
		const { unplaced } = await collect({ ...options, gradebook: await file(worksheet) });
		expect(unplaced.map(({ source }) => source.split("/")[0])).toEqual([
			"Default group_assignsubmission_file",
			"Group Seven_3_assignsubmission_file",
		]);
	});
});

describe("collect gradescope", () => {
	const metadata = `---
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: '4711'
    :email: ada@example.edu
  :created_at: 2026-11-20 10:05:00.123456000 Z
  :score: 0.0
submission_12:
  :submitters:
  - :name: Bo
    :sid:
    :email: bo@example.edu
  - :name: Cy
    :sid: 4713
    :email: cy@example.edu
  :created_at: 2026-11-20 11:05:00.000000000 Z
`;

	it("takes names and times from its metadata, and a group's submission for every member", async () => {
		const { options, submissions } = await fromZip("gradescope", {
			"assignment_9_export/submission_metadata.yml": metadata,
			"assignment_9_export/submission_11/exercises/05-attention.ts": answer,
			"assignment_9_export/submission_12/05-attention.ts": answer,
			"assignment_9_export/submission_13/05-attention.ts": answer,
		});
		const { unplaced } = await collect(options);
		expect(await tree(submissions)).toEqual([
			"4711@2026-11-20T10-05-00Z/exercises/05-attention.ts",
			"4713@2026-11-20T11-05-00Z/05-attention.ts",
			"bo@example.edu@2026-11-20T11-05-00Z/05-attention.ts",
		]);
		expect(unplaced).toEqual([
			{
				source: "assignment_9_export/submission_13/05-attention.ts",
				why: "submission_metadata.yml does not know it. Export the submissions again.",
			},
		]);
	});

	it("mixes up nobody: whoever has no ID and no e-mail address is listed, and so are two with one ID", async () => {
		const one = (folder: string, rest: string) =>
			`${folder}:\n  :submitters:\n  - :name: Jane Doe\n${rest}  :created_at: 2026-11-20 10:05:00 Z\n`;
		const { options } = await fromZip("gradescope", {
			"submission_metadata.yml": [
				one("submission_1", ""),
				one("submission_2", "    :sid: 7\n    :email: a@example.edu\n"),
				one("submission_3", "    :sid: 7\n    :email: b@example.edu\n"),
				one("submission_4", "    :sid: 8\n"),
			].join(""),
			"submission_1/05-attention.ts": answer,
			"submission_2/05-attention.ts": answer,
			"submission_3/05-attention.ts": answer,
			"submission_4/05-attention.ts": answer,
		});
		const { added, unplaced } = await collect(options);
		expect(added).toEqual(["8@2026-11-20T10-05-00Z"]);
		expect(unplaced.map(({ why }) => why.slice(0, 34))).toEqual([
			"Gradescope gives “Jane Doe” neithe",
			"Two people are called “7” in the l",
			"Two people are called “7” in the l",
		]);
	});

	it.each([
		["submission_11:\n  :created_at: 2026-11-20\n", "submission_11 › :submitters"],
		["a: [", "cannot be read"],
	])("says what is wrong with metadata such as %j", async (text, what) => {
		const { options } = await fromZip("gradescope", {
			"submission_metadata.yml": text,
			"submission_11/05-attention.ts": answer,
		});
		await expect(collect(options)).rejects.toThrow(what);
	});
});

describe("collect github and folders", () => {
	it("tells repositories apart by GitHub Classroom's list of grades", async () => {
		const grades = await file(
			"assignment_name,github_username,roster_identifier,student_repository_name,submission_timestamp\n" +
				"attention,octo-cat,Ada,attention-octo-cat,2026-11-20 10:05:00 UTC\n",
		);
		const from = await unpacked({
			"attention-octo-cat/exercises/05-attention.ts": answer,
			"attention-octo-cat/.git/config": "[core]",
			"attention-octo-cat/node_modules/x/05-attention.ts": "not mine",
			"attention-stranger/exercises/05-attention.ts": answer,
		});
		const out = join(folder, "out");
		const { unplaced } = await collect({ system: "github", from, out, gradebook: grades });
		expect(await tree(join(out, "submissions"))).toEqual([
			"octo-cat@2026-11-20T10-05-00Z/exercises/05-attention.ts",
		]);
		expect(unplaced.map(({ source }) => source)).toEqual(["attention-stranger"]);
	});

	it("takes a folder a student, without the prefix, and follows no links", async () => {
		const from = await unpacked({
			"hw1-ada/05-attention.ts": answer,
			"bo/05-attention.ts": answer,
		});
		await writeFile(join(folder, "secret.ts"), "secret");
		await symlink(join(folder, "secret.ts"), join(from, "hw1-ada", "secret.ts"));
		const out = join(folder, "out");
		const { unplaced } = await collect({ system: "folders", from, out, prefix: "hw1-" });
		expect(await tree(join(out, "submissions"))).toEqual(["ada/05-attention.ts"]);
		expect(unplaced.map(({ source }) => source)).toEqual(["hw1-ada/secret.ts", "bo"]);
	});

	it.runIf(process.platform === "linux")("lists names that are no UTF-8", async () => {
		const from = await unpacked({ "ada/05-attention.ts": answer });
		await mkdir(Buffer.from(join(from, "M\u00fcller"), "latin1"));
		const out = join(folder, "out");
		const { added, unplaced } = await collect({ system: "folders", from, out });
		expect(added).toEqual(["ada"]);
		expect(unplaced).toEqual([
			{ source: "M\ufffdller", why: expect.stringContaining("Rename it") },
		]);
	});

	it("lists two people of one name rather than mixing them up", async () => {
		const from = await unpacked({ "hw-Ada/a.ts": "1", "hw-ada/a.ts": "2", "hw-bo/a.ts": "3" });
		const out = join(folder, "out");
		const { added, unplaced } = await collect({ system: "folders", from, out, prefix: "hw-" });
		expect(added).toEqual(["bo"]);
		expect(unplaced.map(({ why }) => why.slice(0, 30))).toEqual([
			"Two people are called “Ada” in",
			"Two people are called “ada” in",
		]);
	});
});

describe("collect", () => {
	it("adds what is new, and writes nothing over", async () => {
		const out = join(folder, "out");
		const first = await unpacked({ "ada/a.ts": "1", "bo/a.ts": "1" });
		await collect({ system: "folders", from: first, out });
		const second = await unpacked({ "ada/a.ts": "1", "bo/a.ts": "2", "cy/a.ts": "1" });
		const { added, known, unplaced } = await collect({ system: "folders", from: second, out });
		expect([added, known]).toEqual([["cy"], ["ada"]]);
		expect(unplaced[0]?.why).toContain("is there already with other content");
		expect(await readFile(join(out, "submissions", "bo", "a.ts"), "utf8")).toBe("1");
	});

	it("keeps a roster that is there, and writes another one beside it", async () => {
		const once = await fromZip("canvas", { "ada_1_1_a.ts": "1" });
		const twice = await fromZip("canvas", { "bo_2_1_a.ts": "1" });
		const first = await collect(once.options);
		const second = await collect({ ...twice.options, out: once.options.out });
		expect(second.roster).toBe(join(once.options.out, "roster-2.csv"));
		expect((await readRoster(first.roster!)).students.map(({ id }) => id)).toEqual(["1"]);
		expect((await collect(once.options)).roster).toBe(first.roster);
	});

	it("leaves out a file that is far too large, and takes everything else", async () => {
		const { options } = await fromZip("canvas", {
			"ada_1_1_05-attention.ts": " ".repeat(60_000_000),
			"bo_2_2_05-attention.ts": answer,
		});
		const { added, unplaced } = await collect(options);
		expect(added).toEqual(["2"]);
		expect(unplaced).toEqual([
			{
				source: "ada_1_1_05-attention.ts",
				why: "It has 60 MB, which no exercise has. It was left out.",
			},
		]);
	});

	it("keeps the times of files", async () => {
		const { options, submissions } = await fromZip("canvas", { "ada_1_1_a.ts": "1" });
		await collect(options);
		const { mtime } = await stat(join(submissions, "1", "a.ts"));
		expect(mtime).toEqual(new Date("2026-11-01T00:00:00Z"));
	});

	it.each([
		["canvas", "Is it a download of canvas?"],
		["moodle", "Moodle calls a submission"],
		["gradescope", "no submission_metadata.yml"],
	] as const)("says that something is no download of %s", async (system, what) => {
		const from = await unpacked({ "readme.md": "?" });
		const wrong = collect({ system, from, out: join(folder, "out") });
		await expect(wrong).rejects.toThrow(GradingError);
		await expect(wrong).rejects.toThrow(what);
	});

	it("says that there is no download, that it is empty, or that it is no zip file", async () => {
		const options = { system: "canvas", out: join(folder, "out") } as const;
		await mkdir(join(folder, "empty"));
		const torn = await file("PK\u0003\u0004 …", "torn.zip");
		for (const [from, what] of [
			[join(folder, "nothing"), "There is no"],
			[join(folder, "empty"), "is empty"],
			[torn, "torn.zip is no zip file"],
		] as const)
			await expect(collect({ ...options, from })).rejects.toThrow(what);
	});

	it("says that it cannot write, also where the system hides folders", async () => {
		const { options } = await fromZip("canvas", { "ada_1_1_a.ts": "1" });
		const taken = await file("a file, not a folder");
		for (const out of [taken, "/proc/nothing"])
			await expect(collect({ ...options, out })).rejects.toThrow(`${out} cannot be written: `);
	});

	it("names the missing columns of a wrong list", async () => {
		const { options } = await fromZip("canvas", { "ada_1_1_a.ts": "1" });
		const noGradebook = await file("student;name\nada;Ada\n", "class.csv");
		await expect(collect({ ...options, gradebook: noGradebook })).rejects.toThrow(
			"class.csv has no ids of Canvas's. It should be Canvas's gradebook",
		);
		const groups = await file("Name;Points\nAda;3\n", "points.csv");
		await expect(collect({ ...options, groups })).rejects.toThrow(
			'points.csv has no column "canvas_user_id", "group_name"; it has "Name", "Points". It should be Canvas\'s list of groups',
		);
	});
});

/** A file of its own. */
async function file(text: string, name = "list.csv"): Promise<string> {
	const path = join(await mkdtemp(join(folder, "file-")), name);
	await writeFile(path, text);
	return path;
}

async function unpacked(entries: Record<string, string>): Promise<string> {
	const root = await mkdtemp(join(folder, "download-"));
	for (const [path, text] of Object.entries(entries)) {
		await mkdir(dirname(join(root, path)), { recursive: true });
		await writeFile(join(root, path), text);
	}
	return root;
}

async function fromZip(system: CollectOptions["system"], entries: Record<string, string>) {
	const from = join(await mkdtemp(join(folder, "zip-")), "submissions.zip");
	const zip = new ZipFile();
	for (const [path, text] of Object.entries(entries))
		zip.addBuffer(Buffer.from(text), path, { mtime: new Date("2026-11-01T00:00:00Z") });
	zip.end();
	await pipeline(zip.outputStream, createWriteStream(from));
	const out = await mkdtemp(join(folder, "out-"));
	const options: CollectOptions = { system, from, out };
	return { options, submissions: join(out, "submissions") };
}

/** Every file below a folder. */
async function tree(root: string): Promise<string[]> {
	const entries = await readdir(root, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.sort();
}
