import { parseInstant } from "../gradebook/parse-instant";

/**
 * Reads the times of Moodle's grading worksheet, "Friday, 20 November 2026, 10:05 AM", in the time zone
 * of the site; of anything else, nothing.
 *
 * @param zone "Europe/Berlin"
 * @throws GradingError when there is no such zone
 */
export function moodleTime(zone: string): (text: string) => string | undefined {
	return (text) => {
		const [, day = "", monthName = "", year, hour = "", minute, half] = form.exec(text) ?? [];
		const month = months.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
		if (month === 0) return undefined;
		const hours = (Number(hour) % 12) + (half?.toUpperCase() === "PM" ? 12 : 0);
		const date = `${year}-${two(month)}-${two(day)} ${two(half ? hours : hour)}:${minute}`;
		return parseInstant(`${date} ${zone}`, "A time of the grading worksheet,");
	};
}

const form = /^(?:\p{L}+, )?(\d{1,2}) (\p{L}+) (\d{4}), (\d{1,2}):(\d\d) ?([AP]M)?$/iu;
const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const two = (value: number | string): string => `${value}`.padStart(2, "0");
