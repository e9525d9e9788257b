import { GradingError } from "../grading-error";

const form =
	/^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?: ?(Z|UTC)| ?([+-])(\d\d)(?::?(\d\d))?| ([A-Za-z_]+(?:\/[\w+-]+)+))$/i;

/** With "-" for ":". Where the offset begins with "-" there must be seconds, or both look the same. */
const formOfFileNames = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)(?:-(\d\d))?(Z|[+-]\d\d-?\d\d)$/i;

const example = '2026-11-20T23:59+01:00, 2026-11-20T22:59Z or "2026-11-20 23:59 Europe/Berlin"';

/**
 * A moment as people write it, in ISO 8601 and UTC: "2026-11-20T22:59:00.000Z". It must say its zone, as
 * an offset or by the name of a place. `-` may stand for `:`, which file names cannot have:
 * "2026-11-20T23-59-00+01-00".
 *
 * An hour that a place has twice, when its summer ends, is the later one; an hour that it skips, when its
 * summer begins, is as far behind the last one as it says.
 *
 * @param what how a message calls it: "The deadline"
 * @throws GradingError
 */
export function parseInstant(text: string, what: string): string {
	const match = form.exec(withColons(text.trim()));
	if (!match) throw new GradingError(`${what} "${text}" ${reason(text)} Write ${example}.`);
	const [, year, month, day, hour, minute, second = "0", utc, sign, offsetHours, offsetMinutes] =
		match;
	const written = [year, month, day, hour, minute, second].map(Number);
	const local = Date.UTC(written[0]!, written[1]! - 1, ...(written.slice(2) as [number]));
	const back = fields(new Date(local));
	const ahead = Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0);
	if (
		written.some((value, i) => value !== back[i]) ||
		ahead > 14 * 60 ||
		Number(offsetMinutes) > 59
	)
		throw new GradingError(`${what} "${text}" is no day or no time of a day. Write ${example}.`);

	if (utc) return new Date(local).toISOString();
	if (sign) return new Date(local - (sign === "-" ? -1 : 1) * ahead * 60_000).toISOString();
	return new Date(inPlace(local, match[11]!, what, text)).toISOString();
}

function withColons(text: string): string {
	const [, day, hour, minute, second, zone] = formOfFileNames.exec(text) ?? [];
	if (zone === undefined || (second === undefined && zone.startsWith("-"))) return text;
	return `${day}T${hour}:${minute}:${second ?? "00"}${zone.replace(/(\d\d)-(?=\d)/, "$1")}`;
}

const reason = (text: string): string =>
	/^\d{4}-\d\d-\d\d([T ]\d\d[:-]\d\d([:-]\d\d)?)?$/.test(text.trim())
		? "does not say its time and its zone: what it means depends on the machine that reads it."
		: "is no time.";

const fields = (date: Date): number[] => [
	date.getUTCFullYear(),
	date.getUTCMonth() + 1,
	date.getUTCDate(),
	date.getUTCHours(),
	date.getUTCMinutes(),
	date.getUTCSeconds(),
];

/** When the clocks of a place show what UTC's show at `local`. */
function inPlace(local: number, place: string, what: string, text: string): number {
	let clock: Intl.DateTimeFormat;
	try {
		clock = new Intl.DateTimeFormat("en-US", {
			timeZone: place,
			hourCycle: "h23",
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "numeric",
			minute: "numeric",
			second: "numeric",
		});
	} catch {
		throw new GradingError(`${what} "${text}" names no zone that is known. Write ${example}.`);
	}
	const day = 86_400_000;
	const [before, after] = [local - day, local + day].map((moment) => offset(clock, moment));
	const right = [local - before!, local - after!].filter(
		(moment) => moment + offset(clock, moment) === local,
	);
	return right.length > 0 ? Math.max(...right) : local - before!;
}

/** How far a place's clocks are ahead of UTC, in milliseconds. */
function offset(clock: Intl.DateTimeFormat, moment: number): number {
	const parts = clock.formatToParts(moment);
	const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
	const shown = Date.UTC(
		part("year"),
		part("month") - 1,
		part("day"),
		part("hour"),
		part("minute"),
		part("second"),
	);
	return shown - Math.floor(moment / 1000) * 1000;
}
