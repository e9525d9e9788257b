import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GradingError } from "../../../src/grading/grading-error";
import { findSimilar } from "../../../src/grading/similar/find-similar";
import { honestAnswers } from "./honest-answers";
import { disguised, unusual } from "./unusual-answer";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "similar-"));
	const answers = honestAnswers(25, 7);
	for (const [i, text] of answers.entries()) await handIn(`s${i}`, "05-attention.ts", text);
});
afterEach(() => rm(folder, { recursive: true }));

describe("findSimilar", () => {
	it("writes a page that shows the passages, and data without them", async () => {
		await handIn("ada", "exercises/05-attention.ts", unusual);
		await handIn("<bo> & co", "05-attention.ts", disguised(unusual));
		const { page, data } = await findSimilar(options());
		const html = await readFile(page, "utf8");
		expect(html).toContain("&lt;bo&gt; &amp; co");
		expect(html).not.toContain("<bo>");
		expect(html).toMatch(/<mark>[^<]*shrink/);
		expect(JSON.parse(await readFile(data, "utf8"))).toEqual([
			{
				exercise: "05-attention",
				answers: 27,
				groups: [
					{
						students: ["<bo> & co", "ada"],
						pairs: [
							{
								left: expect.any(String),
								right: expect.any(String),
								kind: "alike",
								share: expect.any(Number),
							},
						],
					},
				],
			},
		]);
	});

	it("accuses nobody", async () => {
		await handIn("ada", "05-attention.ts", unusual);
		await handIn("bo", "05-attention.ts", unusual);
		const { page } = await findSimilar(options());
		const html = await readFile(page, "utf8");
		expect(html).toContain("not a finding about anyone");
		expect(html).not.toMatch(/plagiari|cheat|copied|suspic|guilty|offen[cs]e|misconduct/i);
	});

	it("does not compare a student with their own earlier attempt", async () => {
		await handIn("ada@2026-11-01T10-00-00Z", "05-attention.ts", unusual);
		await handIn("ada@2026-11-02T10-00-00Z", "05-attention.ts", unusual);
		const { exercises } = await findSimilar(options());
		expect(exercises).toEqual([{ exercise: "05-attention", answers: 26, groups: [] }]);
	});

	it("compares answers that would end the parser by their bytes, and everybody else as ever", async () => {
		const deep = `export const a = ${"(".repeat(200_000)}1${")".repeat(200_000)};`;
		const sum = `export const a = 1${"+1".repeat(4000)};`;
		for (const student of ["ada", "bo"]) await handIn(student, "05-attention.ts", deep);
		await handIn("cy", "05-attention.ts", `${deep} `);
		await handIn("dee", "05-attention.ts", sum);
		for (const student of ["eve", "fox"]) await handIn(student, "05-attention.ts", unusual);
		const { exercises } = await findSimilar(options());
		expect(exercises[0]?.groups.map(({ students }) => students).toSorted()).toEqual([
			["ada", "bo"],
			["eve", "fox"],
		]);
	});

	it("compares only the exercises that are asked for, and says when there is nothing", async () => {
		await expect(findSimilar({ ...options(), only: "06" })).rejects.toThrow(
			/Nobody in .* handed in any of 06-masks/,
		);
		await expect(findSimilar({ ...options(), only: "99" })).rejects.toThrow(GradingError);
	});
});

const options = () => ({ submissions: join(folder, "submissions"), out: join(folder, "out") });

async function handIn(student: string, path: string, text: string): Promise<void> {
	const file = join(folder, "submissions", student, path);
	await mkdir(join(file, ".."), { recursive: true });
	await writeFile(file, text);
}
