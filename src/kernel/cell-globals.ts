import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { projectRoot } from "../project-root";
import type { KernelCore } from "./core";
import type { Engine } from "./engine/engine";
import { displaySymbol, type MimeBundle } from "./engine/mime-bundle";

/** Puts `display`, `html`, … and `prompt` where cells find them; their types are in kernel-globals.d.ts. */
export function installCellGlobals(
	core: KernelCore,
	engine: Engine,
	prompt: (question?: string) => string,
): void {
	const globals = {
		display: (value: unknown) => display(core, engine, value),
		html: displayable("text/html"),
		markdown: displayable("text/markdown"),
		svg: displayable("image/svg+xml"),
		latex: displayable("text/latex"),
		clearOutput: ({ wait = false } = {}) => core.clearOutput(wait),
		prompt,
	};
	for (const [name, value] of Object.entries(globals)) {
		Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
	}
	serveTslab(core);
}

function display(core: KernelCore, engine: Engine, value: unknown) {
	const id = randomUUID();
	const show = (shown: unknown, update: boolean) =>
		atOnce(engine.show(shown), (bundle) => core.display(bundle, id, update));
	show(value, false);
	return {
		update: (next: unknown) => show(next, true),
		[displaySymbol]: () => ({}), // a cell that ends in display(…) shows its value once
	};
}

/** At once where the value's representation is at hand, so that the order of outputs is that of the code. */
function atOnce(
	bundle: MimeBundle | Promise<MimeBundle>,
	publish: (bundle: MimeBundle) => void,
): void {
	if (bundle instanceof Promise) void bundle.then(publish);
	else publish(bundle);
}

function displayable(mimeType: string) {
	return (text: string) => ({ [displaySymbol]: () => ({ [mimeType]: text, "text/plain": text }) });
}

/**
 * `import { display } from "tslab"` keeps working: its functions hand what they show to a variable of the module
 * `tslab/dist/jupyter.js`, tslab's own protocol server, in whose place they find this.
 */
function serveTslab(core: KernelCore): void {
	const require = createRequire(join(projectRoot, "package.json"));
	const path = require.resolve("tslab/dist/jupyter.js");
	const exports = {
		lastWriteDisplayData(
			{ data, transient }: { data: MimeBundle; transient: { display_id?: string } },
			update = false,
		) {
			core.display(data, transient.display_id, update);
		},
	};
	require.cache[path] = { ...module(path), exports };
}

function module(path: string): NodeJS.Module {
	const members = { id: path, filename: path, path, loaded: true, children: [], paths: [] };
	return {
		...members,
		exports: {},
		parent: null,
		isPreloading: false,
		require: createRequire(path),
	};
}
