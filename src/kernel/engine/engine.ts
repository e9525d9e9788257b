import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import type TypeScript from "@tslab/typescript-for-tslab";
import { projectRoot } from "../../project-root";
import { adaptTypeScript, isCell, type SourcePosition } from "./adapted-typescript";
import { type CellError, CellFailure } from "./cell-error";
import { describeDiagnostics } from "./diagnostics";
import { type Interrupts, installGuard, isInterrupt, serve } from "./interrupts";
import { guardName } from "./loop-guard";
import { type MimeBundle, mimeBundle } from "./mime-bundle";
import { createModuleLoader } from "./module-loader";
import { NeedsImport } from "./native-import";
import { cellFileName, describeThrown } from "./traceback";
import { loadTslab, loadTypeScript } from "./tslab";

/** Runs TypeScript cells one after the other; declarations and values of one are seen by the next. */
export interface Engine {
	/** Resolves to the value of the cell's last expression (undefined without one); rejects with a CellFailure. */
	execute(source: string, execution: number): Promise<unknown>;
	/** A thrown value as a learner should see it. */
	describe(thrown: unknown): CellError;
	/** How a value is shown. */
	show(value: unknown): MimeBundle | Promise<MimeBundle>;
	/** Ends a cell that waits for a promise; a busy one is ended by its loop guards. */
	interrupt(): void;
	/** Compiles a small cell for nobody: the more often the compiler has run, the quicker it is. */
	warmUp(): void;
	complete(source: string, cursor: number): Completion;
	/** The type and the doc comment of what stands at the cursor, as plain text. */
	inspect(source: string, cursor: number): string | undefined;
	isComplete(source: string): Completeness;
	readonly languageVersion: string;
}

export interface Completion {
	readonly matches: readonly { readonly text: string; readonly kind: string }[];
	/** The part of the source that a match replaces, in UTF-16 units. */
	readonly start: number;
	readonly end: number;
}

export type Completeness =
	| { readonly status: "complete" | "invalid" }
	| { readonly status: "incomplete"; readonly indent: string };

interface RanCell {
	readonly source: string;
	readonly position: SourcePosition;
}

/** The package that this kernel ships with: cells may import it, and tslab, wherever their notebook lies. */
const ownPackage = "attention-lab";
const fromProject = createRequire(join(projectRoot, "package.json"));

/**
 * tslab's converter and executor, adapted from outside. `directory` is the notebook's folder and must be the
 * process's working directory, because tslab reads it there.
 */
export function createEngine(
	directory: string,
	interrupts: Interrupts,
	/** What is done to each value's representations before they are shown. */
	dress: (bundle: MimeBundle) => MimeBundle = (bundle) => bundle,
	/** Is called in the loops of cells while text they wrote waits to be sent. */
	breathe: () => void = () => {},
): Engine {
	const ts = loadTypeScript();
	const adapted = adaptTypeScript(ts, ownTypes());
	const tslab = loadTslab(adapted.typescript);
	let converter = createConverter();
	let moduleWasMissing = false;
	/** What was last said of imported files. */
	let warned = "";
	const loader = createModuleLoader(ts, requireOwn);
	const requireFromCell = loader.requireFrom(directory);
	const cells = new Map<number, RanCell>();
	const ran = {
		cell: (execution: number) => cells.get(execution),
		module: loader.positionIn,
		directory,
	};
	let outcome: { value?: unknown; thrown?: { error: unknown } } = {};
	let stop: (reason: unknown) => void = () => {};
	installGuard(interrupts, requireFromCell, breathe);

	const checked = {
		convert,
		inspect: (declarations: string, source: string, position: number) =>
			freshConverter().inspect(declarations, source, position),
		complete: (declarations: string, source: string, position: number) =>
			freshConverter().complete(declarations, source, position),
		addModule: refuseModule,
		close() {},
	};
	const executor = tslab.createExecutor(
		directory,
		{ node: checked, browser: checked, close() {} },
		{
			log(value: unknown) {
				outcome = { value };
			},
			error(error: unknown) {
				outcome = { thrown: { error } };
			},
		},
	);

	return {
		execute,
		describe: (thrown) => describeThrown(thrown, ran),
		show(value) {
			const bundle = mimeBundle(value);
			return bundle instanceof Promise ? bundle.then(dress) : dress(bundle);
		},
		interrupt() {
			executor.interrupt();
			stop(new Error("Interrupted asynchronously"));
		},
		warmUp: () => void converter.convert("", "const warm = [1, 2].map((n) => n + 1);\nwarm"),
		complete,
		inspect,
		isComplete,
		languageVersion: ts.version,
	};

	async function execute(source: string, execution: number): Promise<unknown> {
		adapted.execution = execution;
		loader.refresh();
		try {
			await serve(execution, () => runToItsEnd(source));
			return await unlessInterrupted(outcome.value);
		} catch (error) {
			if (error instanceof CellFailure) throw error;
			throw new CellFailure(
				isInterrupt(error) ? interrupted(execution) : describeThrown(error, ran),
			);
		}
	}

	/** Leaves the value of the last expression in `outcome`. */
	async function runToItsEnd(source: string): Promise<void> {
		outcome = {};
		await executor.execute(source);
		const { thrown } = outcome;
		if (thrown?.error instanceof NeedsImport) {
			// Imports come first in a cell, so nothing else of it has happened yet.
			await loader.importFirst(thrown.error);
			return runToItsEnd(source);
		}
		if (thrown) throw thrown.error;
	}

	/** A cell that ends in a promise shows what the promise gives. */
	function unlessInterrupted(value: unknown): Promise<unknown> {
		const stopped = new Promise((_, reject) => {
			stop = reject;
		});
		return Promise.race([value, stopped]);
	}

	function createConverter() {
		return tslab.createConverter({ isJS: false, isBrowser: false });
	}

	/** TypeScript remembers that a module was missing, so one that has come since needs a new converter. */
	function freshConverter() {
		if (moduleWasMissing) {
			converter.close();
			converter = createConverter();
			moduleWasMissing = false;
		}
		adapted.refresh();
		return converter;
	}

	/** Starts over with all of Node's types; false when they are there already. */
	function learnNodeTypes(): boolean {
		if (adapted.nodeTypes) return false;
		adapted.nodeTypes = true;
		converter.close();
		converter = createConverter();
		return true;
	}

	function check(declarations: string, source: string) {
		const converted = freshConverter().convert(declarations, source);
		const errors = adapted.trace.diagnostics.filter(
			({ code, start }) =>
				code !== awaitOutsideAsync ||
				converted.diagnostics.some((kept) => kept.code === code && kept.start.offset === start),
		);
		return { converted, errors };
	}

	function convert(declarations: string, source: string) {
		let { converted, errors } = check(declarations, source);
		if (errors.some(({ code }) => somethingUnknown.has(code)) && learnNodeTypes()) {
			({ converted, errors } = check(declarations, source));
		}
		const { execution } = adapted;
		moduleWasMissing = errors.some(({ code }) => code === moduleNotFound);
		const described = describeDiagnostics(ts, errors, { source, execution, directory });
		if (errors.some(stopsTheCell)) throw new CellFailure(described);
		warn(described.traceback);
		cells.set(execution, { source, position: adapted.trace.position });
		const { sideOutputs: _, ...rest } = converted;
		return converted.output ? { ...rest, output: bound(converted.output, execution) } : rest;
	}

	/** Tells of type errors in imported files, once until they change: such a file runs all the same. */
	function warn(complaints: readonly string[]): void {
		const text = complaints.join("\n");
		if (text === warned) return;
		warned = text;
		if (text !== "") process.stderr.write(`${text}\n${runsAllTheSame}\n`);
	}

	function complete(source: string, cursor: number): Completion {
		let completion = executor.complete(source, cursor);
		if (completion.candidates.length === 0 && learnNodeTypes()) {
			completion = executor.complete(source, cursor);
		}
		const { start, end, candidates, original } = completion;
		const kinds = new Map(original?.entries.map(({ name, kind }) => [name, kind]));
		const matches = candidates.map((text) => ({ text, kind: kinds.get(text) ?? "" }));
		return { matches, start, end };
	}

	function inspect(source: string, cursor: number): string | undefined {
		const info = executor.inspect(source, cursor);
		if (!info) return undefined;
		const tags = (info.tags ?? []).map(
			({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`,
		);
		const parts = [
			ts.displayPartsToString(info.displayParts),
			ts.displayPartsToString(info.documentation),
			tags.join("\n"),
		];
		return parts.filter(Boolean).join("\n\n");
	}

	function isComplete(source: string): Completeness {
		const { completed, indent } = tslab.isCompleteCode(source);
		if (!completed) return { status: "incomplete", indent: indent ?? "" };
		const { diagnostics = [] } = ts.transpileModule(source, { reportDiagnostics: true });
		return { status: diagnostics.length > 0 ? "invalid" : "complete" };
	}
}

const runsAllTheSame =
	"That is in a file which this cell imports. The cell runs all the same; the file is worth mending.";

/** A type error of the cell itself, or code that is no TypeScript wherever it stands. */
const stopsTheCell = ({ file, code }: TypeScript.Diagnostic): boolean =>
	file === undefined || isCell(file.fileName) || code < 2000;

/** "await is only allowed within async functions": tslab allows it at the top of a cell. */
const awaitOutsideAsync = 1308;

/** A name, a namespace, a module or a member that TypeScript does not know: Node's types may. */
const somethingUnknown = new Set([
	2304, 2305, 2307, 2318, 2339, 2503, 2551, 2552, 2580, 2583, 2584, 2591, 2592, 2688, 2694, 2724,
	7016,
]);

/** "Cannot find module or its corresponding type declarations." */
const moduleNotFound = 2307;

/** Gives a cell its own `require` and its name in stack traces, without moving a line. */
function bound(output: string, execution: number): string {
	return `require = ${guardName}.require; ${output}\n//# sourceURL=${cellFileName(execution)}`;
}

function refuseModule(): never {
	const evalue =
		"A cell cannot declare a module (@module); write a .ts file beside the notebook and import it.";
	throw new CellFailure({ ename: "NotSupported", evalue, traceback: [evalue] });
}

function interrupted(execution: number) {
	const evalue = `cell [${execution}] was stopped; everything from earlier cells is kept`;
	return { ename: "Interrupted", evalue, traceback: [`Interrupted: ${evalue}`] };
}

function ownTypes() {
	const types = join(projectRoot, ".build", "types").replaceAll("\\", "/");
	return {
		[ownPackage]: [`${types}/attention/index.d.ts`],
		[`${ownPackage}/*`]: [`${types}/*/index.d.ts`],
		tslab: [fromProject.resolve("tslab").replaceAll("\\", "/").replace(/\.js$/, ".d.ts")],
	};
}

function requireOwn(specifier: string): unknown {
	const isOwn = specifier.split("/")[0] === ownPackage || specifier === "tslab";
	return isOwn ? fromProject(specifier) : undefined;
}
