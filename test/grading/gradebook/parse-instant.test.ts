import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstant } from "../../../src/grading/gradebook/parse-instant";

describe("parseInstant(text) gives a moment in UTC", () => {
	it.each([
		["2026-11-20T23:59Z", "2026-11-20T23:59:00.000Z"],
		["2026-11-20 23:59 UTC", "2026-11-20T23:59:00.000Z"],
		["2026-11-20T23:59:30.5Z", "2026-11-20T23:59:30.000Z"],
		["2026-11-20T23:59+01:00", "2026-11-20T22:59:00.000Z"],
		["2026-11-20T23:59-0530", "2026-11-21T05:29:00.000Z"],
		["2026-11-20T23:59+01", "2026-11-20T22:59:00.000Z"],
		["2026-11-20 23:59 Europe/Berlin", "2026-11-20T22:59:00.000Z"],
		["2026-07-20 23:59 Europe/Berlin", "2026-07-20T21:59:00.000Z"],
		["2026-07-20T23:59 America/Argentina/Buenos_Aires", "2026-07-21T02:59:00.000Z"],
		["2026-11-20T23:59 Asia/Kolkata", "2026-11-20T18:29:00.000Z"],
	])("of %s", (text, utc) => {
		expect(parseInstant(text, "The deadline")).toBe(utc);
	});

	it.each([
		["2026-11-20T23-59-00Z", "2026-11-20T23:59:00.000Z"],
		["2026-11-20T23-59Z", "2026-11-20T23:59:00.000Z"],
		["2026-11-20T23-59-00+01-00", "2026-11-20T22:59:00.000Z"],
		["2026-11-20T23-59-00-05-30", "2026-11-21T05:29:00.000Z"],
		["2026-11-20T23-59+0100", "2026-11-20T22:59:00.000Z"],
	])("of a file's name, %s", (text, utc) => {
		expect(parseInstant(text, "The time")).toBe(utc);
	});

	it("takes the later of an hour that a place has twice, and goes on from one that it skips", () => {
		const berlin = (text: string) => parseInstant(`${text} Europe/Berlin`, "The deadline");
		expect(berlin("2026-10-25 02:30")).toBe("2026-10-25T01:30:00.000Z");
		expect(berlin("2026-03-29 02:30")).toBe("2026-03-29T01:30:00.000Z");
	});

	it("finds any moment again, to the second", () => {
		const seconds = {
			min: new Date("1970-01-01"),
			max: new Date("2200-01-01"),
			noInvalidDate: true,
		};
		fc.assert(
			fc.property(fc.date(seconds), (date) => {
				const text = `${date.toISOString().slice(0, 19)}.000Z`;
				expect(parseInstant(text, "The time")).toBe(text);
			}),
		);
	});

	it.each([
		["next Friday", /"next Friday" is no time\. Write 2026-11-20T23:59\+01:00/],
		["", /is no time/],
		["2026-11-20", /does not say its time and its zone/],
		["2026-11-20T23:59", /zone/],
		["2026-11-20T10-00-00", /zone/],
		["2026-11-20T10-00-05-00", /is no time/],
		["2026-02-30T10:00Z", /no day/],
		["2026-11-20T24:30Z", /no time of a day/],
		["2026-11-20T10:00+15:00", /no time of a day/],
		["2026-11-20 10:00 Europe/Bärlin", /is no time/],
		["2026-11-20 10:00 Europe/Nowhere", /no zone that is known/],
	])("says what is wrong with %j", (text, message) => {
		expect(() => parseInstant(text, "The deadline")).toThrow(message);
	});
});
