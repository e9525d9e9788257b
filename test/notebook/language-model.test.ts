import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createClient, type KernelClient } from "../../src/kernel/client";
import { launchKernel, type RunningKernel } from "../../src/kernel/launch";
import type { Message } from "../../src/kernel/message";
import type { CodeCell, Notebook } from "../../src/notebook/notebook";
import { parseNotebook } from "../../src/notebook/parse-notebook";
import { projectRoot } from "../../src/project-root";

const path = join(projectRoot, "notebooks", "16-language-model.ipynb");
const file = await readFile(path, "utf8");
const lesson = parseNotebook(file, "16-language-model.ipynb");

/** The lesson with another number of steps. */
const withSteps = (steps: number): Notebook => ({
	...lesson,
	cells: lesson.cells.map((cell) => ({
		...cell,
		source: cell.source.replace("steps: 240,", `steps: ${steps},`),
	})),
});

let course: string;
beforeAll(async () => {
	course = await mkdtemp(join(tmpdir(), "language-model-"));
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

describe("the model of lesson 16", () => {
	it("learns as many steps as are settled in one place", () => {
		expect(file.match(/steps: 240,/g)).toHaveLength(1);
	});

	it("can be stopped while it trains, and goes on to the same numbers", async () => {
		const cells = ["predict", "settings", "text", "split", "bigram", "model", "prepare"];
		const longer = withSteps(250); // long enough to be stopped within
		const setting = cells.map((id) => codeCell(longer, id).source);
		const train = codeCell(longer, "train").source;
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
		expect(whole[0]).toMatch(/^'250,[23]\.\d+'$/);
		expect(whole[1]).toBe(whole[0]);
	}, 120_000);
});

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
