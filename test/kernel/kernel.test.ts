import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/kernel/client";
import { createRequest, launchKernel, type RunningKernel } from "../../src/kernel/launch";
import type { JsonObject, Message } from "../../src/kernel/message";

let folder: string;
let kernel: RunningKernel;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "attention-lab-kernel-"));
	mkdirSync(join(folder, "notebooks"));
	mkdirSync(join(folder, "exercises"));
	kernel = launch();
});

afterAll(async () => {
	await kernel.shutdown();
	rmSync(folder, { recursive: true, force: true });
});

function launch() {
	return launchKernel({ cwd: join(folder, "notebooks") });
}

/** Runs a cell and gathers what a front end would see. */
async function run(code: string, options: JsonObject = {}, on = kernel) {
	const messages: Message[] = [];
	const reply = await createClient(on).request(
		"execute_request",
		{ code, ...options },
		{ onOutput: (message) => messages.push(message) },
	);
	const contents = (type: string) =>
		messages.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
	const text = (name: string) =>
		contents("stream")
			.filter((stream) => stream.name === name)
			.map((stream) => stream.text)
			.join("");
	const [error] = contents("error");
	return {
		reply,
		messages,
		types: messages.map(({ header }) => header.msg_type),
		result: (contents("execute_result")[0]?.data as JsonObject | undefined)?.["text/plain"],
		bundle: contents("execute_result")[0]?.data,
		stdout: text("stdout"),
		stderr: text("stderr"),
		error,
		traceback: stripVTControlCharacters(((error?.traceback ?? []) as string[]).join("\n")),
	};
}

describe("a cell", () => {
	it("gives the value of its last expression as an execute_result", async () => {
		const { result, types, reply } = await run("const answer = 6 * 7;\nanswer");
		expect(result).toBe("42");
		expect(types).toEqual(["status", "execute_input", "execute_result"]);
		expect(reply.status).toBe("ok");
	});

	it("sees what earlier cells declared, and may declare a name again with another type", async () => {
		await run("const token = 'cat'; type Pair = [number, number];");
		expect((await run("token.length")).result).toBe("3");
		await run("const token = [1, 2] satisfies Pair;");
		expect((await run("token.at(-1)")).result).toBe("2");
	});

	it("shows nothing for undefined", async () => {
		expect((await run("undefined")).types).not.toContain("execute_result");
	});

	it("may await at its top level", async () => {
		const { result } = await run(
			"const later = await new Promise<number>((r) => setTimeout(r, 5, 3)); later + 1",
		);
		expect(result).toBe("4");
	});

	it("that ends in a promise shows what the promise gives", async () => {
		expect((await run("Promise.resolve('done')")).result).toBe("'done'");
	});

	it("lets a value say itself how it is shown", async () => {
		const { bundle } = await run(
			`({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>hi</b>", "text/plain": "hi" }) })`,
		);
		expect(bundle).toEqual({ "text/html": "<b>hi</b>", "text/plain": "hi" });
	});

	it("is type-checked with current library types and strict rules", async () => {
		expect((await run("[3, 1, 2].toSorted().findLast((x) => x < 3)")).result).toBe("2");
		expect((await run("const find = (xs: number[]) => xs.find(Boolean) + 1;")).error).toBeDefined();
	});

	it("counts executions, but not silent ones", async () => {
		const first = (await run("1")).reply.execution_count as number;
		const silent = await run("2", { silent: true });
		expect(silent.types).toEqual(["status"]);
		expect((await run("3")).reply.execution_count).toBe(first + 1);
	});

	it("evaluates user_expressions, each with its own status", async () => {
		const { reply } = await run("const seed = 5;", {
			user_expressions: { good: "seed * 2", bad: "nowhere" },
		});
		expect(reply.user_expressions).toMatchObject({
			good: { status: "ok", data: { "text/plain": "10" } },
			bad: { status: "error", ename: "TypeScriptError" },
		});
	});
});

describe("output", () => {
	it("keeps the order of stdout, stderr and results", async () => {
		const { messages } = await run(
			"console.log('a'); console.error('b'); process.stdout.write('c'); 'd'",
		);
		const seen = messages.flatMap(({ header, content }) =>
			header.msg_type === "stream" ? [`${content.name}:${content.text}`] : [],
		);
		expect(seen).toEqual(["stdout:a\n", "stderr:b\n", "stdout:c"]);
		expect(messages.at(-1)?.header.msg_type).toBe("execute_result");
	});

	it("loses none of ten thousand lines and sends them in few messages", async () => {
		const { stdout, types } = await run("for (let i = 0; i < 10_000; i++) console.log(i);");
		expect(stdout).toBe(Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(""));
		expect(types.length).toBeLessThan(100);
	});

	it("arrives while the cell is still busy", async () => {
		const seen: number[] = [];
		const start = performance.now();
		await createClient(kernel).request(
			"execute_request",
			{
				code: `const until = performance.now() + 600;
				while (performance.now() < until) console.log("tick");`,
			},
			{ onOutput: ({ header }) => header.msg_type === "stream" && seen.push(performance.now()) },
		);
		const end = performance.now();
		expect(seen.length).toBeGreaterThan(1);
		expect((seen[0] as number) - start).toBeLessThan((end - start) / 2);
	});

	it("of code that runs on after its cell belongs to that cell", async () => {
		const { reply } = await run("setTimeout(() => console.log('late'), 20); 'now'");
		expect(reply.status).toBe("ok");
		const late = await new Promise<Message>((resolve) => {
			const stop = kernel.onMessage((message) => {
				if (message.header.msg_type !== "stream") return;
				stop();
				resolve(message);
			});
		});
		expect(late.content).toEqual({ name: "stdout", text: "late\n" });
	});
});

describe("an error", () => {
	it("of a type shows the line with a mark under the place, and the compiler's words", async () => {
		const { error, traceback } = await run(`const good = 1;\nconst wrong: number = "text";`);
		expect(error).toMatchObject({
			ename: "TypeScriptError",
			evalue: "Type 'string' is not assignable to type 'number'.",
		});
		expect(traceback).toContain(`2 | const wrong: number = "text";\n  |       ^^^^^`);
		expect(traceback).toMatch(/cell \[\d+\]:2:7 - error TS2322/);
	});

	it("of syntax shows the place and no consequential errors", async () => {
		const { error, traceback } = await run("const broken = (1 + ;");
		expect(error?.ename).toBe("SyntaxError");
		expect(traceback).not.toContain("Cannot find name");
	});

	it("at run time shows the learner's own lines and nothing of the kernel's", async () => {
		const { error, traceback } = await run(
			[
				"interface Erased { gone: string }",
				"function divide(a: number, b: number): number {",
				"  // a comment that TypeScript keeps",
				'  if (b === 0) throw new RangeError("division by zero");',
				"  return a / b;",
				"}",
				"divide(1, 0);",
			].join("\n"),
		);
		expect(error).toMatchObject({ ename: "RangeError", evalue: "division by zero" });
		expect(traceback).toMatch(/cell \[\d+\], line 4 in divide:/);
		expect(traceback).toContain('4 |   if (b === 0) throw new RangeError("division by zero");');
		expect(traceback).toMatch(/called from cell \[\d+\], line 7/);
		expect(traceback).not.toMatch(/node:|tslab|\.build|__attentionLab/);
	});

	it("after an await, and inside a loop, still names its line", async () => {
		const { traceback } = await run(
			"for (const n of [1, 2]) {\n  await null;\n  if (n === 2) JSON.parse('{');\n}",
		);
		expect(traceback).toMatch(/cell \[\d+\], line 3/);
	});

	it("may be any thrown value", async () => {
		expect((await run("throw 'just text'")).error).toMatchObject({
			ename: "Thrown",
			evalue: "'just text'",
		});
	});

	it("shows its cause", async () => {
		const { traceback } = await run(
			"throw new Error('outer', { cause: new TypeError('inner reason') })",
		);
		expect(traceback).toContain("inner reason");
	});

	it("stops the cells that wait behind it, unless told otherwise", async () => {
		const [failed, waiting] = await Promise.all([run("throw new Error('x')"), run("1")]);
		expect(failed.reply.status).toBe("error");
		expect(waiting.reply.status).toBe("aborted");
		const [tolerated, next] = await Promise.all([
			run("throw new Error('x')", { stop_on_error: false }),
			run("1"),
		]);
		expect(tolerated.reply.status).toBe("error");
		expect(next.reply.status).toBe("ok");
		expect((await run("2")).reply.status).toBe("ok");
	});

	it("that nobody catches, outside of any cell, does not end the kernel", async () => {
		await run(
			"setTimeout(() => { throw new Error('stray') }, 0); Promise.reject(new Error('lost'));void 0",
		);
		const { stderr } = await run("await new Promise((r) => setTimeout(r, 30))");
		expect(stderr).toContain("stray");
		expect((await run("'alive'")).result).toBe("'alive'");
	});
});

describe("imports", () => {
	it("by the package's name reach the library, with its types", async () => {
		expect((await run(`import { dot } from "attention-lab";\ndot([1, 2], [3, 4])`)).result).toBe(
			"11",
		);
		expect((await run("dot('a', 'b')")).error?.ename).toBe("TypeScriptError");
	});

	it("of Node's modules and dynamic imports work", async () => {
		expect((await run(`import { sep } from "node:path";\nsep.length`)).result).toBe("1");
		expect((await run(`(await import("node:os")).EOL.length > 0`)).result).toBe("true");
	});

	it("relative to the notebook are read again when the file was edited", async () => {
		const file = join(folder, "exercises", "answer.ts");
		const importCell = `import { answer } from "../exercises/answer";\nanswer()`;
		writeFileSync(file, "export function answer() { return 1; }\n");
		expect((await run(importCell)).result).toBe("1");
		writeFileSync(file, "export function answer() { return 'two'; }\n");
		expect((await run(importCell)).result).toBe("'two'");
	});

	it("read again what depends on an edited file", async () => {
		const write = (name: string, text: string) =>
			writeFileSync(join(folder, "exercises", name), text);
		write("base.ts", "export const base = 1;\n");
		write("middle.ts", `import { base } from "./base";\nexport const doubled = base * 2;\n`);
		const importCell = `import { doubled } from "../exercises/middle";\ndoubled`;
		expect((await run(importCell)).result).toBe("2");
		write("base.ts", "export const base = 21;\n");
		expect((await run(importCell)).result).toBe("42");
	});

	it("of a file with an error show that file's line", async () => {
		const file = join(folder, "exercises", "broken.ts");
		writeFileSync(file, "export const fine = 1;\nexport const wrong: number = 'text';\n");
		const importCell = `import { fine } from "../exercises/broken";\nfine`;
		expect((await run(importCell)).traceback).toMatch(/exercises\/broken\.ts:2:14 - error TS2322/);
		writeFileSync(file, "export const fine = 1;\n");
		expect((await run(importCell)).result).toBe("1");
	});

	it("of a file that throws show the line in that file", async () => {
		const file = join(folder, "exercises", "throws.ts");
		writeFileSync(
			file,
			"interface Erased {}\n\nexport function fail(): never {\n\tthrow new Error('from the module');\n}\n",
		);
		const { traceback } = await run(`import { fail } from "../exercises/throws";\nfail();`);
		expect(traceback).toContain("../exercises/throws.ts, line 4 in fail:");
		expect(traceback).toMatch(/called from cell \[\d+\], line 2/);
	});

	it("of a file that was missing work once it is there", async () => {
		const importCell = `import { late } from "../exercises/late";\nlate`;
		expect((await run(importCell)).traceback).toContain("Cannot find module '../exercises/late'");
		writeFileSync(join(folder, "exercises", "late.ts"), "export const late = 'here';\n");
		expect((await run(importCell)).result).toBe("'here'");
	});
});

describe("an interrupt", () => {
	const cases = {
		"an endless loop": "while (true) {}",
		"an endless loop after an await": "await null; for (;;) {}",
		"a promise that never settles": "await new Promise(() => {})",
		"a promise as the last expression": "new Promise(() => {})",
		"a loop that swallows errors": "while (true) { try { JSON.parse('{'); } catch {} }",
		"a busy call inside a package": `"a".repeat(40).concat("b").match(/^(a+)+$/)`,
	};
	for (const [name, code] of Object.entries(cases)) {
		it(`ends ${name} and keeps the variables`, async () => {
			await run("const kept = 7;");
			const ended = run(code);
			await new Promise((resolve) => setTimeout(resolve, 150));
			kernel.interrupt();
			const { error, traceback } = await ended;
			expect(error?.ename).toBe("Interrupted");
			expect(traceback).toContain("was stopped");
			expect((await run("kept")).result).toBe("7");
		});
	}

	it("ends an endless loop in an imported file", async () => {
		writeFileSync(
			join(folder, "exercises", "endless.ts"),
			"export function spin() { for (;;); }\n",
		);
		const ended = run(`import { spin } from "../exercises/endless";\nspin();`);
		await new Promise((resolve) => setTimeout(resolve, 250));
		kernel.interrupt();
		expect((await ended).error?.ename).toBe("Interrupted");
	});

	it("also ends what an interrupted cell left running", async () => {
		const ended = run(
			"let ticks = 0; while (true) { ticks++; await new Promise((r) => setTimeout(r, 1)); }",
		);
		await new Promise((resolve) => setTimeout(resolve, 100));
		kernel.interrupt();
		await ended;
		const { stdout } = await run(
			"await new Promise((r) => setTimeout(r, 30)); console.log('quiet')",
		);
		expect(stdout).toBe("quiet\n");
	});

	it("of an idle kernel changes nothing", async () => {
		kernel.interrupt();
		expect((await run("1 + 1")).result).toBe("2");
	});
});

describe("the kernel", () => {
	const ask = (type: string, content: JsonObject = {}) =>
		createClient(kernel).request(type, content);

	it("introduces itself with its true language version", async () => {
		expect(await ask("kernel_info_request")).toMatchObject({
			status: "ok",
			implementation: "attention-lab",
			language_info: { name: "typescript", version: "5.0.4", file_extension: ".ts" },
		});
	});

	it("completes names and counts positions in code points", async () => {
		await run("const attention = { scores: [1], weights: [2] };");
		const code = `"𝑄"; attention.we`;
		const position = [...code].length;
		expect(await ask("complete_request", { code, cursor_pos: position })).toMatchObject({
			status: "ok",
			matches: ["weights"],
			cursor_start: position - 2,
			cursor_end: position,
		});
	});

	it("shows types and doc comments", async () => {
		await run(
			"/** How alike two tokens are. */\nfunction similarity(a: number[], b: number[]) { return 0; }",
		);
		const { data } = await ask("inspect_request", { code: "similarity(", cursor_pos: 3 });
		expect((data as JsonObject)["text/plain"]).toContain("How alike two tokens are.");
	});

	it("knows complete, incomplete and invalid code", async () => {
		expect(await ask("is_complete_request", { code: "1 + 1" })).toMatchObject({
			status: "complete",
		});
		expect(await ask("is_complete_request", { code: "function f() {" })).toEqual({
			status: "incomplete",
			indent: "  ",
		});
		expect(await ask("is_complete_request", { code: "const = ;" })).toMatchObject({
			status: "invalid",
		});
	});

	it("ignores a message that makes no sense", async () => {
		const nonsense = createRequest("shell", "make_coffee_request", {}, randomUUID());
		kernel.send(nonsense);
		kernel.send({ ...nonsense, header: { ...nonsense.header, msg_type: "execute_request" } });
		expect((await run("'still here'")).result).toBe("'still here'");
	});

	it("answers on the control channel while a cell is busy", async () => {
		const busy = run("while (true) {}");
		await new Promise((resolve) => setTimeout(resolve, 50));
		const reply = createClient(kernel).request("interrupt_request", {}, { channel: "control" });
		expect(await reply).toMatchObject({ status: "ok" });
		await busy;
	});

	it("ends when asked, even from the midst of an endless loop", async () => {
		const other = launch();
		await other.ready;
		void run("while (true) {}", {}, other).catch(() => {});
		await new Promise((resolve) => setTimeout(resolve, 100));
		await other.shutdown();
		expect(() => process.kill(other.pid, 0)).toThrow();
	});

	it("tells whoever waits how it ended", async () => {
		const other = launch();
		const outcome = run("process.abort()", {}, other);
		await expect(outcome).rejects.toThrow(/The kernel was ended by SIGABRT/);
	});
});
