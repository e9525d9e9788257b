import { SourceMap, type SourceMapPayload } from "node:module";
import { moduleUrl } from "../protocol/program";

/** Gives the stack of an error in the places of the student's own files, as "exercises/05-attention.ts:12:9". */
export function createStackMap(maps: Readonly<Record<string, string>>) {
	const parsed = new Map<string, SourceMap>();
	const mapOf = (id: string): SourceMap | undefined => {
		const text = Object.hasOwn(maps, id) ? maps[id] : undefined;
		if (text === undefined) return undefined;
		const map = parsed.get(id) ?? new SourceMap(JSON.parse(text) as SourceMapPayload);
		parsed.set(id, map);
		return map;
	};

	const place = new RegExp(`${moduleUrl("")}([^\\s():]+):(\\d+):(\\d+)`, "g");
	return (stack: string): string =>
		stack.replace(place, (_, id: string, line: string, column: string) => {
			const origin = mapOf(id)?.findEntry(Number(line) - 1, Number(column) - 1);
			if (!origin || !("originalLine" in origin)) return id;
			return `exercises/${id}:${origin.originalLine + 1}:${origin.originalColumn + 1}`;
		});
}
