import { appendFileSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type History, type HistoryQuery, queryHistory } from "../../src/kernel/history";
import { openHistory } from "../../src/kernel/history-file";

const everything: HistoryQuery = {
	hist_access_type: "tail",
	output: false,
	n: undefined,
	session: 0,
	start: 1,
	stop: undefined,
	pattern: "*",
	unique: false,
};

const history: History = {
	session: 30,
	add() {},
	entries: () => [
		{ session: 10, line: 1, input: "a = 1", output: "1" },
		{ session: 20, line: 1, input: "b = 2" },
		{ session: 20, line: 2, input: "a = 1", output: "1" },
		{ session: 30, line: 1, input: "softmax(x)", output: "[1]" },
	],
};

const inputs = (query: Partial<HistoryQuery>) =>
	queryHistory(history, { ...everything, ...query }).map(([, , input]) => input);

describe("queryHistory(history, query)", () => {
	it("tail: the last n entries, oldest first", () => {
		expect(inputs({ n: 2 })).toEqual(["a = 1", "softmax(x)"]);
		expect(inputs({ n: 0 })).toEqual([]);
		expect(inputs({})).toHaveLength(4);
	});

	it("range: lines of a session, counted back from this one", () => {
		const range = { hist_access_type: "range" } as const;
		expect(inputs({ ...range, session: 0 })).toEqual(["softmax(x)"]);
		expect(inputs({ ...range, session: -1 })).toEqual(["b = 2", "a = 1"]);
		expect(inputs({ ...range, session: -1, start: 2, stop: 3 })).toEqual(["a = 1"]);
		expect(inputs({ ...range, session: 10 })).toEqual(["a = 1"]);
		expect(inputs({ ...range, session: -5 })).toEqual([]);
	});

	it("search: by glob, the latest of equal inputs when unique", () => {
		const search = { hist_access_type: "search" } as const;
		expect(inputs({ ...search, pattern: "? = *" })).toEqual(["a = 1", "b = 2", "a = 1"]);
		expect(inputs({ ...search, pattern: "? = *", unique: true })).toEqual(["b = 2", "a = 1"]);
		expect(inputs({ ...search, pattern: "softmax(?)" })).toEqual(["softmax(x)"]);
		expect(inputs({ ...search, pattern: "soft" })).toEqual([]);
	});

	it("with outputs on request", () => {
		expect(queryHistory(history, { ...everything, n: 3, output: true })).toEqual([
			[20, 1, ["b = 2", null]],
			[20, 2, ["a = 1", "1"]],
			[30, 1, ["softmax(x)", "[1]"]],
		]);
	});
});

describe("openHistory(path)", () => {
	const path = join(mkdtempSync(join(tmpdir(), "attention-lab-history-")), "data", "history.jsonl");

	it("keeps entries for the kernels that come after, for this user's eyes only", () => {
		openHistory(path).add(1, "line one\nline two", "out");
		appendFileSync(path, '{"half an entry');
		const now = Date.now;
		Date.now = () => now() + 5000;
		try {
			const later = openHistory(path);
			later.add(1, "later", undefined);
			expect(later.entries().map(({ input }) => input)).toEqual(["line one\nline two", "later"]);
		} finally {
			Date.now = now;
		}
		if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
	});

	it("works without a file that it may write", () => {
		const nowhere = openHistory(join(path, "under-a-file", "history.jsonl"));
		nowhere.add(1, "still", undefined);
		expect(nowhere.entries()).toHaveLength(1);
	});
});
