import { dirname, join } from "node:path";
import { makeFolder } from "../../files/make-folder";
import { writeFileAtomically } from "../../files/write-file-atomically";
import { GradingError } from "../grading-error";
import { readGradedClass } from "../reports/graded-class";
import type { ExportFile, ExportOptions, LeftOut } from "./exported";
import { type FormatName, formats } from "./formats";
import type { Problem } from "./problem";

export interface WrittenExport {
	readonly format: FormatName;
	/** Paths of what was written; nothing when there are problems. */
	readonly written: readonly string[];
	readonly problems: readonly Problem[];
	readonly leftOut: readonly LeftOut[];
	readonly notes: readonly string[];
}

/**
 * Writes OUT/exports for another system, of what `grade run` left in OUT, unless the format's linter finds
 * something that the other system would refuse or misread: then nothing is written.
 *
 * @throws GradingError when there was no run, or an option is missing
 */
export async function exportClass(
	format: FormatName,
	options: ExportOptions,
): Promise<WrittenExport> {
	const graded = await readGradedClass(options.out);
	const exporter = await formats[format].load();
	const { files, problems, leftOut, notes } = await exporter(graded, options);
	const written: string[] = [];
	for (const file of problems.length > 0 ? [] : files)
		written.push(await write(join(options.out, "exports"), file));
	return { format, written, problems, leftOut, notes };
}

async function write(folder: string, { path, contents, secret }: ExportFile): Promise<string> {
	const target = join(folder, path);
	const bytes = typeof contents === "string" ? new TextEncoder().encode(contents) : contents;
	try {
		await makeFolder(dirname(target));
		await writeFileAtomically(target, bytes, secret ? 0o600 : undefined);
	} catch (error) {
		throw new GradingError(
			`${target} could not be written: ${(error as Error).message}. Put this right and run the same command again.`,
		);
	}
	return target;
}
