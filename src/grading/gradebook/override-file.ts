import { type FileHandle, open, readFile } from "node:fs/promises";
import type { z } from "zod";
import { GradingError } from "../grading-error";
import { type Override, overrideSchema } from "./override";

/**
 * Adds an override at the end of a file of overrides, which is made when it is not there. It is on the
 * disk when this resolves; no override that stood in the file changes.
 *
 * @throws GradingError
 */
export async function appendOverride(file: string, override: Override): Promise<void> {
	const parsed = overrideSchema.safeParse(override);
	if (!parsed.success) throw new GradingError(`This is no override: ${said(parsed.error)}.`);
	try {
		const handle = await open(file, "a+");
		try {
			await mendEnd(handle);
			await handle.appendFile(`${JSON.stringify(parsed.data)}\n`);
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch (error) {
		throw new GradingError(
			`The override could not be saved in ${file}: ${(error as Error).message}. Nothing was changed.`,
		);
	}
}

/**
 * All overrides of a file, the oldest first; none when there is no file. A last line that was cut off
 * while it was written is left out.
 *
 * @throws GradingError when a whole line is no override: a decision must not be lost in silence
 */
export async function readOverrides(file: string): Promise<Override[]> {
	let contents: string;
	try {
		contents = await readFile(file, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
		throw new GradingError(`${file} could not be read: ${(error as Error).message}.`);
	}
	const lines = contents.split("\n");
	if (parseJson(lines.at(-1)!) === undefined) lines.pop();
	return lines.flatMap((line, i) => {
		if (line.trim() === "") return [];
		const parsed = overrideSchema.safeParse(parseJson(line));
		if (parsed.success) return [parsed.data];
		throw new GradingError(
			`Line ${i + 1} of ${file} is no override: ${said(parsed.error)}. Correct the line, or remove it.`,
		);
	});
}

/** Makes the file end with a whole line. */
async function mendEnd(handle: FileHandle): Promise<void> {
	const contents = await handle.readFile();
	const end = contents.lastIndexOf("\n") + 1;
	if (end === contents.length) return;
	const whole = parseJson(contents.subarray(end).toString()) !== undefined;
	if (whole) await handle.appendFile("\n");
	else await handle.truncate(end);
}

function parseJson(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

const said = (error: z.ZodError): string =>
	error.issues
		.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "))
		.join("; ");
