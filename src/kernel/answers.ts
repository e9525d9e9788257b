import type { Engine } from "./engine/engine";
import { type JsonObject, protocolVersion } from "./message";
import type { RequestOf } from "./requests";

export interface Implementation {
	readonly name: string;
	readonly version: string;
}

type AtCursor = RequestOf<"complete_request" | "inspect_request">["content"];

export function kernelInfo(
	{ languageVersion }: Engine,
	{ name, version }: Implementation,
): JsonObject {
	return {
		status: "ok",
		protocol_version: protocolVersion,
		implementation: name,
		implementation_version: version,
		language_info: {
			name: "typescript",
			version: languageVersion,
			mimetype: "text/typescript",
			file_extension: ".ts",
			codemirror_mode: { name: "typescript" },
		},
		banner: `TypeScript ${languageVersion} (${name} ${version})`,
		help_links: [],
	};
}

export function completion(engine: Engine, { code, cursor_pos }: AtCursor): JsonObject {
	const { matches, start, end } = engine.complete(code, toUtf16(code, cursor_pos));
	const cursor_start = toCodePoints(code, start);
	const cursor_end = toCodePoints(code, end);
	const types = matches.map(({ text, kind }) => ({
		text,
		type: kind,
		start: cursor_start,
		end: cursor_end,
	}));
	return {
		status: "ok",
		matches: matches.map(({ text }) => text),
		cursor_start,
		cursor_end,
		metadata: { _jupyter_types_experimental: types },
	};
}

export function inspection(engine: Engine, { code, cursor_pos }: AtCursor): JsonObject {
	const text = engine.inspect(code, toUtf16(code, cursor_pos));
	const data: JsonObject = text === undefined ? {} : { "text/plain": text };
	return { status: "ok", found: text !== undefined, data, metadata: {} };
}

export function completeness(engine: Engine, code: string): JsonObject {
	return helpSubject(code) === undefined ? { ...engine.isComplete(code) } : { status: "complete" };
}

/** `softmax?` asks for help, as in IPython. */
export function helpSubject(code: string): string | undefined {
	return /^\s*([\w$.]+)\?\s*$/.exec(code)?.[1];
}

/** What a front end shows in its pager. */
export function helpPage(engine: Engine, name: string): JsonObject {
	const text = engine.inspect(name, name.length) ?? `Nothing is known of ${name}.`;
	return { source: "page", data: { "text/plain": text }, start: 0 };
}

/** Jupyter counts cursor positions in Unicode code points, JavaScript in UTF-16 units. */
function toUtf16(code: string, codePoints: number): number {
	return [...code].slice(0, codePoints).join("").length;
}

function toCodePoints(code: string, utf16: number): number {
	return [...code.slice(0, utf16)].length;
}
