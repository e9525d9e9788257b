/** A submission, compiled: what a jail is given to run. */
export interface Program {
	/** The exercise file, one of `modules`. */
	readonly main: string;
	readonly modules: Readonly<Record<string, Module>>;
}

export interface Module {
	/** The body of an async function; imports and exports are calls of `moduleParameters`. */
	readonly code: string;
	/** By specifier: the module each import leads to. One that is missing cannot be imported. */
	readonly imports: Readonly<Record<string, string>>;
}

/** What the body of a module is given, in this order; the names are those that vite's transform writes. */
export const moduleParameters = [
	"__vite_ssr_import__",
	"__vite_ssr_dynamic_import__",
	"__vite_ssr_exportName__",
	"__vite_ssr_exportAll__",
	"__vite_ssr_exports__",
	"__vite_ssr_import_meta__",
] as const;

/** How the file name of a module begins in the stack of an error. */
export const moduleUrl = (id: string): string => `submission:///${id}`;
