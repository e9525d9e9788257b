import { createRequire } from "node:module";
import { join } from "node:path";
import type TypeScript from "@tslab/typescript-for-tslab";
import type * as converterModule from "tslab/dist/converter.js";
import type * as executorModule from "tslab/dist/executor.js";
import { projectRoot } from "../../project-root";

export type TypeScriptModule = typeof TypeScript;

/** The parts of tslab 1.0.22 that the engine is built on. */
export interface Tslab {
	readonly createConverter: typeof converterModule.createConverter;
	readonly isCompleteCode: typeof converterModule.isCompleteCode;
	readonly createExecutor: typeof executorModule.createExecutor;
}

const fromHere = createRequire(join(projectRoot, "package.json"));
const fromTslab = createRequire(fromHere.resolve("tslab"));
const typescriptPath = fromTslab.resolve("@tslab/typescript-for-tslab");

/** tslab's own TypeScript, before any adaptation. */
export function loadTypeScript(): TypeScriptModule {
	return fromTslab(typescriptPath) as TypeScriptModule;
}

/**
 * Loads tslab on top of `typescript`, usually an adapted copy of its own: the exports of the original are
 * getters and cannot be assigned, so the whole module is exchanged before tslab's first `require` of it.
 */
export function loadTslab(typescript: TypeScriptModule): Tslab {
	const loaded = fromTslab.cache[typescriptPath];
	if (!loaded) throw new Error("loadTypeScript() comes before loadTslab()");
	loaded.exports = typescript;
	const converter = fromHere("tslab/dist/converter.js") as typeof converterModule;
	const executor = fromHere("tslab/dist/executor.js") as typeof executorModule;
	return {
		createConverter: converter.createConverter,
		isCompleteCode: converter.isCompleteCode,
		createExecutor: executor.createExecutor,
	};
}
