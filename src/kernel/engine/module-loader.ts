import { readFileSync, statSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, extname, isAbsolute, join, resolve } from "node:path";
import vm from "node:vm";
import { type SourcePosition, transpileLocalModule } from "./adapted-typescript";
import { fileVersion } from "./file-version";
import type { TypeScriptModule } from "./tslab";

/** Loads what cells import: the learner's own files fresh from disk, packages as Node does. */
export interface ModuleLoader {
	/** `require` as seen from a file in `directory`. */
	requireFrom(directory: string): (specifier: string) => unknown;
	/** Forgets every local module whose file changed, and every module that imports one of those. */
	refresh(): void;
	/** From the code that ran to the source, for a local module. */
	positionIn(path: string): SourcePosition | undefined;
}

interface LocalModule {
	readonly module: { exports: unknown };
	readonly version: string;
	readonly imports: Set<string>;
	readonly position: SourcePosition;
}

const compiledExtensions = [".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs"];
const extensions = ["", ...compiledExtensions, ".json", ".cjs"];

export function createModuleLoader(
	ts: TypeScriptModule,
	/** Loads a package that is the kernel's own wherever the notebook lies; undefined for every other. */
	requireOwn: (specifier: string) => unknown,
): ModuleLoader {
	const loaded = new Map<string, LocalModule>();
	return {
		requireFrom: (directory) => createLocalRequire(join(directory, "cell.ts"), undefined),
		refresh() {
			const stale = [...loaded].filter(([path, local]) => fileVersion(path) !== local.version);
			for (const [path] of stale) forget(path);
		},
		positionIn: (path) => loaded.get(path)?.position,
	};

	function forget(path: string): void {
		if (!loaded.delete(path)) return;
		for (const [other, { imports }] of [...loaded]) if (imports.has(path)) forget(other);
	}

	function createLocalRequire(fileName: string, importer: LocalModule | undefined) {
		const native = createRequire(fileName);
		return Object.assign((specifier: string): unknown => {
			if (!isRelative(specifier)) return requireOwn(specifier) ?? native(specifier);
			const path = resolveLocal(dirname(fileName), specifier);
			if (!path || !compiledExtensions.includes(extname(path))) {
				if (path && extname(path) === ".json") delete native.cache[path];
				return native(path ?? specifier);
			}
			importer?.imports.add(path);
			return load(path).module.exports;
		}, native);
	}

	function load(path: string): LocalModule {
		const known = loaded.get(path);
		if (known) return known;
		const version = fileVersion(path);
		const { code, position } = transpileLocalModule(ts, path, readFileSync(path, "utf8"));
		const local: LocalModule = { module: { exports: {} }, version, imports: new Set(), position };
		loaded.set(path, local); // before it runs, so that circular imports end
		try {
			const run = vm.runInThisContext(Module.wrap(code), { filename: path });
			const { module } = local;
			run(module.exports, createLocalRequire(path, local), module, path, dirname(path));
		} catch (error) {
			loaded.delete(path);
			throw error;
		}
		return local;
	}
}

function isRelative(specifier: string): boolean {
	return /^\.\.?(\/|\\|$)/.test(specifier) || isAbsolute(specifier);
}

function resolveLocal(directory: string, specifier: string): string | undefined {
	const base = resolve(directory, specifier);
	const written = base.replace(/\.([mc]?)js$/, ".$1ts"); // "./x.js" may be written in x.ts
	const candidates = [
		...extensions.map((extension) => base + extension),
		...(written === base ? [] : [written]),
		...extensions.slice(1).map((extension) => join(base, `index${extension}`)),
	];
	return candidates.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}
