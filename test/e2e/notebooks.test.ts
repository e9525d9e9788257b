import { execFile } from "node:child_process";
import { copyFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lessons } from "../../src/course/lessons";
import { parseNotebook } from "../../src/notebook/parse-notebook";
import { copyOfTheCheckout } from "./lab";

let course: string;
beforeAll(async () => {
	course = await copyOfTheCheckout();
});
afterAll(() => rm(course, { recursive: true, force: true }));

/** Executes a lesson as `attention-lab run` does; resolves to what its `check` cell shows. */
async function verdictIn(id: string): Promise<string> {
	const out = join(course, `${id}.out.ipynb`);
	const launcher = join(course, "src", "cli", "attention-lab.js");
	const notebook = join("notebooks", `${id}.ipynb`);
	await promisify(execFile)(process.execPath, [launcher, "run", notebook, "--write", out], {
		cwd: course,
	});
	const { cells } = parseNotebook(await readFile(out, "utf8"), out);
	const check = cells.find((cell) => cell.id === "check");
	const [output] = check?.cell_type === "code" ? check.outputs : [];
	return output?.output_type === "execute_result" ? String(output.data["text/plain"]) : "";
}

describe.each(lessons.map(({ id, exercise }) => [id, exercise.points] as const))(
	"notebook %s runs from top to bottom",
	(id, points) => {
		const exercise = (folder: string) => join(course, folder, `${id}.ts`);

		it("with the untouched exercise, and says kindly what is still to be written", async () => {
			await copyFile(`src/course/originals/${id}.ts.txt`, exercise("exercises"));
			expect(await verdictIn(id)).toMatch(
				new RegExp(`0 of ${points} points[^]*is not written yet`),
			);
		});

		it("with the solution in its place, and shows the full points", async () => {
			await copyFile(exercise("solutions"), exercise("exercises"));
			expect(await verdictIn(id)).toContain(`${points} of ${points} points`);
		});
	},
);
