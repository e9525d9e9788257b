import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readIntake } from "../../../src/grading/ingest/read-intake";
import type { SubmittedExercise } from "../../../src/grading/submission";
import { corpus } from "../corpus";
import type { CorpusEntry } from "../corpus/entry";

const exercise = "02-softmax";
let folder: string;
const found = new Map<string, SubmittedExercise | undefined>();

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "corpus-"));
	for (const entry of corpus) await handIn(entry);
	const { submissions } = await readIntake({ submissions: folder, exercises: [exercise] });
	for (const { student, exercises } of submissions) found.set(student, exercises[exercise]);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function handIn({ student, files, link }: CorpusEntry): Promise<void> {
	if (isArchive(files))
		return writeFile(join(folder, `${student}${files.archive}`), await files.bytes());
	await mkdir(join(folder, student));
	if (link) await symlink(link, join(folder, student, `${exercise}.ts`));
	for (const [path, contents] of Object.entries(files)) {
		const file = join(folder, student, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, contents);
	}
}

type Files = CorpusEntry["files"];
const isArchive = (files: Files): files is Extract<Files, { archive: string }> =>
	"archive" in files && "bytes" in files;

const states = ({ expected }: CorpusEntry): readonly string[] => [expected.state ?? []].flat();
const isRefused = (entry: CorpusEntry) =>
	states(entry).includes("ungradable") && !entry.expected.isReadable;
const isGraded = (entry: CorpusEntry) => states(entry).includes("graded");

describe("the intake of the corpus of broken and hostile submissions", () => {
	it("has everybody in it", () => {
		expect([...found.keys()].sort()).toEqual(corpus.map(({ student }) => student).sort());
	});

	it.each(corpus.filter(isGraded).map((entry) => [entry.student, entry.what] as const))(
		"has a source of %s: %s",
		(student) => {
			expect(found.get(student)).toMatchObject({ kind: "source", main: `${exercise}.ts` });
		},
	);

	it.each(corpus.filter(isRefused).map((entry) => [entry.student, entry.what, entry] as const))(
		"has no source of %s: %s",
		(student, _, { expected }) => {
			const submitted = found.get(student);
			expect(submitted?.kind ?? "nothing").not.toBe("source");
			if (submitted && "why" in submitted && expected.says)
				expect(submitted.why).toMatch(expected.says);
		},
	);
});
