import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLatePolicy, partLeft } from "../../../src/grading/gradebook/late-policy";

const minute = 60;
const hour = 3600;
const day = 24 * hour;
const left = (policy: string, late: number, lateDays?: number) =>
	partLeft(parseLatePolicy(policy), late, lateDays);

describe("a late policy", () => {
	it("none takes nothing, zero takes everything", () => {
		expect(left("none", 30 * day)).toBe(1);
		expect(left("zero", 0)).toBe(1);
		expect(left("zero", 1)).toBe(0);
	});

	it("percent takes a part for each day that has begun, down to its floor", () => {
		expect([1, day, day + 1, 3 * day].map((late) => left("percent:10", late))).toEqual([
			...[0.9, 0.9, 0.8, 0.7],
		]);
		expect(left("percent:10", 30 * day)).toBe(0);
		expect(left("percent:10%, floor:50", 30 * day)).toBe(0.5);
	});

	it("grace moves the deadline, and without another part what comes after it is lost", () => {
		expect(left("grace:15m", 15 * minute)).toBe(1);
		expect(left("grace:15m", 15 * minute + 1)).toBe(0);
		expect(left("grace:15m,percent:10", 15 * minute + 1)).toBe(0.9);
		expect(left("grace:15m,percent:10", day + 15 * minute)).toBe(0.9);
	});

	it("late days cost nothing while they last, and a student may have another number of them", () => {
		expect(left("late-days:2", 2 * day)).toBe(1);
		expect(left("late-days:2", 2 * day + 1)).toBe(0);
		expect(left("late-days:2,percent:10", 3 * day)).toBe(0.9);
		expect(left("late-days:2,percent:10", 3 * day, 0)).toBe(0.7);
		expect(left("late-days:2", 4 * day, 5)).toBe(1);
	});

	it("never leaves more for what comes later, and always a part from 0 to 1", () => {
		const term = fc.record({
			percent: fc.integer({ min: 0, max: 100 }),
			floor: fc.integer({ min: 0, max: 100 }),
			grace: fc.integer({ min: 0, max: 100 }),
			days: fc.integer({ min: 0, max: 9 }),
		});
		const late = fc.integer({ min: 0, max: 40 * day });
		fc.assert(
			fc.property(term, late, late, ({ percent, floor, grace, days }, one, more) => {
				const text = `percent:${percent},floor:${floor},grace:${grace}h,late-days:${days}`;
				const [early, later] = [one, one + more].map((seconds) => left(text, seconds));
				expect(later).toBeLessThanOrEqual(early!);
				expect(later).toBeGreaterThanOrEqual(0);
				expect(left(text, 0)).toBe(1);
			}),
		);
	});

	it.each([
		["sometimes", /unknown part "sometimes"/],
		["", /unknown part ""/],
		["percent", /"percent:", which cannot be read/],
		["percent:-5", /"percent:-5"/],
		["percent:110", /"percent:110"/],
		["grace:15", /"grace:15"/],
		["late-days:1.5", /"late-days:1.5"/],
		["zero:1", /"zero:1"/],
		["percent:10,percent:20", /"percent" twice/],
		["zero,percent:10", /both "zero" and "percent"/],
		["none,grace:15m", /"none" and something else/],
		["floor:50", /"floor" but no "percent"/],
		["constructor:1", /unknown part "constructor:1"/],
	])("%j is refused, with examples", (text, message) => {
		expect(() => parseLatePolicy(text)).toThrow(message);
		expect(() => parseLatePolicy(text)).toThrow(/grace:15m,late-days:2,percent:10/);
	});
});
