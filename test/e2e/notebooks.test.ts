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

describe("every notebook runs from top to bottom", () => {
	// two at a time, one a core: most of the time goes into cells
	it.concurrent.each(lessons.map(({ id, exercise }) => [id, exercise.points] as const))(
		"%s: kindly while its exercise is untouched, and to full points with the solution",
		async (id, points) => {
			const exercise = (folder: string) => join(course, folder, `${id}.ts`);
			await copyFile(`src/course/originals/${id}.ts.txt`, exercise("exercises"));
			expect(await verdictIn(id)).toMatch(
				new RegExp(`0 of ${points} points[^]*is not written yet`),
			);
			await copyFile(exercise("solutions"), exercise("exercises"));
			expect(await verdictIn(id)).toContain(`${points} of ${points} points`);
		},
		180_000,
	);
});
