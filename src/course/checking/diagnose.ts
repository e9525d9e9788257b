import type { Lesson, Misconception } from "../lesson";
import { alike } from "./alike";
import { difference, resultOf } from "./difference";
import { type Fault, hasAliasedRows } from "./fault";
import { type Callable, type Outcome, observe, observeOnce } from "./observe";
import { quietly } from "./quietly";
import type { Candidate, Compared, PropertyReport } from "./report";

/** One call of the learner's function, kept so that it can be repeated with a misconception. */
export interface Evidence {
	readonly name: string;
	readonly args: readonly unknown[];
	readonly outcome: Outcome;
	/** Set when this call was found wrong. */
	failed?: {
		readonly expected?: unknown;
		readonly fault?: Fault;
		readonly compared?: Compared | undefined;
	};
}

/** How many failed calls, and how many others, are repeated with each misconception. */
const enough = 40;

/**
 * The misconceptions that give the learner's wrong output on every failed call, best first: those
 * that agree with the learner's code on more of the other calls, too.
 */
export function findCandidates(lesson: Lesson, calls: readonly Evidence[]): Candidate[] {
	const failed = calls.filter((call) => call.failed).slice(0, enough);
	if (failed.length === 0) return [];
	const others = calls.filter((call) => !call.failed).slice(0, enough);
	const candidates = lesson.exercise.misconceptions
		.filter((misconception) => failed.every((call) => explains(misconception, call)))
		.map((misconception) => ({
			id: misconception.id,
			agreement: share(others, (call) => explains(misconception, call)),
		}));
	return candidates.sort((a, b) => b.agreement - a.agreement); // stable: the lesson's order decides
}

/**
 * The misconception to name for each failed property, in the order of the reports. Where several
 * explain a property, the one that explains most failed properties of the same function is taken, then
 * the one that explains most of all functions.
 */
export function nameMisconceptions(reports: readonly PropertyReport[]): (string | undefined)[] {
	const explainedBy = (id: string) =>
		reports.filter((report) => report.candidates?.some((candidate) => candidate.id === id));
	const explained = (id: string, of: string) =>
		explainedBy(id).filter((report) => report.of === of).length;
	return reports.map(({ of, candidates = [] }) => {
		const ranked = candidates.toSorted(
			(a, b) =>
				explained(b.id, of) - explained(a.id, of) ||
				explainedBy(b.id).length - explainedBy(a.id).length ||
				b.agreement - a.agreement,
		);
		return ranked[0]?.id;
	});
}

/** Whether a learner with this misconception would have got what this call gave. */
function explains(misconception: Misconception, call: Evidence): boolean {
	const wrong = misconception.wrong[call.name];
	if (typeof wrong !== "function") return false;
	const again = call.outcome.kind === "fault" && /second-time|shares/.test(call.outcome.fault);
	const outcome = quietly(() => (again ? observe : observeOnce)(wrong as Callable, call.args));
	if (outcome.kind === "value" && call.outcome.kind === "value") {
		if (alike(outcome.value, call.outcome.value)) return !aliasingDiffers(outcome.value, call);
		return sameFault(outcome.value, call);
	}
	if (outcome.kind === "fault" && call.outcome.kind === "fault")
		return outcome.fault === call.outcome.fault;
	if (outcome.kind === "threw" && call.outcome.kind === "threw")
		return errorKind(outcome.error) === errorKind(call.outcome.error);
	return false;
}

/** Rounding to three digits is the same mistake as rounding to four. */
function sameFault(value: unknown, { name, failed }: Evidence): boolean {
	if (failed?.fault === undefined || !("expected" in failed)) return false;
	return difference(resultOf(name), value, failed.expected)?.fault === failed.fault;
}

/** Where two rows of the learner's result are one array, equal numbers are not the point. */
const aliasingDiffers = (value: unknown, { failed }: Evidence): boolean =>
	failed?.fault === "aliased-rows" && !hasAliasedRows(value);

const errorKind = (error: unknown): string =>
	error instanceof Error ? `${error.name}: ${error.message.replace(/\d+/g, "#")}` : `${error}`;

const share = <T>(items: readonly T[], test: (item: T) => boolean): number =>
	items.length === 0 ? 1 : items.filter(test).length / items.length;
