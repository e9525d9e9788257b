import { appendFile, cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { suiteDigests } from "../../../src/grading/run/suite-digests";
import { projectRoot } from "../../../src/project-root";

const exercises = ["00-shapes", "02-softmax"];

/** A copy of what the tests of the course are made of. */
async function courseCopy(): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), "course-"));
	for (const path of ["src/attention", "src/plots", "src/course", "exercises", "test/exercises"]) {
		await mkdir(join(root, path), { recursive: true });
		await cp(join(projectRoot, path), join(root, path), { recursive: true });
	}
	for (const path of ["package.json", "tsconfig.json"])
		await cp(join(projectRoot, path), join(root, path));
	await symlink(join(projectRoot, "node_modules"), join(root, "node_modules"));
	return root;
}

describe("the digest of an exercise's tests", async () => {
	let root: string;
	let digests: Record<string, string>;
	beforeAll(async () => {
		root = await courseCopy();
		digests = await suiteDigests(exercises, root);
		return () => rm(root, { recursive: true });
	});
	const changedBy = async (path: string) => {
		const before = digests;
		await mkdir(join(root, path, ".."), { recursive: true });
		await appendFile(join(root, path), "\n// edited\n");
		digests = await suiteDigests(exercises, root);
		return exercises.filter((exercise) => before[exercise] !== digests[exercise]);
	};

	it("is the same for the same course in another folder", async () => {
		const other = await courseCopy();
		onTestFinished(() => rm(other, { recursive: true }));
		expect(await suiteDigests(exercises, other)).toEqual(digests);
	});

	it.each([
		["its check file", "test/exercises/02-softmax.test.ts", ["02-softmax"]],
		["its lesson", "src/course/lessons/02-softmax/misconceptions.ts", ["02-softmax"]],
		["the library", "src/attention/dot.ts", exercises],
		["the checking code", "src/course/checking/for-all.ts", exercises],
		["the judge", "src/course/judge/source-problem.ts", exercises],
		["what runs in the jail", "src/grading/runner/new.ts", exercises],
		["the exercise file, which a submission stands in for", "exercises/02-softmax.ts", []],
		["another lesson", "src/course/lessons/05-attention/lesson.ts", []],
	])("changes with %s, as far as it is reached", async (_, path, changed) => {
		expect(await changedBy(path)).toEqual(changed);
	});
});
