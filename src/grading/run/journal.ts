import { type FileHandle, open } from "node:fs/promises";
import { GradingError } from "../grading-error";
import type { JobVerdict } from "../job-verdict";
import { jobVerdictSchema } from "../job-verdict-schema";

/** The verdicts of a run, on disk, one a line; nothing is ever changed in it. */
export interface Journal {
	/** By job key. What failed for want of a working grader is not among them: it is judged again. */
	readonly verdicts: ReadonlyMap<string, JobVerdict>;
	/** Lines that are no verdicts. What they told is judged again. */
	readonly damagedLines: number;
	/**
	 * Resolves when the verdict would survive a loss of power, to the verdict as it would be read back: whether a run
	 * was interrupted makes no difference.
	 *
	 * @throws GradingError
	 */
	append(verdict: JobVerdict): Promise<JobVerdict>;
	close(): Promise<void>;
}

/**
 * Opens a journal, or begins one. A last line that was not written to its end, because the process or the machine
 * stopped, is cut off.
 *
 * @throws GradingError when the file can be neither read nor written
 */
export async function openJournal(path: string): Promise<Journal> {
	try {
		const file = await open(path, "a+", 0o600);
		const { verdicts, damagedLines, length } = read(await file.readFile());
		await file.truncate(length);
		return { verdicts, damagedLines, ...appender(file, path, verdicts) };
	} catch (error) {
		throw journalProblem(path, error);
	}
}

/** Gathers what arrives while the disk is busy and writes it at once. */
function appender(file: FileHandle, path: string, verdicts: Map<string, JobVerdict>) {
	let lines: string[] = [];
	let last: Promise<unknown> = Promise.resolve();
	let next: Promise<void> | undefined;

	const flush = async () => {
		const text = lines.join("");
		lines = [];
		next = undefined;
		await file.appendFile(text);
		await file.datasync();
	};

	return {
		async append(verdict: JobVerdict) {
			const line = JSON.stringify(verdict);
			lines.push(`${line}\n`);
			if (!next) {
				next = last.then(flush).catch((error: unknown) => {
					throw journalProblem(path, error);
				});
				last = next; // after a failure nothing more is written: the file may end in half a line
				next.catch(() => {}); // whoever appended is told
			}
			await next;
			const kept = jobVerdictSchema.parse(JSON.parse(line));
			if (kept.state !== "infra-error") verdicts.set(kept.key, kept);
			return kept;
		},
		async close() {
			await last.catch(() => {});
			await file.close();
		},
	};
}

/** Also says how long the part is that consists of whole lines. */
function read(bytes: Buffer) {
	const verdicts = new Map<string, JobVerdict>();
	const length = bytes.lastIndexOf("\n") + 1;
	let damagedLines = 0;
	for (const line of bytes.toString("utf8", 0, length).split("\n").slice(0, -1)) {
		const verdict = parse(line);
		if (!verdict) damagedLines++;
		else if (verdict.state !== "infra-error") verdicts.set(verdict.key, verdict);
	}
	return { verdicts, damagedLines, length };
}

function parse(line: string): JobVerdict | undefined {
	try {
		return jobVerdictSchema.parse(JSON.parse(line));
	} catch {
		return undefined;
	}
}

function journalProblem(path: string, error: unknown): GradingError {
	if (error instanceof GradingError) return error;
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === "ENOSPC" || code === "EDQUOT")
		return new GradingError(
			`The disk is full: ${path} could not be written. Nothing that was judged before is lost. Make room, then run the same command again: it goes on where it stopped.`,
		);
	return new GradingError(`The journal ${path} could not be opened or written: ${message}`);
}
