import { SourceMap, type SourceMapPayload } from "node:module";
import { join } from "node:path";
import type TypeScript from "@tslab/typescript-for-tslab";
import { projectRoot } from "../../project-root";
import { importThroughRequire } from "./dynamic-imports";
import { namesOfEarlierCells } from "./earlier-cells";
import { fileVersion } from "./file-version";
import { guardLoops } from "./loop-guard";
import type { TypeScriptModule } from "./tslab";

/** Where a place in the JavaScript that ran stands in the TypeScript that was written; lines and columns from 0. */
export type SourcePosition = (line: number, column: number) => Position | undefined;
export interface Position {
	readonly line: number;
	readonly column: number;
}

/** What one conversion leaves behind besides its result. */
export interface Trace {
	/** Every error the type checker found, in the cell and in the files it imports. */
	diagnostics: readonly TypeScript.Diagnostic[];
	/** From the emitted JavaScript back to the cell. */
	position: SourcePosition;
}

export interface AdaptedTypeScript {
	/** To be given to tslab in place of its own. */
	readonly typescript: TypeScriptModule;
	/** Makes the type checker look again at every imported file that changed on disk. */
	refresh(): void;
	/** Set before a conversion: the number of the execution that the loop guards are made for. */
	execution: number;
	/**
	 * Set before a converter is created: whether it knows all of Node's types, or only the globals that nearly every
	 * cell needs. Node's are five times the size of JavaScript's own and take most of a kernel's start.
	 */
	nodeTypes: boolean;
	/** Valid after a conversion. */
	readonly trace: Trace;
}

/** "File is not under rootDir": tslab's rootDir only names its outputs, and the engine emits cells alone. */
const notUnderRootDir = 6059;

/** What tslab puts above each cell (`export {};`), in lines. */
const linesAboveCell = 1;

/**
 * A copy of tslab's TypeScript that checks cells strictly, resolves packages as bundlers do, knows the newer
 * library types, leaves imported files to the engine's own loader, and keeps what tslab throws away: raw
 * diagnostics and source maps.
 */
export function adaptTypeScript(
	ts: TypeScriptModule,
	/** Where the types of packages lie that a cell may import from anywhere, as in tsconfig's `paths`. */
	paths: TypeScript.MapLike<string[]>,
): AdaptedTypeScript {
	const files = watchedFiles(ts);
	const trace: Trace = { diagnostics: [], position: () => undefined };
	const adapted: AdaptedTypeScript = {
		typescript: {
			...ts,
			createWatchCompilerHost: createHost as unknown as typeof ts.createWatchCompilerHost,
			transpileModule,
			...{ getPreEmitDiagnosticsOfFiles },
		},
		refresh: files.refresh,
		execution: 0,
		nodeTypes: false,
		trace,
	};
	return adapted;

	function createHost(
		rootFiles: string[],
		options: TypeScript.CompilerOptions,
		...rest: [system: TypeScript.System]
	): TypeScript.WatchCompilerHostOfFilesAndCompilerOptions<TypeScript.BuilderProgram> {
		const host = ts.createWatchCompilerHost(
			rootFiles,
			{
				...options,
				strict: true,
				moduleResolution: ts.ModuleResolutionKind.Bundler,
				lib: [
					...(options.lib ?? []),
					"lib.es2023.d.ts",
					declarations("library-after-es2022.d.ts"),
					declarations("kernel-globals.d.ts"),
					...(adapted.nodeTypes ? [] : [declarations("common-globals.d.ts")]),
				],
				types: adapted.nodeTypes ? ["node"] : [],
				paths,
				inlineSourceMap: true,
			},
			...rest,
		);
		const watchFile = host.watchFile.bind(host);
		host.watchFile = (path, callback, ...more) =>
			files.watch(path, callback) ?? watchFile(path, callback, ...more);
		host.watchDirectory = () => ({ close() {} });
		return emittingCellsAlone(ts, host);
	}

	// tslab calls this (an internal of TypeScript) for the cell and everything it imports.
	function getPreEmitDiagnosticsOfFiles(
		program: TypeScript.Program,
		sources: TypeScript.SourceFile[],
	) {
		const unreadable = sources.flatMap((source) => program.getSyntacticDiagnostics(source));
		const found =
			unreadable.length > 0
				? unreadable
				: sources.flatMap((source) => program.getSemanticDiagnostics(source));
		trace.diagnostics = found.filter(({ code }) => code !== notUnderRootDir);
		return trace.diagnostics;
	}

	// tslab calls this for the second stage: from the ES module that TypeScript emitted to CommonJS.
	function transpileModule(input: string, { compilerOptions }: TypeScript.TranspileOptions) {
		const { code, map } = withoutInlineMap(input);
		const output = ts.transpileModule(code, {
			fileName: "cell.js",
			compilerOptions: { ...compilerOptions, sourceMap: true },
			transformers: {
				before: [importThroughRequire(ts)],
				after: [guardLoops(ts, adapted.execution)],
			},
		});
		const outer = positionIn(output.sourceMapText);
		const inner = positionIn(map && Buffer.from(map, "base64").toString("utf8"));
		trace.position = (line, column) => {
			const between = outer(line, column);
			const place = between && inner(between.line, between.column);
			return place && { line: place.line - linesAboveCell, column: place.column };
		};
		return { ...output, outputText: withoutMapComment(output.outputText) };
	}
}

/** A module of the learner's, from TypeScript to guarded CommonJS. */
export function transpileLocalModule(
	ts: TypeScriptModule,
	path: string,
	source: string,
): { readonly code: string; readonly position: SourcePosition } {
	const { outputText, sourceMapText } = ts.transpileModule(source, {
		fileName: path,
		compilerOptions: {
			module: ts.ModuleKind.CommonJS,
			target: ts.ScriptTarget.ES2022,
			esModuleInterop: true,
			jsx: ts.JsxEmit.React,
			sourceMap: true,
			allowJs: true,
		},
		transformers: { before: [importThroughRequire(ts)], after: [guardLoops(ts)] },
	});
	return {
		code: withoutMapComment(outputText),
		position: positionIn(sourceMapText),
	};
}

function declarations(name: string): string {
	return join(projectRoot, "src", "kernel", "engine", name).replaceAll("\\", "/");
}

/** The builder skips every file but the cell: imported modules are transpiled when they are loaded. */
function emittingCellsAlone<Builder extends TypeScript.BuilderProgram>(
	ts: TypeScriptModule,
	host: TypeScript.WatchCompilerHostOfFilesAndCompilerOptions<Builder>,
) {
	return new Proxy(host, {
		set(target, property, value) {
			if (property !== "afterProgramCreate") return Reflect.set(target, property, value);
			target.afterProgramCreate = (builder) => {
				const emit = builder.emit.bind(builder);
				builder.emit = (source, writeFile, token, onlyDeclarations, transformers) => {
					if (source && !isCell(source.fileName)) return { emitSkipped: true, diagnostics: [] };
					const named = namesOfEarlierCells(ts, builder.getProgram().getTypeChecker());
					const after = [named, ...(transformers?.after ?? [])]; // before tslab's own
					return emit(source, writeFile, token, onlyDeclarations, { ...transformers, after });
				};
				value(builder);
			};
			return true;
		},
	});
}

/** Whether this is the file under whose name tslab compiles a cell. */
export function isCell(fileName: string): boolean {
	return fileName.endsWith("/__tslab__.ts");
}

/**
 * Imported files of the learner's are looked at when a cell is about to run, not by a timer: an edit is seen by
 * the very next cell. Packages do not change while a kernel runs.
 */
function watchedFiles(ts: TypeScriptModule) {
	const watched = new Map<string, { callback: TypeScript.FileWatcherCallback; version: string }>();
	return {
		watch(
			path: string,
			callback: TypeScript.FileWatcherCallback,
		): TypeScript.FileWatcher | undefined {
			if (/__tslab__\.ts$|__prev__\.d\.ts$/.test(path)) return undefined; // tslab announces these itself
			if (!path.includes("/node_modules/"))
				watched.set(path, { callback, version: fileVersion(path) });
			return { close: () => void watched.delete(path) };
		},
		refresh() {
			for (const [path, file] of [...watched]) {
				const now = fileVersion(path);
				if (now === file.version) continue;
				const kind =
					now === "absent"
						? ts.FileWatcherEventKind.Deleted
						: file.version === "absent"
							? ts.FileWatcherEventKind.Created
							: ts.FileWatcherEventKind.Changed;
				file.version = now;
				file.callback(path, kind);
			}
		},
	};
}

/** The map is read when it is first asked: most code never fails. */
function positionIn(map: string | undefined): SourcePosition {
	let parsed: SourceMap | undefined;
	return (line, column) => {
		if (map === undefined) return undefined;
		parsed ??= new SourceMap(JSON.parse(map) as SourceMapPayload);
		const entry = parsed.findEntry(line, column);
		if (!("originalLine" in entry)) return undefined;
		return { line: entry.originalLine, column: entry.originalColumn };
	};
}

const mapComment = /\n?\/\/# sourceMappingURL=(?:data:application\/json;base64,(\S*)|\S*)\s*$/;

function withoutMapComment(code: string): string {
	return code.replace(mapComment, "\n");
}

function withoutInlineMap(code: string): { code: string; map?: string | undefined } {
	return { code: withoutMapComment(code), map: mapComment.exec(code)?.[1] };
}
