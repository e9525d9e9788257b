import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { writeFileAtomically } from "../../files/write-file-atomically";
import { GradingError } from "../grading-error";

/** Writes a value as every JSON file of the grader is written. @throws GradingError */
export async function writeJson(path: string, value: unknown, newMode?: number): Promise<void> {
	await writeText(path, `${JSON.stringify(value, null, "\t")}\n`, newMode);
}

/** @throws GradingError when there is no room, or no permission */
export async function writeText(path: string, text: string, newMode?: number): Promise<void> {
	try {
		await writeFileAtomically(path, new TextEncoder().encode(text), newMode);
	} catch (error) {
		const full = /^(ENOSPC|EDQUOT)$/.test((error as NodeJS.ErrnoException).code ?? "");
		throw new GradingError(
			`${path} could not be written: ${full ? "the disk is full" : (error as Error).message}. Put this right and run the same command again: nothing that was judged is lost.`,
		);
	}
}

/**
 * Reads a JSON file that the grader wrote; undefined when there is none.
 *
 * @throws GradingError when it is something else
 */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
	let text: string;
	try {
		text = await readFile(path, "utf8");
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === "ENOENT") return undefined;
		throw new GradingError(`${path} could not be read: ${message}`);
	}
	try {
		return schema.parse(JSON.parse(text));
	} catch {
		throw new GradingError(
			`${path} is not what this version of attention-lab writes. Was it edited? Move it away, or give --out another folder.`,
		);
	}
}
