import { posix } from "node:path";

/** How to get at the texts of a submission, by path from its root. */
export interface SourceTexts {
	has(path: string): boolean;
	/** @throws UnreadableSource */
	text(path: string): string;
}

/**
 * What a source reaches by relative imports, and what that reaches, within one submission: text by path.
 * Nothing is run, and nothing is parsed: brackets in brackets, some thousands deep, end the process that
 * parses them. So an import in a comment counts, too. What is not there is left out.
 *
 * @param path where the source lies; it is not in the answer, even when something imports it
 */
export function importClosure(path: string, text: string, texts: SourceTexts): Map<string, string> {
	const reached = new Map<string, string>();
	const waiting = [{ path, text }];
	for (let one = waiting.pop(); one; one = waiting.pop())
		for (const specifier of relativeImports(one.text)) {
			const target = resolved(one.path, specifier, texts);
			if (target === undefined || target === path || reached.has(target)) continue;
			const found = texts.text(target);
			reached.set(target, found);
			waiting.push({ path: target, text: found });
		}
	return reached;
}

const relativeImport = /\b(?:from|import)\s{0,99}(?:\(\s{0,99})?(["'`])(\.\.?\/[^"'`\n]*)\1/g;

const relativeImports = (text: string): string[] =>
	[...text.matchAll(relativeImport)].map(([, , specifier]) => specifier!);

/** As TypeScript finds it: with its ending, without, by the name it gets when compiled, or as a folder. */
function resolved(from: string, specifier: string, texts: SourceTexts): string | undefined {
	const base = posix.join(posix.dirname(from), specifier);
	const ways = [base, `${base}.ts`, base.replace(/\.js$/, ".ts"), `${base}/index.ts`];
	return ways.find((way) => /\.ts$/.test(way) && texts.has(way));
}
