import { array, double } from "fast-check";
import { exercise } from "../../../src/course/checking/exercise";
import type { Lesson } from "../../../src/course/lesson";

type Rows = readonly (readonly number[])[];

const sum = (numbers: readonly number[]) => numbers.reduce((total, x) => total + x, 0);

/** A correct answer, and the oracle of the sample's checks. */
export const solution = {
	/** Numbers divided by their sum. */
	shares: (amounts: readonly number[]): number[] => amounts.map((x) => x / sum(amounts)),
	sharesOfRows: (rows: Rows): number[][] => rows.map((row) => row.map((x) => x / sum(row))),
};

/** Shares over the columns, by whatever function makes shares. */
const overColumns =
	(shares: (amounts: readonly number[]) => number[]) =>
	(rows: Rows): number[][] => {
		const columns = rows[0]!.map((_, j) => shares(rows.map((row) => row[j]!)));
		return rows.map((row, i) => row.map((_, j) => columns[j]![i]!));
	};

const byLargest = (amounts: readonly number[]) => amounts.map((x) => x / Math.max(...amounts));
const rounded = (amounts: readonly number[]) =>
	solution.shares(amounts).map((x) => Math.round(x * 1e4) / 1e4);

const hint = { text: "Think." };

/** A lesson as small as a lesson can be, so that the engine is tested apart from the course. */
export const sampleLesson: Lesson = {
	id: "99-shares",
	title: "Shares of a whole",
	question: "Who gets how much?",
	minutes: 10,
	exercise: {
		functions: ["shares", "sharesOfRows"],
		points: 10,
		allowedImports: ["dot"],
		hints: [hint, hint, hint, hint],
		misconceptions: [
			{
				id: "divides-by-the-largest",
				title: "divided by the largest amount instead of the sum",
				explanation: "The largest share is then 1.",
				wrong: { shares: byLargest, sharesOfRows: (rows: Rows) => rows.map(byLargest) },
			},
			{
				id: "over-columns",
				title: "shares over columns instead of rows",
				explanation: "The columns then sum to 1.",
				wrong: { sharesOfRows: overColumns(solution.shares) },
			},
			{
				id: "rounds",
				title: "rounded numbers",
				explanation: "Then they do not sum to 1.",
				wrong: { shares: rounded, sharesOfRows: (rows: Rows) => rows.map(rounded) },
			},
		],
	},
	quiz: [],
};

/** The checks of the sample lesson. */
export const sampleSuite = exercise(sampleLesson, solution, ({ property }) => {
	property("shares are amounts over their sum", { of: "shares", points: 3 }, ({ call, random }) => {
		const amounts = Array.from({ length: 7 }, () => random.uniform(1, 9));
		call(amounts).gives(solution.shares(amounts));
	});
	property("shares sum to 1", { of: "shares", points: 2 }, ({ call, forAll }) => {
		forAll(array(double({ min: 1, max: 9, noNaN: true }), { minLength: 1 }), (amounts) => {
			call(amounts).measured("the sum of the shares", sum).gives(1);
		});
	});
	property("every row is shared by itself", { of: "sharesOfRows", points: 3 }, (tools) => {
		const rows = [3, 4, 5].map(() => Array.from({ length: 4 }, () => tools.random.uniform(1, 9)));
		tools.call(rows).gives(solution.sharesOfRows(rows));
	});
	property("rows are separate", { of: "sharesOfRows", points: 2 }, ({ call }) => {
		call([
			[1, 3],
			[1, 3],
		]).hasSeparateRows();
	});
});
