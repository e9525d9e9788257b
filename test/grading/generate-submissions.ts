import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRandom } from "attention-lab";
import { rightAnswer } from "./corpus/entry";

/** What a class of any size hands in for 02-softmax. Every file's bytes are unique. */
export interface GeneratedSubmission {
	/** "student-00042" */
	readonly student: string;
	readonly kind: "right" | "misconception" | "broken" | "hostile" | "endless";
	readonly text: string;
}

/** Of a hundred: mostly right or honestly wrong, some broken, few hostile, one endless loop. */
const shares = { right: 52, misconception: 33, broken: 10, hostile: 4, endless: 1 } as const;

const rows = "export const softmaxRows = (scores) => scores.map((row) => softmax(row));";
const softmax = (body: string) => `export function softmax(scores) { ${body} }\n${rows}`;
const shifted = "const high = scores.reduce((a, b) => Math.max(a, b));";

const variants: Readonly<Record<GeneratedSubmission["kind"], readonly string[]>> = {
	right: [
		rightAnswer,
		softmax(
			`${shifted} const e = scores.map((s) => Math.exp(s - high)); const t = e.reduce((a, b) => a + b); return e.map((x) => x / t);`,
		),
		softmax(
			"let high = scores[0]; for (const s of scores) if (s > high) high = s; const out = []; let t = 0; for (const s of scores) { const e = Math.exp(s - high); out.push(e); t += e; } for (let i = 0; i < out.length; i++) out[i] /= t; return out;",
		),
		softmax(
			`${shifted} let t = 0; for (const s of scores) t += Math.exp(s - high); const log = Math.log(t) + high; return Array.from(scores, (s) => Math.exp(s - log));`,
		),
	],
	misconception: [
		softmax(
			"const e = scores.map((s) => Math.exp(s)); const t = e.reduce((a, b) => a + b); return e.map((x) => x / t);",
		),
		softmax("const t = scores.reduce((a, b) => a + b); return scores.map((s) => s / t);"),
		softmax(`${shifted} return scores.map((s) => Math.exp(s - high));`),
		softmax(
			`${shifted} const e = scores.map((s) => 2 ** (s - high)); const t = e.reduce((a, b) => a + b); return e.map((x) => x / t);`,
		),
		softmax("return scores.map((s) => 1 / (1 + Math.exp(-s)));"),
		softmax(
			"const low = scores.reduce((a, b) => Math.min(a, b)); const e = scores.map((s) => Math.exp(s - low)); const t = e.reduce((a, b) => a + b); return e.map((x) => x / t);",
		),
	],
	broken: [
		"export function softmax(scores { return scores; }",
		"export function sofmax(scores) { return scores; }",
		"export default class Softmax {}",
		softmax("throw new Error('later');"),
		softmax("return null;"),
		`import { softmax } from "attention-lab";\nexport { softmax };`,
		"",
	],
	hostile: [
		`process.exit(0);\n${softmax("return scores;")}`,
		softmax("process.exit(0);"),
		softmax("return { asymmetricMatch: () => true, length: scores.length };"),
		`Math.abs = () => 0; Array.prototype.every = () => true;\n${softmax("return [];")}`,
		softmax("return new Proxy([], { get: () => 1 });"),
		softmax('return JSON.parse(\'{"__proto__": {"status": "passed"}}\');'),
	],
	endless: [softmax("for (;;);"), `${rightAnswer}\nfor (;;);`],
};

/** The same count and seed give the same class. */
export function generateSubmissions(count: number, seed = 1): GeneratedSubmission[] {
	const random = createRandom(seed);
	const kinds = (Object.keys(shares) as (keyof typeof shares)[]).flatMap((kind) =>
		Array.from({ length: shares[kind] }, () => kind),
	);
	return Array.from({ length: count }, (_, i) => {
		const kind = kinds[(i * 37 + seed) % kinds.length]!;
		const texts = variants[kind];
		const text = texts[random.integer(0, texts.length)]!;
		const student = `student-${`${i}`.padStart(5, "0")}`;
		return { student, kind, text: `// ${student} of class ${seed}\n${text}\n` };
	});
}

/** Puts a class into a submissions folder. */
export async function writeSubmissions(
	folder: string,
	submissions: readonly GeneratedSubmission[],
): Promise<void> {
	for (const { student, text } of submissions) {
		await mkdir(join(folder, student), { recursive: true });
		await writeFile(join(folder, student, "02-softmax.ts"), text);
	}
}
