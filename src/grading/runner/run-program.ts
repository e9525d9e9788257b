import { compileFunction } from "node:vm";
import { moduleParameters, moduleUrl, type Program } from "../protocol/program";

type Exports = Record<string, unknown>;

interface Loaded {
	readonly exports: Exports;
	done?: Promise<void>;
}

/** Runs a program's modules, each when it is first imported, and gives what the main one exports. */
export async function runProgram({ main, modules }: Program): Promise<Exports> {
	const loaded = new Map<string, Loaded>();

	/** @param above the modules that wait for this one: one that is imported again is given as it is */
	const load = async (id: string, above: readonly string[]): Promise<Exports> => {
		const before = loaded.get(id);
		if (before && above.includes(id)) return before.exports;
		const module: Loaded = before ?? { exports: Object.create(null) };
		loaded.set(id, module);
		module.done ??= run(id, module.exports, [...above, id]);
		await module.done;
		return module.exports;
	};

	const importFrom = async (from: string, specifier: string, above: readonly string[]) => {
		const id = modules[from]?.imports[specifier];
		if (id === undefined || !modules[id]) throw new Error(`Cannot find module '${specifier}'`);
		return load(id, above);
	};

	const run = async (id: string, exports: Exports, above: readonly string[]): Promise<void> => {
		const body = compileFunction(
			`return (async () => {"use strict";\n${modules[id]!.code}\n})()`,
			[...moduleParameters],
			{ filename: moduleUrl(id), lineOffset: -1 },
		);
		const importModule = (specifier: string) => importFrom(id, specifier, above);
		const exportName = (name: string, get: () => unknown) =>
			Object.defineProperty(exports, name, { enumerable: true, configurable: true, get });
		const exportAll = (other: Exports) => {
			for (const name of Object.keys(other))
				if (name !== "default" && !(name in exports)) exportName(name, () => other[name]);
		};
		const meta = { url: moduleUrl(id) };
		await body(importModule, importModule, exportName, exportAll, exports, meta);
	};

	return load(main, []);
}
