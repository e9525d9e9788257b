/** A cell that was executed. */
export interface HistoryEntry {
	readonly session: number;
	/** The execution count. */
	readonly line: number;
	readonly input: string;
	/** The plain text of its result. */
	readonly output?: string | undefined;
}

/** What was executed in this session and in earlier ones. */
export interface History {
	readonly session: number;
	add(line: number, input: string, output: string | undefined): void;
	/** Every entry, oldest first. */
	entries(): readonly HistoryEntry[];
}

export interface HistoryQuery {
	readonly hist_access_type: "tail" | "range" | "search";
	readonly output: boolean;
	readonly n: number | undefined;
	/** 0 is this session, −1 the one before. */
	readonly session: number;
	readonly start: number;
	readonly stop: number | undefined;
	/** A glob: `*` for any text, `?` for any character. */
	readonly pattern: string;
	readonly unique: boolean;
}

type HistoryRow = readonly [number, number, string | readonly [string, string | null]];

/** Answers a `history_request`; source: Jupyter messaging protocol 5.4, "History". */
export function queryHistory(history: History, query: HistoryQuery): HistoryRow[] {
	return select(history, query).map(({ session, line, input, output }) => [
		session,
		line,
		query.output ? [input, output ?? null] : input,
	]);
}

function select(history: History, query: HistoryQuery): readonly HistoryEntry[] {
	const entries = history.entries();
	switch (query.hist_access_type) {
		case "tail":
			return last(entries, query.n);
		case "range": {
			const session = sessionNumber(entries, history.session, query.session);
			const { start, stop = Number.POSITIVE_INFINITY } = query;
			return entries.filter(
				(entry) => entry.session === session && entry.line >= start && entry.line < stop,
			);
		}
		case "search": {
			const matches = entries.filter(({ input }) => globToRegExp(query.pattern).test(input));
			return last(query.unique ? withoutRepetition(matches) : matches, query.n);
		}
	}
}

function last<T>(items: readonly T[], n: number | undefined): readonly T[] {
	return n === undefined ? items : items.slice(Math.max(0, items.length - n));
}

function sessionNumber(
	entries: readonly HistoryEntry[],
	current: number,
	asked: number,
): number | undefined {
	if (asked > 0) return asked;
	const earlier = [...new Set(entries.map(({ session }) => session))].filter(
		(session) => session !== current,
	);
	return asked === 0 ? current : earlier.at(asked);
}

/** Of equal inputs, the latest stays. */
function withoutRepetition(entries: readonly HistoryEntry[]): HistoryEntry[] {
	const latest = new Map(entries.map((entry) => [entry.input, entry]));
	return entries.filter((entry) => latest.get(entry.input) === entry);
}

function globToRegExp(glob: string): RegExp {
	const escaped = glob.replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&");
	return new RegExp(`^${escaped.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`, "u");
}
