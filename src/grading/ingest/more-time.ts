import { parseDuration } from "../gradebook/parse-duration";
import { parseInstant } from "../gradebook/parse-instant";
import type { MoreTime } from "./roster";

/**
 * An extension as a table has it: days ("2"), a duration ("36h"), or a moment with its zone.
 *
 * @param what how a message calls it
 * @throws GradingError
 */
export function moreTime(text: string, what: string): MoreTime {
	const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 86_400 : parseDuration(text);
	return seconds === undefined ? { until: parseInstant(text, what) } : { seconds };
}
