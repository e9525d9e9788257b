import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { z } from "zod";
import type { History, HistoryEntry } from "./history";

const entrySchema = z.object({
	session: z.number().int().positive(),
	line: z.number().int(),
	input: z.string(),
	output: z.string().optional(),
});

/** How many entries of earlier sessions are remembered. */
const memory = 10_000;

/** A history that outlives the kernel: one JSON object a line. What cannot be written is only remembered. */
export function openHistory(path: string): History {
	let earlier: readonly HistoryEntry[] | undefined;
	const own: HistoryEntry[] = [];
	// Seconds since 1970 keep sessions apart and in order without a look at the file.
	const session = Math.floor(Date.now() / 1000);
	return {
		session,
		add(line, input, output) {
			const entry = { session, line, input, output };
			own.push(entry);
			try {
				mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
				appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
			} catch {
				// a read-only home: this session's history still works
			}
		},
		entries() {
			earlier ??= readEntries(path).filter((entry) => entry.session !== session);
			return [...earlier, ...own];
		},
	};
}

/** A history that ends with the kernel. */
export function forgetfulHistory(): History {
	const entries: HistoryEntry[] = [];
	return {
		session: 1,
		add: (line, input, output) => void entries.push({ session: 1, line, input, output }),
		entries: () => entries,
	};
}

/** The file in the user's data folder. */
export function historyPath(): string {
	return join(dataFolder(), "attention-lab", "kernel-history.jsonl");
}

function dataFolder(): string {
	if (process.env.XDG_DATA_HOME) return process.env.XDG_DATA_HOME;
	switch (process.platform) {
		case "win32":
			return process.env.APPDATA ?? join(homedir(), "AppData", "Roaming");
		case "darwin":
			return join(homedir(), "Library", "Application Support");
		default:
			return join(homedir(), ".local", "share");
	}
}

function readEntries(path: string): HistoryEntry[] {
	let lines: string[];
	try {
		lines = readFileSync(path, "utf8").split("\n");
	} catch {
		return []; // nothing was executed yet
	}
	return lines.slice(-memory - 1).flatMap((line) => {
		try {
			return [entrySchema.parse(JSON.parse(line))];
		} catch {
			return []; // a line that another kernel was just writing
		}
	});
}
