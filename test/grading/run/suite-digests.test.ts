import { appendFile, cp, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { suiteDigests } from "../../../src/grading/run/suite-digests";
import { projectRoot } from "../../../src/project-root";
import { temporaryFolder } from "./sample-class";

const exercises = ["00-shapes", "02-softmax"];

/** A copy of what the tests of the course are made of. */
async function courseCopy(): Promise<string> {
	const root = await temporaryFolder();
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
	const changedBy = async (path: string) => {
		const root = await courseCopy();
		const before = await suiteDigests(exercises, root);
		await mkdir(join(root, path, ".."), { recursive: true });
		await appendFile(join(root, path), "\n// edited\n");
		const after = await suiteDigests(exercises, root);
		return exercises.filter((exercise) => before[exercise] !== after[exercise]);
	};

	it("is the same for the same course in another folder", async () => {
		expect(await suiteDigests(exercises, await courseCopy())).toEqual(
			await suiteDigests(exercises, await courseCopy()),
		);
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
