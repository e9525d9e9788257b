import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/kernel/client";
import { createRequest, launchKernel, type RunningKernel } from "../../src/kernel/launch";
import type { JsonObject, Message } from "../../src/kernel/message";
import { runCell } from "./run-cell";

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

function run(code: string, options: JsonObject = {}, on = kernel) {
	return runCell(on, code, options);
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

	it("may take a value of an earlier cell apart and give its parts new names", async () => {
		await run("const pair = { first: 1, second: { third: [2, 3] } };");
		const { result } = await run(
			"const { first: one, second: { third: [two] }, ...rest } = pair; [one, two, rest]",
		);
		expect(result).toBe("[ 1, 2, {} ]");
	});

	it("may use a variable of an earlier cell as a property of the same name", async () => {
		await run("const tokens = ['she', 'fished'];\nlet count = 2;");
		expect((await run("({ tokens, count, own: { count } })")).result).toBe(
			"{ tokens: [ 'she', 'fished' ], count: 2, own: { count: 2 } }",
		);
		await run("({ count } = { count: 3 });");
		expect((await run("count")).result).toBe("3");
		await run("({ count = 5 } = {} as { count?: number });");
		expect((await run("const here = 7;\n[count, { here }]")).result).toBe("[ 5, { here: 7 } ]");
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

	it("may wait for a timer as everybody writes it, with and without Node's types", async () => {
		const wait = "await new Promise((resolve) => setTimeout(resolve, 1));";
		expect((await run(wait)).reply.status).toBe("ok");
		expect((await run(`process.version; ${wait}`)).reply.status).toBe("ok");
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
		expect((seen[0] as number) - start).toBeLessThan(end - start - 100);
	});

	it("arrives while the cell is busy without another word", async () => {
		let heard = false;
		const ended = createClient(kernel).request(
			"execute_request",
			{ code: "console.log('begun'); while (true) {}" },
			{
				onOutput: ({ header }) => {
					if (header.msg_type !== "stream") return;
					heard = true;
					kernel.interrupt();
				},
			},
		);
		await ended; // it would never end
		expect(heard).toBe(true);
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

describe("display", () => {
	it("shows a value at once, in the order of the code", async () => {
		const { messages } = await run(
			"console.log('before'); display(html('<b>shown</b>')); console.log('after'); markdown('**last**')",
		);
		const order = messages.flatMap(({ header, content }) =>
			header.msg_type === "stream"
				? [content.text]
				: header.msg_type.startsWith("status") || header.msg_type === "execute_input"
					? []
					: [Object.keys(content.data as JsonObject)[0]],
		);
		expect(order).toEqual(["before\n", "text/html", "after\n", "text/markdown"]);
	});

	it("gives a handle that replaces what is shown, and is not shown itself", async () => {
		const { messages, types } = await run(
			"const shown = display(svg('<svg/>')); shown.update(latex('$x$')); shown",
		);
		const outputs = messages.filter(({ header }) => header.msg_type.endsWith("display_data"));
		expect(outputs.map(({ header }) => header.msg_type)).toEqual([
			"display_data",
			"update_display_data",
		]);
		expect(outputs[0]?.content.transient).toEqual(outputs[1]?.content.transient);
		expect(outputs[1]?.content.data).toEqual({ "text/latex": "$x$", "text/plain": "$x$" });
		expect(types).not.toContain("execute_result");
	});

	it("of tslab keeps working, with updates in place", async () => {
		const { messages } = await run(
			`import { display as show, newDisplay } from "tslab";
			show.html("<i>a</i>");
			const place = newDisplay();
			place.text("one");
			place.text("two");`,
		);
		expect(messages.slice(2).map(({ header, content }) => [header.msg_type, content.data])).toEqual(
			[
				["display_data", { "text/html": "<i>a</i>" }],
				["display_data", { "text/plain": "one" }],
				["update_display_data", { "text/plain": "two" }],
			],
		);
	});

	it("clearOutput removes what the cell has shown", async () => {
		const { messages } = await run("clearOutput({ wait: true })");
		expect(messages.at(-1)?.content).toEqual({ wait: true });
	});

	it("shows a matrix as a table under its shape, and numbers on one line", async () => {
		const { bundle, result } = await run("[[1, 0.5], [1 / 3, -0], [NaN, Infinity]]");
		expect(result).toBe(
			"3 × 2\n[        1       0.5 ]\n[ 0.333333        -0 ]\n[      NaN  Infinity ]",
		);
		expect((bundle as JsonObject)["text/html"]).toContain("<caption");
		expect((await run("[0.1 + 0.2, 2]")).result).toBe("[0.3, 2]");
		expect((await run("new Float32Array([1, 2])")).result).toBe("Float32Array(2) [1, 2]");
	});

	it("draws an object of data and layout as a plotly figure", async () => {
		const { bundle } = await run("({ data: [{ type: 'bar', y: [1, 2] }], layout: {} })");
		expect((bundle as JsonObject)["application/vnd.plotly.v1+json"]).toEqual({
			data: [{ type: "bar", y: [1, 2] }],
			layout: {},
		});
	});

	it("shows the beginning of a large matrix, and ragged rows as they are", async () => {
		const { result } = await run(
			"Array.from({ length: 500 }, () => new Array<number>(300).fill(1))",
		);
		expect(result).toMatch(/^500 × 300\n/);
		expect((result as string).split("\n")).toHaveLength(22);
		expect((await run("[[1, 2], [3]]")).result).toBe("[ [ 1, 2 ], [ 3 ] ]");
	});
});

describe("prompt", () => {
	/** Answers whatever the next cell asks. */
	function answerWith(value: string) {
		const stop = kernel.onMessage((message) => {
			if (message.header.msg_type !== "input_request") return;
			stop();
			const reply = createRequest("stdin", "input_reply", { value }, randomUUID());
			setTimeout(() => kernel.send({ ...reply, parent_header: message.header }), 20);
		});
	}

	it("asks the person in front of the notebook and waits for the answer", async () => {
		answerWith("Ada");
		expect(
			(await run("const who = prompt('Your name? '); who.length", { allow_stdin: true })).result,
		).toBe("3");
	});

	it("can be interrupted", async () => {
		const ended = run("prompt('anybody?')", { allow_stdin: true });
		await new Promise((resolve) => setTimeout(resolve, 100));
		kernel.interrupt();
		expect((await ended).error?.ename).toBe("Interrupted");
	});

	it("says so where nobody can be asked", async () => {
		expect((await run("prompt('hello?')")).error?.evalue).toMatch(/cannot ask for input/);
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
			"setTimeout(() => { throw new Error('stray') }, 25); Promise.reject(new Error('lost'));void 0",
		);
		const { stderr } = await run("await new Promise((r) => setTimeout(r, 60))");
		expect(stripVTControlCharacters(stderr)).toMatch(
			/outside of any running cell:\nError: stray\n\ncell \[\d+\], line 1/,
		);
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

	it("of a file with a type error run, and show that file's line once", async () => {
		const file = join(folder, "exercises", "broken.ts");
		writeFileSync(file, "export const fine = 1;\nexport const wrong: number = 'text';\n");
		const importCell = `import { fine } from "../exercises/broken";\nfine`;
		const { result, stderr } = await run(importCell);
		expect(result).toBe("1");
		expect(stripVTControlCharacters(stderr)).toMatch(/exercises\/broken\.ts:2:14 - error TS2322/);
		expect(stderr).toContain("The cell runs all the same");
		expect((await run(importCell)).stderr).toBe("");
		const { error, traceback } = await run(`${importCell}.toFixed(2).nothing`);
		expect(error?.ename).toBe("TypeScriptError"); // the cell's own
		expect(traceback).toContain("exercises/broken.ts:2:14");
		writeFileSync(file, "export const fine = 1;\n");
		expect(await run(importCell)).toMatchObject({ result: "1", stderr: "" });
	});

	it("of a file that is no TypeScript stop the cell", async () => {
		const file = join(folder, "exercises", "torn.ts");
		writeFileSync(file, "export const fine = (;\n");
		const { error, traceback } = await run(`import { fine } from "../exercises/torn";\nfine`);
		expect(error?.ename).toBe("SyntaxError");
		expect(traceback).toMatch(/exercises\/torn\.ts:1:\d+ - error/);
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

	it("leaves functions of earlier cells, and their loops, usable", async () => {
		await run("const count = (n: number) => { let i = 0; while (i < n) i++; return i; };");
		await run(
			"const slowly = async (n: number) => { for (let i = 0; i < n; i++) await null; return n; };",
		);
		const ended = run("while (true) count(3);");
		await new Promise((resolve) => setTimeout(resolve, 150));
		kernel.interrupt();
		expect((await ended).error?.ename).toBe("Interrupted");
		expect((await run("count(3)")).result).toBe("3");
		expect((await run("await slowly(3)")).result).toBe("3");
		const again = run("await slowly(Infinity);");
		await new Promise((resolve) => setTimeout(resolve, 150));
		kernel.interrupt();
		expect((await again).error?.ename).toBe("Interrupted");
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

	it("remembers what was executed", async () => {
		await run("const remembered = 40 + 2; remembered");
		const asked = { hist_access_type: "tail", n: 1, output: true, raw: true };
		const { history } = await ask("history_request", asked);
		expect(history).toEqual([
			[1, expect.any(Number), ["const remembered = 40 + 2; remembered", "42"]],
		]);
	});

	it("helps with a name and a question mark", async () => {
		await run("/** Twice as much. */\nfunction twice(n: number) { return 2 * n; }");
		const { reply } = await run("twice?");
		expect(reply.payload).toMatchObject([
			{ source: "page", data: { "text/plain": expect.stringContaining("Twice as much.") } },
		]);
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
		const outcome = run("process.kill(process.pid, 'SIGKILL')", {}, other);
		await expect(outcome).rejects.toThrow(/The kernel was ended by SIGKILL/);
	});
});
