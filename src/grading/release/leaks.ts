import { parseSync } from "vite";

/** Something that must not be handed out. */
export interface Leak {
	readonly path: string;
	readonly what: string;
}

/** What nobody may find in the student edition. */
export interface Secrets {
	/** By path, such as "solutions/02-softmax.ts". */
	readonly solutions: ReadonlyMap<string, string>;
	/** By the folder they come from. */
	readonly seeds: ReadonlyMap<string, number>;
}

/**
 * The library builds the same functions as the exercises, and the misconceptions call them: that is the
 * course. Everywhere else a solution's function is a leak.
 */
const ownBuildings = /^src\/(attention|course\/lessons)\//;

/** Shorter bodies are how everybody writes: `row.map(Math.exp)`. */
const shortest = 60;

/**
 * Looks through every file for solutions and secret seeds: whole solutions anywhere, bodies of their
 * functions everywhere but where the course itself builds them. Layout, comments and punctuation that
 * does nothing do not matter; neither does whether the text is commented out, or stands in JSON.
 */
export function leaks(files: ReadonlyMap<string, Uint8Array>, secrets: Secrets): Leak[] {
	const bodies = [...secrets.solutions].flatMap(([solution, text]) =>
		functionBodies(text).map((body) => ({ solution, body })),
	);
	const wholes = [...secrets.solutions].map(([solution, text]) => [solution, bare(text)] as const);
	const found: Leak[] = [];
	for (const [path, contents] of files) {
		const text = new TextDecoder().decode(contents);
		if (/(^|\/)(solutions|\.git)\//.test(path))
			found.push({ path, what: "it lies where secrets lie" });
		for (const [folder, seed] of secrets.seeds)
			if (new RegExp(`(?<![\\d.])${seed}(?![\\d.])`).test(text))
				found.push({ path, what: `it holds the seed of ${folder}` });
		const bareText = `${bare(text)}\n${bare(withoutMarks(text))}`;
		for (const [solution, whole] of wholes)
			if (bareText.includes(whole)) found.push({ path, what: `it holds ${solution}` });
		if (ownBuildings.test(path)) continue;
		const known = bodies.find(({ body }) => bareText.includes(body));
		if (known) found.push({ path, what: `it holds a function of ${known.solution}` });
	}
	return found;
}

function functionBodies(text: string): string[] {
	const bodies: string[] = [];
	const visit = (node: unknown): void => {
		if (typeof node !== "object" || node === null) return;
		if ("type" in node && `${node.type}`.includes("Function") && "body" in node) {
			const { body } = node as { body: { start: number; end: number } };
			bodies.push(bare(text.slice(body.start, body.end)));
		}
		for (const child of Object.values(node)) visit(child);
	};
	visit(parseSync("solution.ts", text).program);
	return bodies.filter((body) => body.length >= shortest);
}

/** What was commented out, as code again. */
const withoutMarks = (text: string): string =>
	unescaped(text).replaceAll(/^\s*(\/\/|\/?\*+)\s?/gm, "");

/** The text without comments, white space, and punctuation that formatters add and remove. */
const bare = (text: string): string =>
	unescaped(text)
		.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "")
		.replace(/[\s;,!]+/g, "");

/** The lines of a notebook or of any other JSON, as the text they mean. */
const unescaped = (text: string): string =>
	text
		.replaceAll(/\\n(",?\s*")?/g, "\n")
		.replaceAll("\\t", "\t")
		.replaceAll('\\"', '"');
