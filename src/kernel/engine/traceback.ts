import { readFileSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import type { Position, SourcePosition } from "./adapted-typescript";
import { bold, cyan, gray, red } from "./ansi";
import type { CellError } from "./cell-error";
import { excerpt } from "./excerpt";

/** What a traceback needs to know of the code that ran. */
export interface CodeThatRan {
	/** The source and the source map of a cell, by its execution number. */
	cell(
		execution: number,
	): { readonly source: string; readonly position: SourcePosition } | undefined;
	/** The source map of a local module. */
	module(path: string): SourcePosition | undefined;
	readonly directory: string;
}

interface Frame {
	readonly place: string;
	readonly functionName: string | undefined;
	readonly source: string;
	readonly position: Position;
}

/** The name a cell carries in stack traces. */
export const cellFileName = (execution: number) => `cell-${execution}.ts`;

/** A thrown value as a learner should see it: the message, their own lines, and nothing of the kernel's. */
export function describeThrown(thrown: unknown, ran: CodeThatRan): CellError {
	if (!(thrown instanceof Error || isErrorLike(thrown))) {
		const evalue = inspect(thrown);
		return {
			ename: "Thrown",
			evalue,
			traceback: [
				`${bold(red("Thrown"))}: ${evalue}`,
				gray("(a value that is no Error has no line)"),
			],
		};
	}
	const { name: ename, message: evalue } = thrown;
	const frames = ownFrames(thrown.stack ?? "", ran);
	const [top] = frames;
	const lines = [`${bold(red(ename))}: ${evalue}`];
	if (top)
		lines.push("", `${placeOf(top)}:`, excerpt(top.source, top.position.line, top.position.column));
	for (const frame of frames.slice(1)) lines.push(gray("called from ") + placeOf(frame));
	if (thrown.cause !== undefined) {
		lines.push("", gray("caused by"), ...describeThrown(thrown.cause, ran).traceback);
	}
	return { ename, evalue, traceback: lines };
}

function isErrorLike(value: unknown): value is Error {
	return (
		typeof value === "object" &&
		value !== null &&
		typeof (value as Error).message === "string" &&
		typeof (value as Error).name === "string"
	);
}

function placeOf({ place, position, functionName }: Frame): string {
	return (
		cyan(`${place}, line ${position.line + 1}`) + (functionName ? gray(` in ${functionName}`) : "")
	);
}

function ownFrames(stack: string, ran: CodeThatRan): Frame[] {
	const frames = stack.split("\n").flatMap((line) => {
		const match = /^\s+at (?:(?:async )?(.*?) \()?(.*?):(\d+):(\d+)\)?$/.exec(line);
		if (!match) return [];
		const [, functionName, file = "", lineNumber, column] = match;
		const frame = ownFrame(file, { line: Number(lineNumber) - 1, column: Number(column) - 1 }, ran);
		return frame ? [{ ...frame, functionName: readableName(functionName) }] : [];
	});
	return frames.filter((frame, i) => !isSamePlace(frame, frames[i - 1]));
}

function isSamePlace(frame: Frame, other: Frame | undefined): boolean {
	return frame.place === other?.place && frame.position.line === other.position.line;
}

function ownFrame(
	file: string,
	at: Position,
	ran: CodeThatRan,
): Omit<Frame, "functionName"> | undefined {
	const execution = /^cell-(\d+)\.ts$/.exec(file)?.[1];
	if (execution !== undefined) {
		const cell = ran.cell(Number(execution));
		const position = cell?.position(at.line, at.column);
		return cell && position && { place: `cell [${execution}]`, source: cell.source, position };
	}
	const path = file.startsWith("file://") ? fileURLToPath(file) : file;
	const position = ran.module(path)?.(at.line, at.column);
	if (!position || !isAbsolute(path)) return undefined;
	const place = relative(ran.directory, path).split(sep).join("/");
	return { place, source: readFileSync(path, "utf8"), position };
}

/** Cells run inside an unnamed function of the engine's, and exports are called as `(0, module_1.name)`. */
function readableName(name: string | undefined): string | undefined {
	if (!name || /^(eval|Object\.<anonymous>|<anonymous>)$/.test(name)) return undefined;
	return name.replace(/^Object\./, "").replace(/^exports\./, "");
}
