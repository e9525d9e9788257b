import vm from "node:vm";

/** A package that `require` cannot load, because it is meant for `import` alone or waits while it loads. */
export class NeedsImport extends Error {
	constructor(
		readonly specifier: string,
		/** The file that asked for it. */
		readonly importer: string,
	) {
		super(`${specifier} can only be imported`);
	}
}

const onlyImportable = new Set([
	"ERR_PACKAGE_PATH_NOT_EXPORTED",
	"ERR_REQUIRE_ASYNC_MODULE",
	"ERR_REQUIRE_ESM",
]);

export function isOnlyImportable(error: unknown): boolean {
	return error instanceof Error && onlyImportable.has((error as NodeJS.ErrnoException).code ?? "");
}

/** Node's own `import(specifier)`, as if it stood in the file `importer` (an absolute path). */
export async function nativeImport(specifier: string, importer: string): Promise<object> {
	const load = vm.runInThisContext("(specifier) => import(specifier)", {
		filename: importer,
		importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
	});
	return load(specifier);
}

/** An ES module as code that was compiled to CommonJS expects it. */
export function asCommonJs(namespace: object): object {
	return new Proxy(namespace, {
		get: (target, key) => (key === "__esModule" ? true : Reflect.get(target, key)),
	});
}

/** What `import()` of a CommonJS module gives. */
export function asNamespace(exports: unknown): object {
	if (typeof exports !== "object" || exports === null) return { default: exports };
	return "__esModule" in exports ? exports : { ...exports, default: exports };
}
