import { dirname, relative, resolve, sep } from "node:path";
import { parseSync } from "vite";
import * as library from "../../attention";
import { projectRoot } from "../../project-root";
import type { Failure } from "../checking/failure";
import type { Exercise, Lesson } from "../lesson";

/** A learner's file before anything of it has run. */
export interface Source {
	readonly text: string;
	/** Absolute path, from which its relative imports start. */
	readonly file: string;
	/** How messages call the file. */
	readonly label: string;
}

/**
 * Why a source cannot be judged, as far as reading it can tell: it is no valid TypeScript, or it
 * hands in an answer that is not the learner's own. Undefined when it can.
 */
export function sourceProblem(source: Source, lesson: Lesson): Failure | undefined {
	const { errors, module } = parseSync("exercise.ts", source.text);
	const error = errors[0];
	if (error) {
		const { line, column } = locate(source.text, error.labels[0]?.start ?? 0);
		return syntaxProblem(source, error.message, line, column);
	}

	for (const { moduleRequest, entries } of module.staticImports) {
		const names = entries
			.filter((entry) => !entry.isType)
			.map((entry) => (entry.importName.kind === "Name" ? entry.importName.name! : "*"));
		const problem = shortcut(source, lesson, moduleRequest.value, names, moduleRequest.start);
		if (problem) return problem;
	}
	for (const { entries } of module.staticExports)
		for (const { moduleRequest, importName, isType, start } of entries) {
			if (!moduleRequest || isType) continue;
			const name = importName.kind === "Name" ? importName.name! : "*";
			const problem = shortcut(source, lesson, moduleRequest.value, [name], start);
			if (problem) return problem;
		}
	for (const { moduleRequest, start } of module.dynamicImports) {
		const text = source.text.slice(moduleRequest.start, moduleRequest.end);
		const specifier = /^(["'`])(.*)\1$/s.exec(text)?.[2];
		const problem = specifier && shortcut(source, lesson, specifier, ["*"], start);
		if (problem) return problem;
	}
	return undefined;
}

/** The line with a caret under the place, as compilers show it; both are counted from 1. */
export function syntaxProblem(
	{ text, label }: Source,
	message: string,
	line: number,
	column: number,
): Failure {
	const code = lines(text)[line - 1] ?? "";
	const gutter = `${line} | `;
	const indent = gutter.length + code.slice(0, column - 1).replaceAll("\t", "  ").length;
	return {
		summary:
			`${label} is not valid TypeScript: ${message}.\n\n` +
			`${gutter}${code.replaceAll("\t", "  ")}\n${" ".repeat(indent)}^\n\n` +
			"Look at this line and the one before it: a bracket, a comma or a quote may be missing or too much.",
		place: `${label}:${line}:${column}`,
	};
}

/** Imports that hand in somebody else's answer. */
function shortcut(
	source: Source,
	{ exercise }: Lesson,
	specifier: string,
	names: readonly string[],
	offset: number,
): Failure | undefined {
	const refuse = (summary: string): Failure => {
		const { line, column } = locate(source.text, offset);
		return { summary, place: `${source.label}:${line}:${column}` };
	};
	const own = ownPart(specifier, source.file);
	if (own)
		return refuse(
			`This file imports from ${own}, where the answer stands. An exercise has to be your own: remove \`import … from "${specifier}"\` and write the function yourself.`,
		);
	if (!/^attention-lab(\/|$)/.test(specifier)) return undefined;
	const allowed = new Set([...exercise.allowedImports, "NotImplemented", "ShapeError"]);
	const list = listed([...allowed]);
	if (specifier !== "attention-lab")
		return refuse(
			`An exercise may not import from "${specifier}". From "attention-lab" you may use ${list} and all types.`,
		);
	const forbidden = names.find((name) => name === "*" || (name in library && !allowed.has(name)));
	if (forbidden === "*")
		return refuse(
			`This file takes the whole library at once. Say which functions you use, \`import { … } from "attention-lab"\`: ${list} and all types are allowed here.`,
		);
	if (forbidden)
		return refuse(
			`This file uses the library's own \`${forbidden}\`. ${whyNot(forbidden, exercise)}: remove \`${forbidden}\` from the import. You may import ${list} and all types.`,
		);
	return undefined;
}

const whyNot = (name: string, { functions }: Exercise): string =>
	functions.includes(name)
		? "The exercise is to build this yourself"
		: "In this exercise it may not be imported";

/** "solutions/02-softmax" when a relative import leads to where answers stand. */
function ownPart(specifier: string, file: string): string | undefined {
	if (!/^[./]|^file:/.test(specifier)) return undefined;
	const path = relative(projectRoot, resolve(dirname(file), specifier.replace(/^file:\/\//, "")));
	const part = path.split(sep).join("/");
	return /^(src|solutions|test|\.build)\//.test(part) ? part : undefined;
}

function locate(text: string, offset: number): { line: number; column: number } {
	const before = lines(text.slice(0, offset));
	return { line: before.length, column: before.at(-1)!.length + 1 };
}

const lines = (text: string): string[] => text.split(/\r\n|\r|\n/);

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
