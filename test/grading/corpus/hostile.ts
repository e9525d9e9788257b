import { type CorpusEntry, exerciseFile, rightAnswer, wrongAnswer } from "./entry";

const forged = (student: string, what: string, attack: string): CorpusEntry => ({
	student,
	what,
	files: exerciseFile(`${attack}\n${wrongAnswer}`),
	expected: { points: 0 },
});

/** The attack stands beside right code, and must neither help nor spread. */
const beside = (student: string, what: string, attack: string): CorpusEntry => ({
	student,
	what,
	files: exerciseFile(`${attack}\n${rightAnswer}`),
	expected: { points: [0, 10] },
});

/** Both functions do this and nothing else. */
const calls = (body: string, before = "") =>
	exerciseFile(
		`${before}\nexport function softmax(scores) { ${body} }\nexport function softmaxRows(scores) { ${body} }`,
	);

const quiet = (code: string) => `try { ${code} } catch {}`;
const module = (name: string) => `process.getBuiltinModule(${JSON.stringify(name)})`;

/** Code that does not end. */
const endless: readonly CorpusEntry[] = [
	{
		student: "loop-in-a-call",
		what: "a loop without end in both functions",
		files: calls("for (;;);"),
		expected: { points: 0, statuses: ["timeout"] },
	},
	{
		student: "loop-on-an-edge-case",
		what: "a loop without end for long rows only: the other tests count",
		files: exerciseFile(
			rightAnswer.replace("let highest", "while (scores.length > 1000); let highest"),
		),
		expected: { points: 9, state: "graded", statuses: ["passed", "timeout"] },
	},
	{
		student: "loop-while-loading",
		what: "a loop without end outside the functions",
		files: exerciseFile(`${rightAnswer}\nfor (;;);`),
		expected: { points: 0, statuses: ["timeout", "error"] },
	},
	{
		student: "await-for-ever",
		what: "waits for a promise that nobody keeps",
		files: exerciseFile(`${rightAnswer}\nawait new Promise(() => {});`),
		expected: { points: 0, statuses: ["timeout", "error"] },
	},
	beside(
		"microtasks-for-ever",
		"a chain of promises without end",
		"const again = () => Promise.resolve().then(again); again();",
	),
	beside("timers-for-ever", "a timer that keeps the process alive", "setInterval(() => {}, 1);"),
	{
		student: "endless-recursion",
		what: "a function that calls itself without end",
		files: calls("return softmax(scores);"),
		expected: { points: 0, state: "graded", statuses: ["failed"], says: /call stack/ },
	},
	{
		student: "loop-in-a-getter",
		what: "a result whose property never comes back",
		files: calls("return { get length() { for (;;); }, get 0() { for (;;); } };"),
		expected: { points: 0 },
	},
	{
		student: "loop-in-an-error",
		what: "an error whose message never comes back",
		files: calls(
			"const e = new Error(); Object.defineProperty(e, 'message', { get() { for (;;); } }); throw e;",
		),
		expected: { points: 0 },
	},
];

/** Code that ends the process, or takes all there is. */
const greedy: readonly CorpusEntry[] = [
	{
		student: "exit-while-loading",
		what: "process.exit(0) outside the functions",
		files: exerciseFile(`${rightAnswer}\nprocess.exit(0);`),
		expected: { points: 0, statuses: ["error"] },
	},
	{
		student: "exit-in-a-call",
		what: "process.exit(0) in both functions",
		files: calls("process.exit(0);"),
		expected: { points: 0, statuses: ["error", "failed"] },
	},
	{
		student: "abort-in-a-call",
		what: "process.abort() in both functions",
		files: calls("process.abort();"),
		expected: { points: 0, statuses: ["error", "failed"] },
	},
	forged(
		"kills-its-parent",
		"signals to the parent and to everybody",
		`${quiet("process.kill(process.ppid, 'SIGKILL')")} ${quiet("process.kill(-1, 'SIGKILL')")} ${quiet("process.kill(1, 'SIGKILL')")}`,
	),
	forged(
		"fork-bomb",
		"programs that start programs",
		quiet(
			`const { spawn } = ${module("node:child_process")}; for (let i = 0; i < 2000; i++) spawn(process.execPath, ["-e", "for(;;);"], { detached: true, stdio: "ignore" }).on("error", () => {}).unref();`,
		),
	),
	forged(
		"thread-bomb",
		"a thousand threads",
		quiet(
			`const { Worker } = ${module("node:worker_threads")}; for (let i = 0; i < 1000; i++) new Worker("for(;;);", { eval: true }).on("error", () => {});`,
		),
	),
	{
		student: "memory-bomb",
		what: "an array that grows for ever",
		files: calls("const all = []; for (;;) all.push(new Array(1000).fill({}));"),
		expected: { points: 0, statuses: ["error", "timeout"] },
	},
	{
		student: "memory-bomb-off-heap",
		what: "buffers outside of the JavaScript heap",
		files: calls("const all = []; for (;;) all.push(new Uint8Array(2 ** 26).fill(1));"),
		expected: { points: 0, statuses: ["error", "failed", "timeout"] },
	},
	{
		student: "long-string",
		what: "a string that doubles",
		files: calls("let s = 'x'; for (;;) s += s;"),
		expected: { points: 0, statuses: ["error", "failed"] },
	},
	forged(
		"a-gigabyte-of-output",
		"prints without end",
		`${quiet("for (let i = 0; i < 2000; i++) console.log('x'.repeat(500000));")} ${quiet(`const fs = ${module("node:fs")}; for (let i = 0; i < 2000; i++) { fs.writeSync(1, 'y'.repeat(500000)); fs.writeSync(2, 'z'.repeat(500000)); }`)}`,
	),
	{
		student: "a-hundred-megabytes-of-result",
		what: "a result that is larger than a message may be",
		files: calls("return new Array(12e6).fill(0.1234567890123);"),
		expected: { points: 0 },
	},
	{
		student: "long-error-message",
		what: "an error message of 100 megabytes",
		files: calls("throw new Error('x'.repeat(1e8));"),
		expected: { points: 0 },
	},
];

const deeplyNested = ["[", "(", "{", "if(1)", "!", "a.", "1+"].map(
	(opening, i): CorpusEntry => ({
		student: `nested-too-deeply-${i}`,
		what: `${opening} a hundred thousand times: a compiler may run out of stack`,
		files: exerciseFile(`${rightAnswer}\n${opening.repeat(100_000)}`),
		expected: { points: 0, state: ["student-error", "ungradable"], isReadable: true },
	}),
);

/** Results that try to look right without being so. */
const disguised: readonly CorpusEntry[] = [
	{
		student: "cyclic-result",
		what: "an array that contains itself",
		files: calls("const a = []; a.push(a); return a;"),
		expected: { points: 0, state: "graded", says: /contains itself/ },
	},
	{
		student: "deep-result",
		what: "a million arrays in each other",
		files: calls("let a = []; for (let i = 0; i < 1e6; i++) a = [a]; return a;"),
		expected: { points: 0 },
	},
	{
		student: "billion-laughs",
		what: "a hundred arrays, each twice in the next: small to send, endless to walk through",
		files: calls("let a = [1]; for (let i = 0; i < 100; i++) a = [a, a]; return a;"),
		expected: { points: 0 },
	},
	{
		student: "long-texts-again-and-again",
		what: "one long text, again and again: as one text it is endless",
		files: calls("return Array(70).fill(['x'.repeat(7e6)]);"),
		expected: { points: 0 },
	},
	{
		student: "names-without-end",
		what: "a result whose class and keys have names of megabytes",
		files: calls(
			"return { constructor: { name: 'x'.repeat(3e6) }, ['k'.repeat(3e6)]: 1, length: 2 };",
		),
		expected: { points: 0 },
	},
	{
		student: "asymmetric-match",
		what: "an object that says yes to every comparison",
		files: calls(
			"return { asymmetricMatch: () => true, $$typeof: Symbol.for('jest.asymmetricMatcher'), length: 2 };",
		),
		expected: { points: 0 },
	},
	{
		student: "proxy-result",
		what: "a proxy that answers everything",
		files: calls(
			"const yes = new Proxy(function () {}, { get: (_, k) => k === Symbol.toPrimitive ? () => 1 : yes, has: () => true, apply: () => yes }); return yes;",
		),
		expected: { points: 0 },
	},
	{
		student: "proxy-array",
		what: "a proxy of an array that gives another number each time",
		files: calls(
			"let n = 0; return new Proxy(scores.map(() => 0), { get: (t, k) => typeof k === 'string' && /^\\d+$/.test(k) ? n++ / 10 : t[k] });",
		),
		expected: { points: 0 },
	},
	{
		student: "getter-result",
		what: "an array whose items are computed when they are looked at",
		files: calls(
			"const r = []; scores.forEach((_, i) => Object.defineProperty(r, i, { enumerable: true, get: () => Math.random() })); return r;",
		),
		expected: { points: 0 },
	},
	{
		student: "array-subclass",
		what: "right numbers in an array of a class of its own",
		files: exerciseFile(
			rightAnswer.replace(
				"return shares.map((share) => share / total);",
				"class Row extends Array { every() { return true; } some() { return false; } } return Row.from(shares, (share) => share / total) as number[];",
			),
		),
		expected: { points: 10, state: "graded" },
	},
	{
		student: "own-proto-property",
		what: "an object with __proto__ as a property of its own",
		files: calls('return JSON.parse(\'{"__proto__": {"polluted": true}, "length": 3}\');'),
		expected: { points: 0 },
	},
	{
		student: "to-json",
		what: "a result with its own toJSON",
		files: calls("const r = []; r.toJSON = () => [0.25, 0.75]; return r;"),
		expected: { points: 0 },
	},
	{
		student: "not-a-number-everywhere",
		what: "NaN, which is not unequal to anything by <",
		files: calls("return scores.map(() => NaN);"),
		expected: { points: 0 },
	},
	{
		student: "hard-coded",
		what: "the answers of the worked cases in a table, and nothing else",
		files: exerciseFile(
			"export function softmax(scores) { return [0.25, 0.75]; }\nexport function softmaxRows(scores) { return scores.map(() => [0.25, 0.75]); }",
		),
		expected: { points: [0, 1] },
	},
	{
		student: "gives-back-its-input",
		what: "returns the very argument, and throws in the other function",
		files: exerciseFile(
			'export function softmax(x) { throw new Error("no"); }\nexport const softmaxRows = (m) => m;',
		),
		expected: { points: 0, state: "graded", statuses: ["failed"] },
	},
	{
		student: "markup-in-an-error",
		what: "an error whose message is a script",
		files: calls(
			"throw new Error('<script>window.hacked = 1</script><img src=x onerror=hacked=1>');",
		),
		expected: { points: 0, state: "graded", statuses: ["failed"] },
	},
	{
		student: "throws-nothing",
		what: "throws null, a proxy, and an object that is no error",
		files: calls(
			"throw scores.length % 2 ? null : new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; } });",
		),
		expected: { points: 0, statuses: ["failed", "error"] },
	},
	{
		student: "claims-the-stub",
		what: "throws what an untouched stub throws",
		files: calls("const e = new Error('x'); e.name = 'NotImplemented'; throw e;"),
		expected: { points: 0, statuses: ["failed"] },
	},
];

/** `send(text)` writes a frame as the runner would. */
const sendsFrames = `const send = (text) => { const length = Buffer.alloc(8); length.writeUInt32LE(4 + text.length, 0); length.writeUInt32LE(text.length, 4); ${module("node:fs")}.writeSync(1, Buffer.concat([length, Buffer.from(text)])); };`;

/** Code that attacks what the grader runs on. */
const forging: readonly CorpusEntry[] = [
	forged("patched-math", "Math.abs gives 0", "Math.abs = () => 0; Math.max = () => 0;"),
	forged(
		"patched-json",
		"JSON and its helpers say what they like",
		"JSON.stringify = () => '[0.25,0.75]'; JSON.parse = () => ({}); Object.is = () => true; Number.isFinite = () => true; Array.isArray = () => true;",
	),
	forged(
		"patched-arrays",
		"every and some of all arrays",
		"Array.prototype.every = () => true; Array.prototype.some = () => false; Array.prototype.filter = () => []; Array.prototype.map = () => [];",
	),
	forged(
		"patched-prototype",
		"properties on every object",
		"Object.prototype.status = 'passed'; Object.prototype.points = 10; Object.prototype.kind = 'value'; Object.prototype.toJSON = () => null; Array.prototype.toJSON = () => [];",
	),
	forged(
		"patched-buffers",
		"what the runner writes its answers with",
		`${quiet(`const fs = ${module("node:fs")}; fs.writeSync = () => 1; fs.readSync = () => 0;`)} ${quiet("TextEncoder.prototype.encode = () => new Uint8Array(); Buffer.from = () => Buffer.alloc(0);")}`,
	),
	forged(
		"patched-reflection",
		"Function.prototype.call and friends",
		"Function.prototype.call = () => [0.25, 0.75]; Function.prototype.apply = () => [0.25, 0.75]; Reflect.apply = () => [0.25, 0.75]; Symbol.iterator; Array.prototype[Symbol.iterator] = function* () {};",
	),
	forged(
		"forged-frames",
		"writes answers of its own to every open file",
		`const fs = ${module("node:fs")}; for (let fd = 0; fd < 64; fd++) ${quiet(`fs.writeSync(fd, JSON.stringify({ kind: "finished", status: "passed", points: 10, value: [0.25, 0.75] }) + "\\n")`)}`,
	),
	forged(
		"forges-its-exports",
		"answers, before anybody asks, that its exports are no list of names",
		`${sendsFrames} send('["value",0,false,["a",1,2],[]]');`,
	),
	forged(
		"forges-a-name",
		"an export whose name is an object that cannot become a text",
		`${sendsFrames} send('["value",0,false,["a",["a",["o","toString",1,"valueOf",1],2]],[]]');`,
	),
	{
		student: "half-a-frame",
		what: "begins an answer and stops",
		files: calls(
			"for (let fd = 0; fd < 64; fd++) try { fs.writeSync(fd, new Uint8Array([0, 0, 255, 255, 123])); } catch {} for (;;);",
			`const fs = ${module("node:fs")};`,
		),
		expected: { points: 0, statuses: ["error", "timeout"] },
	},
	{
		student: "closes-every-file",
		what: "closes the pipes it is asked through",
		files: calls(
			"for (let fd = 0; fd < 64; fd++) try { fs.closeSync(fd); } catch {} for (;;);",
			`const fs = ${module("node:fs")};`,
		),
		expected: { points: 0, statuses: ["error", "timeout", "failed"] },
	},
	{
		student: "closes-its-pipe-and-waits",
		what: "closes the pipe of the answers, and lives on without using any time",
		files: calls(
			"fs.closeSync(1); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
			`const fs = ${module("node:fs")};`,
		),
		expected: { points: 0, statuses: ["error", "timeout"] },
	},
	forged(
		"results-file",
		"writes results wherever it may",
		`const fs = ${module("node:fs")}; for (const f of ["results.json", "/tmp/results.json", "../results.json", "/results.json", "/out/results.json", "journal.jsonl"]) ${quiet('fs.writeFileSync(f, \'[{"student":"results-file","points":10}]\')')}`,
	),
	forged(
		"detached-child",
		"leaves a program behind that writes later",
		quiet(
			`${module("node:child_process")}.spawn("sh", ["-c", "sleep 1; echo forged > /tmp/attention-lab-forged"], { detached: true, stdio: "ignore" }).on("error", () => {}).unref();`,
		),
	),
	forged(
		"mocks-the-check",
		"replaces modules of the test runner",
		'import { vi, expect } from "vitest"; vi.mock("../src/course/checking/difference"); expect.extend({ toBe: () => ({ pass: true }) });',
	),
	forged(
		"handles-everything",
		"catches the end of the process and prepares stacks",
		"process.on('uncaughtException', () => {}); process.on('exit', () => { for (;;); }); Error.prepareStackTrace = () => { throw 1; }; Error.stackTraceLimit = Infinity;",
	),
	forged(
		"native-code",
		"bindings, inspector, flags of the engine",
		`${quiet("process.binding('fs')")} ${quiet("process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6')")} ${quiet(`${module("node:inspector")}.open(0)`)} ${quiet(`${module("node:v8")}.setFlagsFromString('--allow-natives-syntax')`)}`,
	),
];

const answerStolen = (how: string) =>
	`let stolen; try { stolen = ${how}; } catch {}
export function softmax(scores) { return stolen.softmax(scores); }
export function softmaxRows(scores) { return stolen.softmaxRows(scores); }`;

/** Code that looks for the answer, the tests or the outside world. */
const curious: readonly CorpusEntry[] = [
	{
		student: "re-exports-the-library",
		what: "hands in the library's own answer",
		files: exerciseFile('export { softmax, softmaxRows } from "attention-lab";'),
		expected: { points: 0, state: "student-error", statuses: ["error"] },
	},
	{
		student: "imports-the-library-secretly",
		what: "imports the library by a name that is put together",
		files: exerciseFile(answerStolen('await import(["attention", "lab"].join("-"))')),
		expected: { points: 0 },
	},
	{
		student: "requires-the-library",
		what: "requires the library, or any package near the runner",
		files: exerciseFile(
			answerStolen(
				`${module("node:module")}.createRequire(process.argv[1] ?? "/")(["attention", "lab"].join("-"))`,
			),
		),
		expected: { points: 0 },
	},
	{
		student: "imports-the-solution",
		what: "imports from the folder of the solutions",
		files: exerciseFile('export * from "../solutions/02-softmax";'),
		expected: { points: 0, state: "student-error" },
	},
	{
		student: "imports-the-test-as-text",
		what: "?raw, glob and url imports",
		files: exerciseFile(
			`import text from "../test/exercises/02-softmax.test.ts?raw";\nconsole.log(text, import.meta.glob("../../**"));\n${wrongAnswer}`,
		),
		expected: { points: 0, state: "student-error" },
	},
	{
		student: "evaluates-what-it-reads",
		what: "looks for a file with the answer and evaluates it",
		files: exerciseFile(
			answerStolen(
				`(() => { const fs = ${module("node:fs")}; const seen = []; const walk = (d, n) => { if (n < 6) for (const e of fs.readdirSync(d, { withFileTypes: true })) try { if (e.isDirectory()) walk(d + "/" + e.name, n + 1); else if (/\\.[cm]?[jt]s$/.test(e.name)) seen.push(fs.readFileSync(d + "/" + e.name, "utf8")); } catch {} }; walk("/", 0); const found = seen.join("\\n").match(/function softmax\\([\\s\\S]*?\\n}/); return { softmax: eval("(" + found[0] + ")"), softmaxRows: (s) => s.map(eval("(" + found[0] + ")")) }; })()`,
			),
		),
		expected: { points: 0 },
	},
	{
		student: "reads-the-stack",
		what: "reads the files that its error stack names",
		files: calls(
			`const files = new Error().stack.match(/\\/[^\\s:)]+/g) ?? []; for (const f of files) try { throw new Error(${module("node:fs")}.readFileSync(f, "utf8")); } catch (e) { if (/property\\(|registerTests/.test(e.message)) throw e; } return [];`,
		),
		expected: { points: 0 },
	},
	forged(
		"reads-proc",
		"files of other processes and of the system",
		`const fs = ${module("node:fs")}; for (const f of ["/proc/self/environ", "/proc/1/environ", "/proc/self/mem", "/etc/passwd", "/root/.ssh/id_rsa"]) ${quiet("fs.readFileSync(f)")}`,
	),
	forged(
		"calls-home",
		"the network, in three ways",
		`${quiet("await Promise.race([fetch('http://127.0.0.1:1/'), new Promise((r) => setTimeout(r, 50))]).catch(() => {})")} ${quiet(`${module("node:net")}.connect(22, '127.0.0.1').on('error', () => {})`)} ${quiet(`${module("node:dgram")}.createSocket('udp4').on('error', () => {}).send('x', 53, '8.8.8.8')`)}`,
	),
	{
		student: "brings-its-own-tools",
		what: "own vitest config, package.json with scripts, tsconfig and node_modules",
		files: {
			"02-softmax.ts": wrongAnswer,
			"vitest.config.ts": "throw new Error('loaded');",
			"package.json":
				'{"name":"attention-lab","scripts":{"postinstall":"touch /tmp/attention-lab-forged"},"exports":"./x.js"}',
			"tsconfig.json": '{"compilerOptions":{"paths":{"*":["./x.ts"]}}}',
			"node_modules/vitest/index.js": "module.exports = { expect: () => ({}) };",
			"node_modules/attention-lab/index.js": "throw new Error('loaded');",
			"test/exercises/02-softmax.test.ts": "import { test } from 'vitest'; test('free', () => {});",
		},
		expected: { points: 0, state: "graded" },
	},
	{
		student: "links-to-the-system",
		what: "the exercise file is a link to a file of the system",
		files: { "README.md": "see the other file" },
		link: "/etc/passwd",
		expected: { points: 0, state: ["student-error", "ungradable"] },
	},
];

/** Submissions of people who do not. */
export const hostile: readonly CorpusEntry[] = [
	...endless,
	...greedy,
	...deeplyNested,
	...disguised,
	...forging,
	...curious,
];
