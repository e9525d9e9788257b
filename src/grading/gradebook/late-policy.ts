import { GradingError } from "../grading-error";
import { parseDuration } from "./parse-duration";

/** What lateness costs. Lateness counts from the deadline, or from the student's extension of it. */
export interface LatePolicy {
	/** So long after the deadline is on time still; the days begin to count after it. */
	readonly graceSeconds: number;
	/** So many days that have begun cost nothing. A student of the roster may have another number. */
	readonly lateDays: number;
	/** For each further day that has begun, per cent of the points reached. 100: nothing is left. */
	readonly percentADay: number;
	/** Per cent of the points reached that are left, however late. */
	readonly floorPercent: number;
}

const howToSay =
	'A policy is "none", "zero", "percent:10" (a day), "percent:10,floor:50", "grace:15m" or "late-days:5", ' +
	'or several with commas: "grace:15m,late-days:2,percent:10".';

/**
 * Reads a policy. Where it says neither `none` nor `percent`, what is later than its grace and its late
 * days gets nothing.
 *
 * @throws GradingError
 */
export function parseLatePolicy(text: string): LatePolicy {
	const refuse = (why: string): never => {
		throw new GradingError(`The late policy "${text}" ${why}. ${howToSay}`);
	};
	const terms = new Map<string, string>();
	for (const term of text.toLowerCase().split(",")) {
		const [name = "", value = "", ...rest] = term.trim().split(":");
		if (!Object.hasOwn(readers, name) || rest.length > 0)
			refuse(`has an unknown part "${term.trim()}"`);
		if (terms.has(name)) refuse(`says "${name}" twice`);
		terms.set(name, value);
	}
	const read = (name: keyof typeof readers): number | undefined => {
		const value = terms.get(name);
		if (value === undefined) return undefined;
		return readers[name](value) ?? refuse(`has "${name}:${value}", which cannot be read`);
	};

	const daily = (["none", "zero", "percent"] as const).filter((name) => terms.has(name));
	if (daily.length > 1) refuse(`says both "${daily[0]}" and "${daily[1]}"`);
	if (terms.has("none") && terms.size > 1) refuse('says "none" and something else');
	if (terms.has("floor") && !terms.has("percent")) refuse('has a "floor" but no "percent"');
	return {
		graceSeconds: read("grace") ?? 0,
		lateDays: read("late-days") ?? 0,
		percentADay: read("none") ?? read("zero") ?? read("percent") ?? 100,
		floorPercent: read("floor") ?? 0,
	};
}

const percent = (value: string): number | undefined =>
	/^\d+(\.\d+)?%?$/.test(value) && Number.parseFloat(value) <= 100
		? Number.parseFloat(value)
		: undefined;

const readers = {
	none: (value: string) => (value === "" ? 0 : undefined),
	zero: (value: string) => (value === "" ? 100 : undefined),
	percent,
	floor: percent,
	grace: parseDuration,
	"late-days": (value: string) => (/^\d+$/.test(value) ? Number(value) : undefined),
};

/**
 * The part of the points that is left, from 0 to 1; it never grows with lateness.
 *
 * @param lateDays the student's own number of late days
 */
export function partLeft(policy: LatePolicy, lateSeconds: number, lateDays?: number): number {
	const { graceSeconds, percentADay, floorPercent } = policy;
	const days = Math.ceil(Math.max(0, lateSeconds - graceSeconds) / 86_400);
	const paid = Math.max(0, days - (lateDays ?? policy.lateDays));
	return paid === 0 ? 1 : Math.max(floorPercent, 100 - percentADay * paid, 0) / 100;
}
