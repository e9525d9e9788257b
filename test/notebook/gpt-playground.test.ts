import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createClient, type KernelClient } from "../../src/kernel/client";
import { launchKernel, type RunningKernel } from "../../src/kernel/launch";
import type { Message } from "../../src/kernel/message";
import { executeNotebook } from "../../src/notebook/execute-notebook";
import { formatNotebook } from "../../src/notebook/format-notebook";
import type { CodeCell, Notebook, Output } from "../../src/notebook/notebook";
import { parseNotebook } from "../../src/notebook/parse-notebook";
import { projectRoot } from "../../src/project-root";

const path = join(projectRoot, "notebooks", "gpt-playground.ipynb");
const file = await readFile(path, "utf8");
const playground = parseNotebook(file, "gpt-playground.ipynb");

/** As a reader would who is in a hurry. */
const withSteps = (steps: number): Notebook => ({
	...playground,
	cells: playground.cells.map((cell) => ({
		...cell,
		source: cell.source.replace("const steps = 2000;", `const steps = ${steps};`),
	})),
});

let course: string;
beforeAll(async () => {
	course = await mkdtemp(join(tmpdir(), "playground-"));
	await mkdir(join(course, "notebooks"));
	await cp(join(projectRoot, "notebooks", "texts"), join(course, "notebooks", "texts"), {
		recursive: true,
	});
});
afterAll(() => rm(course, { recursive: true }));

let kernel: RunningKernel;
const startKernel = () => {
	kernel = launchKernel({ cwd: join(course, "notebooks") });
};
afterEach(() => kernel?.shutdown());

const codeCell = ({ cells }: Notebook, id: string): CodeCell => {
	const cell = cells.find((cell) => cell.id === id);
	if (cell?.cell_type !== "code") throw new Error(`there is no code cell ${id}`);
	return cell;
};
const textOf = (output: Output | undefined): string =>
	output && "data" in output
		? String(output.data["text/plain"])
		: output?.output_type === "stream"
			? output.text
			: "";

describe("gpt-playground.ipynb", () => {
	it("is canonical, without outputs, and settles steps in one place", () => {
		expect(formatNotebook(playground)).toBe(file);
		for (const cell of playground.cells)
			if (cell.cell_type === "code") expect(cell.outputs).toEqual([]);
		expect(file.match(/const steps = 2000;/g)).toHaveLength(1);
	});

	it("runs from top to bottom: a loss curve drawn anew, a sample, a verdict, a saved model", async () => {
		startKernel();
		const { notebook, failure } = await executeNotebook(withSteps(130), kernel);
		expect(failure).toBeUndefined();
		const shown = (id: string) => codeCell(notebook, id).outputs.map(textOf);

		const [curve, status, ...more] = shown("train");
		expect(curve).toMatch(
			/^Line chart of the loss against the training steps, 100 to 130\. training: from [\d.]+ to 2\.\d+\. validation: .* bigram: 2\.448\.$/,
		);
		expect(status).toContain("Step 130 of 130, about 0 s left");
		expect(status).toContain("CHAPTER 1. Loomings.");
		expect(more).toEqual([]);

		const [[, blind, bigram, gpt]] = [...shown("verdict").join().matchAll(lossRow)].map((found) =>
			found.map(Number),
		) as [[number, number, number, number]];
		expect(blind).toBeCloseTo(Math.log(75), 2);
		expect(bigram).toBeCloseTo(2.448, 3);
		expect(gpt).toBeLessThan(2.6); // on its way: 130 steps are few
		expect(shown("write").join("")).toMatch(/^Call me .{390,}/s);
		expect(shown("save").join()).toMatch(/loss (\d\.\d{4}), the trained one \1\./);
	}, 120_000);

	it("can be stopped while it trains, and goes on to the same numbers", async () => {
		const cells = ["settings", "text", "bigram", "model", "prepare"];
		const hurried = withSteps(40);
		const setting = cells.map((id) => codeCell(hurried, id).source);
		const train = codeCell(hurried, "train").source;
		const numbers = "measureLoss(model, validation)";

		const whole: string[] = [];
		for (const stops of [false, true]) {
			startKernel();
			const client = createClient(kernel);
			for (const source of setting) expect(await run(client, source)).toBe("ok");
			if (stops) expect(await run(client, train, { stop: /The first steps/ })).toBe("error");
			expect(await run(client, train)).toBe("ok");
			await run(client, 'import { measureLoss } from "attention-lab/tensor";');
			whole.push(await result(client, `[training.step, ${numbers}].join()`));
			await kernel.shutdown();
		}
		expect(whole[0]).toMatch(/^'40,[23]\.\d+'$/);
		expect(whole[1]).toBe(whole[0]);
	}, 120_000);
});

/** The row of the verdict's table that holds the losses, as columns of text. */
const lossRow = /blind guess +([\d.]+).*\n.*bigram +([\d.]+).*\n.*GPT +([\d.]+)/g;

/** Runs a cell; stops it a moment after something like `stop` was shown. */
async function run(client: KernelClient, code: string, { stop }: { stop?: RegExp } = {}) {
	const onOutput = ({ header, content }: Message) => {
		if (header.msg_type === "display_data" && stop?.test(JSON.stringify(content)))
			setTimeout(() => kernel.interrupt(), 300);
	};
	const { status } = await client.request("execute_request", { code }, { onOutput });
	return status;
}

async function result(client: KernelClient, code: string): Promise<string> {
	let shown = "";
	await client.request(
		"execute_request",
		{ code },
		{
			onOutput: ({ header, content }) => {
				if (header.msg_type === "execute_result")
					shown = String((content.data as Record<string, unknown>)["text/plain"]);
			},
		},
	);
	return shown;
}
