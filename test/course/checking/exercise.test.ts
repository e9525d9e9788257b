import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/attention";
import { nameMisconceptions } from "../../../src/course/checking/diagnose";
import { exercise } from "../../../src/course/checking/exercise";
import { fresh } from "../../../src/course/checking/fresh";
import type { Implementation } from "../../../src/course/lesson";
import { sampleLesson, sampleSuite, solution } from "./sample-exercise";

const tenSeeds = [0, 1, 2, 3, 5, 8, 13, 2017, 123_456_789, 2 ** 53 - 1];

const run = (implementation: Implementation, seed = 1) =>
	sampleSuite.run({ ...solution, ...implementation }, seed);

/** The first failure of an implementation that gets one function wrong. */
const failureOf = (implementation: Implementation) =>
	run(implementation).find(({ failure }) => failure)?.failure;

describe("an exercise's checks", () => {
	it("register no tests when they are imported from somewhere else", () => {
		expect(sampleSuite.properties).toEqual([
			{ name: "shares are amounts over their sum", of: "shares", points: 3 },
			{ name: "shares sum to 1", of: "shares", points: 2 },
			{ name: "every row is shared by itself", of: "sharesOfRows", points: 3 },
			{ name: "rows are separate", of: "sharesOfRows", points: 2 },
		]);
	});

	it.each(tenSeeds)("pass a correct implementation, seed %i", (seed) => {
		expect(run({}, seed).map(({ status }) => status)).toEqual(Array(4).fill("passed"));
	});

	it("give the same fixtures for the same seed, others for another", () => {
		const calls = (seed: number) => {
			const seen: string[] = [];
			const shares = (amounts: readonly number[]) => {
				seen.push(amounts.join());
				return solution.shares(amounts);
			};
			run({ shares }, seed);
			return seen;
		};
		expect(calls(7)).toEqual(calls(7));
		expect(calls(7)).not.toEqual(calls(8));
	});

	it("tell a stub that nobody touched from a wrong answer", () => {
		class NotImplemented extends Error {
			override readonly name = "NotImplemented";
		}
		const shares = () => {
			throw new NotImplemented();
		};
		expect(run({ shares }).map(({ status }) => status)).toEqual([
			"skipped",
			"skipped",
			"passed",
			"passed",
		]);
	});

	it("say which export is missing, and which were found", () => {
		const { shares } = solution;
		const [, , report] = sampleSuite.run({ shares, sharesOfRow: solution.sharesOfRows }, 1);
		expect(report?.status).toBe("error");
		expect(report?.failure?.summary).toBe(
			"The file has no export `sharesOfRows` (it exports shares, sharesOfRow). Is `export` missing, or is the name spelt differently?",
		);
	});

	it("say so when an export is no function", () => {
		expect(failureOf({ shares: [1, 2] })?.summary).toBe(
			"`shares` is exported, but it is an array, not a function.",
		);
	});

	it("shrink a failing example of forAll to the smallest", () => {
		const shares = (amounts: readonly number[]) =>
			amounts.length > 2 ? [2] : solution.shares(amounts);
		const report = run({ shares }).find(({ name }) => name === "shares sum to 1");
		expect(report?.failure).toMatchObject({
			summary: "the sum of the shares is 2 but should be 1.",
			call: "shares([1, 1, 1])",
		});
	});

	it("refuse two properties of the same name", () => {
		expect(() =>
			exercise(sampleLesson, solution, ({ property }) => {
				property("twice", { of: "shares", points: 1 }, () => {});
				property("twice", { of: "shares", points: 1 }, () => {});
			}),
		).toThrow('99-shares has two properties named "twice"');
	});

	it("do not blame the learner for a mistake in a property itself", () => {
		const broken = exercise(sampleLesson, solution, ({ property }) => {
			property("broken", { of: "shares", points: 1 }, () => {
				throw new TypeError("a bug of the course");
			});
		});
		expect(() => broken.run(solution, 1)).toThrow("a bug of the course");
	});

	it("make an argument with a state of its own anew for every call", () => {
		const lottery = { draw: (random: { uniform(): number }) => random.uniform() };
		const lesson = {
			...sampleLesson,
			exercise: { ...sampleLesson.exercise, functions: ["draw"], misconceptions: [] },
		};
		const suite = exercise(lesson, lottery, ({ property }) => {
			property("draws the first number", { of: "draw", points: 1 }, ({ call }) => {
				call(fresh(() => createRandom(7))).gives(createRandom(7).uniform());
			});
		});
		expect(suite.run(lottery, 1)).toMatchObject([{ status: "passed" }]);
	});
});

describe("a misconception", () => {
	for (const { id, wrong } of sampleLesson.exercise.misconceptions)
		it.each(tenSeeds)(`"${id}" is caught and named, seed %i`, (seed) => {
			const names = nameMisconceptions(run(wrong, seed)).filter((name) => name !== undefined);
			expect(new Set(names)).toEqual(new Set([id]));
		});

	it("is not named for a wrong answer that it does not explain", () => {
		const reports = run({ shares: (amounts: readonly number[]) => amounts.map(() => 0.5) });
		expect(reports[0]?.status).toBe("failed");
		expect(nameMisconceptions(reports)).toEqual([undefined, undefined, undefined, undefined]);
	});

	it("is named for a rounded answer, to however many digits", () => {
		const shares = (amounts: readonly number[]) =>
			solution.shares(amounts).map((x) => Number(x.toFixed(3)));
		expect(nameMisconceptions(run({ shares }))[0]).toBe("rounds");
	});

	it("that explains more of the failures goes before one that explains fewer", () => {
		const report = { name: "", of: "f", points: 1, status: "failed" } as const;
		const named = nameMisconceptions([
			{
				...report,
				candidates: [
					{ id: "a", agreement: 1 },
					{ id: "b", agreement: 1 },
				],
			},
			{ ...report, candidates: [{ id: "b", agreement: 0.5 }] },
		]);
		expect(named).toEqual(["b", "b"]);
	});

	it("that agrees on more of the other calls goes before one that agrees on fewer", () => {
		const report = { name: "", of: "f", points: 1, status: "failed" } as const;
		const candidates = [
			{ id: "a", agreement: 0.5 },
			{ id: "b", agreement: 1 },
		];
		expect(nameMisconceptions([{ ...report, candidates }])).toEqual(["b"]);
	});
});

describe("a call of the learner's function", () => {
	it("that changes its input is found out", () => {
		const shares = (amounts: number[]) => {
			amounts[0] = 1;
			return amounts;
		};
		expect(failureOf({ shares })?.summary).toMatch(/^shares changes its input\./);
		const sorting = (amounts: number[]) => solution.shares(amounts.sort());
		expect(failureOf({ shares: sorting })?.summary).toMatch(/^shares changes its input\./);
	});

	it("that answers differently the second time is found out", () => {
		let calls = 0;
		const shares = (amounts: readonly number[]) => solution.shares(amounts).map((x) => x + calls++);
		expect(failureOf({ shares })?.summary).toMatch(/^shares gave a different answer/);
	});

	it("that works only once is found out", () => {
		let calls = 0;
		const shares = (amounts: readonly number[]) => {
			if (calls++ > 0) throw new Error("used up");
			return solution.shares(amounts);
		};
		expect(failureOf({ shares })?.summary).toMatch(/^shares worked once and threw/);
	});

	it("that gives out the same array again and again is found out", () => {
		const buffer: number[] = [];
		const shares = (amounts: readonly number[]) => {
			buffer.length = 0;
			buffer.push(...solution.shares(amounts));
			return buffer;
		};
		expect(failureOf({ shares })?.summary).toMatch(
			/^Two calls of shares returned one and the same/,
		);
	});

	it("that returns nothing is asked for its return", () => {
		expect(failureOf({ shares: () => {} })?.summary).toBe(
			"shares returned undefined: is there a `return`? An arrow function with braces needs one, too.",
		);
	});

	it("that returns a promise is told to drop async", () => {
		const shares = async (amounts: readonly number[]) => solution.shares(amounts);
		expect(failureOf({ shares })?.summary).toMatch(/^shares returned a promise: remove `async`/);
	});

	it("that returns a typed array is told to convert it back", () => {
		const shares = (amounts: readonly number[]) => Float64Array.from(amounts);
		expect(failureOf({ shares })?.summary).toMatch(/returned a Float64Array: convert it back/);
		const sharesOfRows = (rows: readonly number[][]) => rows.map((row) => Float32Array.from(row));
		expect(failureOf({ sharesOfRows })?.summary).toMatch(/returned a Float32Array/);
	});

	it("that returns an array containing itself does not hang the check", () => {
		const loop: unknown[] = [];
		loop.push(loop);
		expect(failureOf({ shares: () => loop })?.summary).toMatch(/that contains itself/);
	});

	it("that computes with 32-bit numbers is told so", () => {
		const shares = (amounts: readonly number[]) => solution.shares(amounts).map(Math.fround);
		expect(failureOf({ shares })?.summary).toMatch(/shares computes with 32-bit numbers/);
	});

	it("that returns one row twice is told so, although the numbers are right", () => {
		const sharesOfRows = (rows: readonly number[][]) => {
			const made = new Map<string, number[]>();
			return rows.map((row) => {
				made.set(row.join(), made.get(row.join()) ?? solution.shares(row));
				return made.get(row.join());
			});
		};
		expect(failureOf({ sharesOfRows })?.summary).toMatch(/are one and the same array/);
	});

	it("that throws is reported with its own words", () => {
		const shares = () => {
			throw new RangeError("no amounts");
		};
		expect(failureOf({ shares })?.summary).toBe("shares threw RangeError: no amounts");
	});

	it.each([
		["a string", 'shares threw the text "oops"', "oops"],
		["nothing", "shares threw undefined", undefined],
	])("that throws %s is told to throw an Error", (_, expected, thrown) => {
		const shares = () => {
			throw thrown;
		};
		expect(failureOf({ shares })?.summary).toContain(expected);
		expect(failureOf({ shares })?.summary).toContain("Throw an Error instead");
	});

	it("that calls itself without end is explained", () => {
		const shares = (amounts: readonly number[]): number[] => shares(amounts);
		expect(failureOf({ shares })?.summary).toMatch(/Either a function calls itself without end/);
	});

	it("prints once, although it is called twice", () => {
		const lines: unknown[] = [];
		const { log } = console;
		console.log = (line) => lines.push(line);
		try {
			run({
				sharesOfRows: (rows: readonly number[][]) => {
					console.log(rows.length);
					return solution.sharesOfRows(rows);
				},
			});
		} finally {
			console.log = log;
		}
		expect(lines).toEqual([3, 2]); // one line for each of the two properties
	});
});
