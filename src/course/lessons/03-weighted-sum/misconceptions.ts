import { dot, type Matrix, matmul, softmax, transpose, type Vector } from "../../../attention";
import type { Misconception } from "../../lesson";

/** Two mistakes that show differently, depending on how they are written: both ways are listed. */
const weightsMeetEntries = {
	title: "weights meet the entries of a value instead of the values",
	explanation:
		"The dot product of the weights with each value, `values.map((value) => dot(weights, value))`, is a " +
		"sum over the wrong direction: weight j multiplies entry j. But a weight belongs to a whole value. " +
		"It is the columns of the values that meet the weights, so there is one result for each entry.",
};

const weightsTransposed = {
	title: "the columns of the weights are used instead of the rows",
	explanation:
		"In a square matrix of weights rows and columns look alike. But a row is what one query gives, and " +
		"sums to 1; a column is what one key receives. With columns you compute WᵀV, where it should be WV: " +
		"the query's row mixes the values.",
};

/** The wrong answers to exercise 03 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "hard-lookup",
		title: "the value with the highest weight is returned, unmixed",
		explanation:
			"A lookup returns what was found, and the highest weight says what was found best. That is a hard " +
			"lookup: everything else is ignored, and a small change of the weights changes either nothing " +
			"or everything. Attention is the soft one: each value comes in by as much as its weight says.",
		wrong: everywhere((weights, values) => [...values[weights.indexOf(Math.max(...weights))]!]),
	},
	{
		id: "plain-mean",
		title: "the mean of all values, without the weights",
		explanation:
			"A mean is a weighted sum with equal weights, and it is what one gets when the weights are left " +
			"out and the result divided by their number. But then every query gets the same, whatever it " +
			"was looking for. Multiply each value by its weight.",
		wrong: everywhere((_, values) =>
			transpose(values).map((column) => total(column) / column.length),
		),
	},
	{
		id: "plain-sum",
		title: "the values are added up without the weights",
		explanation:
			"The sum is there, the weights are not: every value counts with all it has. The result is larger than " +
			"any mixture could be and the same for every query. Multiply each value by its weight before " +
			"you add it.",
		wrong: everywhere((_, values) => transpose(values).map(total)),
	},
	{
		id: "divided-by-number-of-values",
		title: "the weighted sum is divided by the number of values",
		explanation:
			"Dividing by how many there are makes a mean of a sum. But the weights already are the division: " +
			"together they make 1. Dividing again makes the mixture too small; with all weight on one value " +
			"you should get that value, and get a fraction of it.",
		wrong: everywhere((weights, values) => mixture(weights, values).map((x) => x / weights.length)),
	},
	{
		id: "renormalised",
		title: "the weights are divided by their sum first",
		explanation:
			"Weights should sum to 1, so it seems safe to make sure. For weights from softmax it changes " +
			"nothing. But a row of all zeros (a query with nothing to attend to, lesson 06) becomes 0 / 0 = " +
			"NaN, and mistakes made earlier are hidden instead of seen. Take the weights as they are.",
		wrong: everywhere((weights, values) => {
			const sum = total(weights);
			return mixture(
				weights.map((weight) => weight / sum),
				values,
			);
		}),
	},
	{
		id: "softmax-again",
		title: "the weights go through softmax once more",
		explanation:
			"In attention softmax comes right before this, so it is easy to do it here as well. But what arrives " +
			"here are weights already, numbers between 0 and 1. A second softmax takes them for scores, which " +
			"lie close together, and makes them nearly equal.",
		wrong: everywhere((weights, values) => mixture(softmax(weights), values)),
	},
	{
		id: "not-summed",
		title: "every value is multiplied by its weight, but they are not added up",
		explanation:
			"`values.map((value, i) => value.map((x) => weights[i] * x))` is the first half: each value, scaled. " +
			"But a mixture is one vector. Add the scaled values up, entry by entry.",
		wrong: everywhere((weights, values) => scaled(weights, values) as unknown as number[]),
	},
	{
		id: "summed-to-one-number",
		title: "everything is added up to a single number",
		explanation:
			"One running sum over both loops adds all entries of all values together, so that person, water, " +
			"money and place can no longer be told apart. The mixture needs one sum for each entry: it is as " +
			"long as a value.",
		wrong: everywhere((weights, values) => total(mixture(weights, values)) as unknown as number[]),
	},
	{
		id: "overwritten-not-summed",
		title: "the mixture is overwritten instead of added to",
		explanation:
			"`mixture[j] = weight * x` differs from `mixture[j] += weight * x` by one character. Each value " +
			"throws away what the ones before had brought, and only the last one is left, scaled by its weight.",
		wrong: everywhere((weights, values) => scaled(weights, values).at(-1)!),
	},
	{
		id: "reduce-without-start",
		title: "`reduce` has no starting value, so the first value comes in with all it has",
		explanation:
			"Without a second argument `reduce` takes the first value as the mixture so far and begins at the " +
			"second. So the first value is not multiplied by its weight. Give it a start: a row of zeros.",
		wrong: everywhere((weights, values) =>
			values
				.map((value) => [...value])
				.reduce((sum, value, i) => sum.map((s, j) => s + weights[i]! * value[j]!)),
		),
	},
	{
		id: "first-left-out",
		title: "the loop starts at 1 and leaves the first value out",
		explanation:
			"People count from 1, and so do many formulas: sum from i = 1 to n. Arrays count from 0. Try all " +
			"weight on the first value: you should get that value, and get zeros.",
		wrong: everywhere((weights, values) =>
			mixture(
				weights.map((weight, i) => (i === 0 ? 0 : weight)),
				values,
			),
		),
	},
	{
		...weightsMeetEntries,
		id: "weights-meet-entries",
		wrong: everywhere((weights, values) => values.map((value) => dot(weights, value))),
	},
	{
		...weightsMeetEntries,
		id: "weights-meet-entries-in-loops",
		wrong: everywhere((weights, values) =>
			values.map((value) => value.reduce((sum, x, j) => sum + weights[j]! * x, 0)),
		),
	},
	{
		id: "brought-to-length-one",
		title: "the mixture is brought to length 1",
		explanation:
			"Vectors are often normalised, so that only their direction counts. But a mixture of two values that " +
			"disagree is shorter, and that is information. It also moves the mixture out of the space " +
			"between its values, and a mixture of zeros becomes NaN. Leave it as long as it is.",
		wrong: everywhere((weights, values) => {
			const mixed = mixture(weights, values);
			const length = Math.hypot(...mixed);
			return mixed.map((x) => x / length);
		}),
	},
	{
		id: "values-returned-unmixed",
		title: "the values are returned as they came",
		explanation:
			"In a sentence that looks at itself there are as many values as queries, and returning the values " +
			"gives the right shape. But then nothing was mixed and the weights were for nothing. Each row of " +
			"the result belongs to a query, and is mixed with the weights of its row.",
		wrong: { mixValues: (_: Matrix, values: Matrix) => values.map((value) => [...value]) },
	},
	{
		...weightsTransposed,
		id: "weights-transposed",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) => matmul(transpose(weightRows), values),
		},
	},
	{
		...weightsTransposed,
		id: "weights-transposed-in-loops",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) =>
				transpose(weightRows).map((column) =>
					values[0]!.map((_, j) =>
						column.reduce((sum, weight, i) => sum + weight * values[i]![j]!, 0),
					),
				),
		},
	},
	{
		...weightsTransposed,
		id: "weights-transposed-by-columns",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) =>
				transpose(weightRows).map((column) =>
					values[0]!.map((_, j) =>
						values.reduce((sum, value, i) => sum + column[i]! * value[j]!, 0),
					),
				),
		},
	},
	{
		id: "factors-swapped",
		title: "values times weights instead of weights times values",
		explanation:
			"With numbers the order does not matter, with matrices it does. The rows of a product belong to the " +
			"first matrix, and the rows of the result have to belong to the queries, so the weights come " +
			"first: [n_q, n_k] times [n_k, d_v].",
		wrong: { mixValues: (weightRows: Matrix, values: Matrix) => matmul(values, weightRows) },
	},
	{
		id: "result-transposed",
		title: "the result has its rows and columns exchanged",
		explanation:
			"It happens when the outer loop goes over the entries and the inner one over the queries. All sums " +
			"are right, only each stands in the place of another: a row of the result has to hold the whole " +
			"mixture of one query.",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) => transpose(matmul(weightRows, values)),
		},
	},
	{
		id: "first-row-for-every-query",
		title: "every query is given the weights of the first",
		explanation:
			"It happens when the mixture is computed once, before the loop, or with weightRows[0] left over from " +
			"trying things out. Every row of your result is the same; each query has weights of its own.",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) =>
				weightRows.map(() => mixture(weightRows[0]!, values)),
		},
	},
	{
		id: "itself-excluded",
		title: "a token does not mix in its own value",
		explanation:
			"Attending to oneself seems pointless, so value i is left out of row i. But the weights say how much " +
			"of itself a token keeps, and without that part they no longer sum to 1. Besides, query i and value " +
			"i need not be the same token at all.",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) =>
				weightRows.map((row, i) =>
					mixture(
						row.map((weight, j) => (i === j ? 0 : weight)),
						values,
					),
				),
		},
	},
	{
		id: "rows-aliased-by-fill",
		title: "all rows are one and the same array",
		explanation:
			"`Array(n).fill([])` or `Array(n).fill(row)` looks like n rows, but it puts one and the same " +
			"array into all n places: what you write into the second row also lands in the first. That is " +
			"why every row of your result equals the last one. `weightRows.map(…)` makes a new row each time.",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) => {
				const rows: number[][] = Array(weightRows.length).fill([]);
				for (const [i, row] of matmul(weightRows, values).entries())
					for (const [j, x] of row.entries()) rows[i]![j] = x;
				return rows;
			},
		},
	},
	{
		id: "one-mixture-for-all",
		title: "all queries are added into one and the same array",
		explanation:
			"The array of zeros was created once: before the loop over the queries, or by " +
			"`Array(n).fill(Array(d).fill(0))`, which puts one array into all n places. So every query adds to " +
			"what the others left, and every row holds everything. Create the zeros inside the loop, anew " +
			"for each query.",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) => {
				const everything = transpose(matmul(weightRows, values)).map(total);
				return weightRows.map(() => everything);
			},
		},
	},
	{
		id: "mixtures-in-one-list",
		title: "all mixtures stand in one long list",
		explanation:
			"`flatMap`, or pushing every number into one array, loses where the mixture of one query ends. " +
			"Collect each mixture in an array of its own: `weightRows.map(…)` returns one row for each query.",
		wrong: {
			mixValues: (weightRows: Matrix, values: Matrix) => matmul(weightRows, values).flat(),
		},
	},
	{
		id: "input-changed",
		title: "the values themselves are scaled or added to",
		explanation:
			"`values[i][j] *= weights[i]` saves an array, and `const mixture = values[0]` looks like a start. " +
			"But the values belong to whoever called the function, and the next query needs them unchanged. The " +
			"types say so, too: a `Matrix` is readonly. Begin with a new array of zeros.",
		wrong: everywhere((weights, values) => {
			const rows = values as number[][];
			for (const [i, row] of rows.entries())
				for (let j = 0; j < row.length; j++) row[j]! *= weights[i]!;
			return transpose(rows).map(total);
		}),
	},
	{
		id: "output-rounded",
		title: "the mixture is rounded",
		explanation:
			"0.333 reads better than 0.3333333333333333, and `toFixed` or `Math.round` gives it. But mixtures are what " +
			"the next layer computes with, and rounding errors add up. Return the numbers as they are, and " +
			"round only where you print.",
		wrong: everywhere((weights, values) =>
			mixture(weights, values).map((x) => Math.round(x * 1e4) / 1e4),
		),
	},
	{
		id: "single-precision",
		title: "the mixture is computed with 32-bit numbers",
		explanation:
			"Real models compute with 32-bit or even shorter numbers, so a Float32Array looks professional. " +
			"It keeps 7 digits of the 16 that JavaScript's numbers have, and this course compares results " +
			"more closely than that. Use ordinary arrays here, or a Float64Array; speed comes later.",
		wrong: everywhere((weights, values) => mixture(weights, values).map(Math.fround)),
	},
];

/** A wrong weightedSum, and the mixValues that calls it. */
function everywhere(weightedSum: (weights: Vector, values: Matrix) => number[]) {
	return {
		weightedSum,
		mixValues: (weightRows: Matrix, values: Matrix) =>
			weightRows.map((weights) => weightedSum(weights, values)),
	};
}

const mixture = (weights: Vector, values: Matrix): number[] =>
	transpose(values).map((column) => dot(weights, column));

const scaled = (weights: Vector, values: Matrix): number[][] =>
	values.map((value, i) => value.map((x) => weights[i]! * x));

const total = (row: Vector): number => row.reduce((a, b) => a + b, 0);
