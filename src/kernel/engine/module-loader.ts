import { readFileSync, statSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, extname, isAbsolute, join, resolve } from "node:path";
import vm from "node:vm";
import { type SourcePosition, transpileLocalModule } from "./adapted-typescript";
import { fileVersion } from "./file-version";
import {
	asCommonJs,
	asNamespace,
	isOnlyImportable,
	NeedsImport,
	nativeImport,
} from "./native-import";
import type { TypeScriptModule } from "./tslab";

/** Loads what cells import: the learner's own files fresh from disk, packages as Node does. */
export interface ModuleLoader {
	/** `require` as seen from a file in `directory`; throws NeedsImport for a package that must be imported first. */
	requireFrom(directory: string): LocalRequire;
	/** Imports a package, so that the next `require` of it succeeds. */
	importFirst(needed: NeedsImport): Promise<void>;
	/** Forgets every local module whose file changed, and every module that imports one of those. */
	refresh(): void;
	/** From the code that ran to the source, for a local module. */
	positionIn(path: string): SourcePosition | undefined;
}

export interface LocalRequire {
	(specifier: string): unknown;
	/** What `import(specifier)` stands for. */
	import(specifier: string): Promise<unknown>;
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
	const imported = new Map<string, object>();
	return {
		requireFrom: (directory) => createLocalRequire(join(directory, "cell.ts"), undefined),
		async importFirst({ specifier, importer }) {
			imported.set(specifier, asCommonJs(await nativeImport(specifier, importer)));
		},
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

	function createLocalRequire(fileName: string, importer: LocalModule | undefined): LocalRequire {
		const native = createRequire(fileName);
		const local = (specifier: string): unknown => {
			if (!isRelative(specifier)) return requirePackage(specifier, native, fileName);
			const path = resolveLocal(dirname(fileName), specifier);
			if (!path || !compiledExtensions.includes(extname(path))) {
				if (path && extname(path) === ".json") delete native.cache[path];
				return native(path ?? specifier);
			}
			importer?.imports.add(path);
			return load(path).module.exports;
		};
		return Object.assign(local, native, {
			async import(specifier: string) {
				const own = isRelative(specifier) ? local(specifier) : requireOwn(specifier);
				return own === undefined ? nativeImport(specifier, fileName) : asNamespace(own);
			},
		});
	}

	function requirePackage(specifier: string, native: NodeJS.Require, fileName: string): unknown {
		const known = requireOwn(specifier) ?? imported.get(specifier);
		if (known !== undefined) return known;
		try {
			return native(specifier);
		} catch (error) {
			throw isOnlyImportable(error) ? new NeedsImport(specifier, fileName) : error;
		}
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
