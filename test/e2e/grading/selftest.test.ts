import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { findLesson } from "../../../src/course";
import { projectRoot } from "../../../src/project-root";

it("grade selftest: a stub gets nothing, the solution everything, each misconception its name, in jails", async () => {
	const launcher = join(projectRoot, "src/cli/attention-lab.js");
	const args = [launcher, "grade", "selftest", "--only", "02,03", "--seeds", "2017", "--json"];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	const { ok, exercises } = JSON.parse(stdout);
	expect(ok).toBe(true);
	expect(exercises).toEqual(
		["02-softmax", "03-weighted-sum"].map((exercise) => {
			const known = findLesson(exercise).exercise.misconceptions.length;
			return expect.objectContaining({
				exercise,
				caught: known,
				misconceptions: known,
				isolation: "bubblewrap",
			});
		}),
	);
});
