import type { JudgedTest } from "../judgment";

/** A test as a view tells it: what was told before is not told at length again. */
export interface ToldTest {
	readonly test: JudgedTest;
	readonly signs: StatusSigns;
	/** The same was said of an earlier test. */
	readonly isSameFailure: boolean;
	readonly isSameMisconception: boolean;
}

/** A status in a mark and in words, so that colour is never the only sign of it. */
export interface StatusSigns {
	readonly mark: string;
	readonly words: string;
	readonly tone: "good" | "bad" | "open";
}

export function toldTests(tests: readonly JudgedTest[]): ToldTest[] {
	const failures = new Set<string>();
	const misconceptions = new Set<string>();
	return tests.map((test) => {
		const summary = test.status === "failed" ? (test.failure?.summary ?? "") : "";
		const told = {
			test,
			signs: statusSigns(test),
			isSameFailure: failures.has(summary),
			isSameMisconception: misconceptions.has(test.misconception ?? ""),
		};
		if (summary) failures.add(summary);
		if (test.misconception) misconceptions.add(test.misconception);
		return told;
	});
}

function statusSigns({ status, failure }: JudgedTest): StatusSigns {
	switch (status) {
		case "passed":
			return { mark: "✓", words: "passed", tone: "good" };
		case "failed":
			return { mark: "✗", words: "not right yet", tone: "bad" };
		case "error":
			return { mark: "!", words: "could not be run", tone: "bad" };
		case "skipped":
			return { mark: "○", words: failure?.summary ?? "not attempted", tone: "open" };
	}
}
