import { dot, type Matrix, matmul, softmax, type Vector } from "../../../attention";
import type { Misconception } from "../../lesson";

/** The wrong answers to exercise 01 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "cosine",
		title: "the dot product is divided by the lengths of both vectors",
		explanation:
			"Dot product divided by both lengths is the cosine of the angle, and most recipes for comparing " +
			"texts use it. But it forgets how long the vectors are, and length is a way of saying how much " +
			"something matters. Attention takes the dot product as it is: a query twice as long gets " +
			"scores twice as high, where yours stay between −1 and 1.",
		wrong: everywhere((query, key) => dot(query, key) / (lengthOf(query) * lengthOf(key))),
	},
	{
		id: "keys-normalised",
		title: "every key is brought to length 1 first",
		explanation:
			"Bringing vectors to length 1 before comparing them is common where a list is searched. Then a " +
			"key cannot say any more that it is important by being long, and the scores are those of other " +
			"keys than the ones you were given. Take the dot product as it is.",
		wrong: everywhere((query, key) => dot(query, key) / lengthOf(key)),
	},
	{
		id: "query-normalised",
		title: "the query is brought to length 1 first",
		explanation:
			"With a query of length 1 a score is the length of the key's shadow, which makes a good picture " +
			"(it is the one in the lesson). But queries come in all lengths, and a query twice as long " +
			"has to get scores twice as high. Take the dot product as it is.",
		wrong: everywhere((query, key) => dot(query, key) / lengthOf(query)),
	},
	{
		id: "divided-by-square-root-of-d",
		title: "scores are divided by √d already",
		explanation:
			"Attention does divide its scores by √d_k, so you may have seen that formula. It is a step of its " +
			"own, in lesson 05, for a reason that has to be understood first. Here a score is the plain dot " +
			"product.",
		wrong: everywhere((query, key) => dot(query, key) / Math.sqrt(query.length)),
	},
	{
		id: "divided-by-d",
		title: "scores are divided by the number of entries",
		explanation:
			"A mean of the products instead of their sum keeps scores of long vectors small. But a dot product " +
			"is a sum, and the lesson's worked cases are whole numbers: yours are smaller by the factor d.",
		wrong: everywhere((query, key) => dot(query, key) / query.length),
	},
	{
		id: "softmax-already",
		title: "the scores went through softmax already",
		explanation:
			"Softmax comes right after this in attention, and code found elsewhere often does both at once. " +
			"Your numbers are all between 0 and 1 and each row sums to 1: these are weights. Scores can be any " +
			"number, also negative; making weights of them is lesson 02.",
		wrong: {
			scoreRow: (query: Vector, keys: Matrix) => softmax(keys.map((key) => dot(query, key))),
			scoreMatrix: (queries: Matrix, keys: Matrix) =>
				queries.map((query) => softmax(keys.map((key) => dot(query, key)))),
		},
	},
	{
		id: "distance",
		title: "the distance between the vectors is taken instead of the dot product",
		explanation:
			"Distance is the first thing that comes to mind when two points are to be compared. But it is small " +
			"where they are alike, and a score has to be large there. Besides, two long vectors in the same " +
			"direction can be far apart. Multiply entry by entry and add.",
		wrong: everywhere((query, key) => lengthOf(query.map((x, i) => x - key[i]!))),
	},
	{
		id: "negative-squared-distance",
		title: "the negative squared distance is taken instead of the dot product",
		explanation:
			"With the sign turned round, close vectors do score highest, and this is a score that some models " +
			"use. It differs from the dot product, though: −|q − k|² = 2 q·k − |q|² − |k|², so it takes points " +
			"away from long keys. None of your scores can be above 0.",
		wrong: everywhere((query, key) => -(lengthOf(query.map((x, i) => x - key[i]!)) ** 2)),
	},
	{
		id: "absolute-value",
		title: "scores lose their sign",
		explanation:
			"A similarity below zero looks like a mistake, and Math.abs removes it. But vectors that point away " +
			"from each other are the opposite of a match, and their score has to be the lowest of all. Without " +
			"the sign an opposite counts as much as a perfect match.",
		wrong: everywhere((query, key) => Math.abs(dot(query, key))),
	},
	{
		id: "negatives-cut-off",
		title: "negative scores become 0",
		explanation:
			"Less than nothing in common seems impossible, and Math.max(0, score) makes it so. But a key that " +
			"points away from the query has to score lower than one that has nothing to do with it; after the " +
			"cut both have 0. Scores may be negative, softmax can deal with that.",
		wrong: everywhere((query, key) => Math.max(0, dot(query, key))),
	},
	{
		id: "added-instead-of-multiplied",
		title: "entries are added in pairs instead of multiplied",
		explanation:
			"A sum of all entries also grows with both vectors. But then a large entry counts although the other " +
			"vector has nothing in that place. Multiplying is what asks for both: person in the query and " +
			"person in the key.",
		wrong: everywhere((query, key) => query.reduce((sum, x, i) => sum + x + key[i]!, 0)),
	},
	{
		id: "reduce-without-start",
		title: "`reduce` has no starting value, so the first product is missing",
		explanation:
			"Without a second argument `reduce` takes the first entry of the array as the sum so far and " +
			"begins at the second. So query[0] is counted as it is, not multiplied by key[0]. Give it a start: " +
			"`query.reduce((sum, x, i) => sum + x * key[i], 0)`.",
		wrong: everywhere((query, key) => query.reduce((sum, x, i) => sum + x * key[i]!)),
	},
	{
		id: "overwritten-not-summed",
		title: "the sum is overwritten instead of added to",
		explanation:
			"`score = query[i] * key[i]` differs from `score += query[i] * key[i]` by one character. Each " +
			"step throws away what was there before, and only the last feature counts.",
		wrong: everywhere((query, key) => query.at(-1)! * key.at(-1)!),
	},
	{
		id: "products-not-summed",
		title: "the products are kept one by one instead of being added",
		explanation:
			"The products show in which features two tokens match, and `map` keeps them all. But a score is " +
			"one number for a query and a key, all features taken together: add them up.",
		wrong: everywhere((query, key) => query.map((x, i) => x * key[i]!) as unknown as number),
	},
	{
		id: "keys-not-transposed",
		title: "the query is multiplied with the keys as they are, without transposing them",
		explanation:
			"`matmul(queries, keys)` reads well, but a matrix product takes the columns of its second matrix, " +
			"and a column of the keys is one feature of all tokens. The shapes say so, too: [n_q, d] and " +
			"[n_k, d] do not fit, [n_q, d] and [d, n_k] do. Use transpose(keys): that is the ᵀ in QKᵀ.",
		wrong: {
			scoreRow: (query: Vector, keys: Matrix) => matmul([query], keys)[0],
			scoreMatrix: (queries: Matrix, keys: Matrix) => matmul(queries, keys),
		},
	},
	{
		id: "one-score-a-feature",
		title: "one score for each feature instead of for each key",
		explanation:
			"The loops run over the keys inside and over the features outside, so that entry i of the query " +
			"meets key i. But the entries of a query are features, not keys: entry i of the query belongs " +
			"together with entry i of every key. Your result has d scores; it should have one for each key.",
		wrong: {
			scoreRow: scoresOfFeatures,
			scoreMatrix: (queries: Matrix, keys: Matrix) =>
				queries.map((query) => scoresOfFeatures(query, keys)),
		},
	},
	{
		id: "queries-and-keys-swapped",
		title: "one row a key instead of one row a query",
		explanation:
			"The dot product is the same in both directions, so nothing seems to depend on the order of the " +
			"loops. But the outer loop makes the rows, and a row has to hold all scores of one query: in " +
			"lesson 02 softmax goes along the rows. What you have is KQᵀ, the transpose of QKᵀ.",
		wrong: {
			scoreMatrix: (queries: Matrix, keys: Matrix) =>
				keys.map((key) => queries.map((query) => dot(query, key))),
		},
	},
	{
		id: "keys-ignored",
		title: "queries are scored against each other, and the keys are not used",
		explanation:
			"When the queries are the keys, as in the lesson, `queries` can be used for both and nothing is " +
			"wrong. Later they are different (lesson 04), and even come from different texts (lesson 08). " +
			"Every score belongs to a query and a key.",
		wrong: {
			scoreMatrix: (queries: Matrix) => queries.map((a) => queries.map((b) => dot(a, b))),
		},
	},
	{
		id: "queries-ignored",
		title: "keys are scored against each other, and the queries are not used",
		explanation:
			"When the queries are the keys, as in the lesson, `keys` can be used for both and nothing is " +
			"wrong. Later they are different (lesson 04), and even come from different texts (lesson 08). " +
			"There has to be one row for each query.",
		wrong: {
			scoreMatrix: (_: Matrix, keys: Matrix) => keys.map((a) => keys.map((b) => dot(a, b))),
		},
	},
	{
		id: "as-many-keys-as-queries",
		title: "there are taken to be as many keys as queries",
		explanation:
			"In a sentence that looks at itself there are as many queries as keys, and `queries.length` does for " +
			"both loops. In general there may be more of one than of the other. The inner loop has to go over " +
			"the keys.",
		wrong: {
			scoreMatrix: (queries: Matrix, keys: Matrix) =>
				queries.map((query) => queries.map((_, j) => dot(query, keys[j]!))),
		},
	},
	{
		id: "every-query-is-the-first",
		title: "the first query is used for every row",
		explanation:
			"It happens when the row is computed once, before the loop, or with queries[0] left over from " +
			"trying things out. Every row of your result is the same; each has to belong to its own query.",
		wrong: {
			scoreMatrix: (queries: Matrix, keys: Matrix) =>
				queries.map(() => keys.map((key) => dot(queries[0]!, key))),
		},
	},
	{
		id: "itself-excluded",
		title: "a token is not scored against itself",
		explanation:
			"Comparing a token with itself seems pointless, so the diagonal is left at 0. But a token has to be " +
			"able to keep something of itself: in lesson 03 it becomes a mixture of what it scored high, " +
			"and `bank` should not vanish from its own meaning. Besides, row i and column i need not be the " +
			"same token at all.",
		wrong: {
			scoreMatrix: (queries: Matrix, keys: Matrix) =>
				queries.map((query, i) => keys.map((key, j) => (i === j ? 0 : dot(query, key)))),
		},
	},
	{
		id: "every-pair-only-once",
		title: "only one half of the matrix is filled in",
		explanation:
			"In the lesson the score of she with fished is that of fished with she, so computing every pair once " +
			"saves half the work. But then the other half has to be filled in, too; and when queries and " +
			"keys differ, the two halves have nothing to do with each other. Each row needs all of its scores.",
		wrong: {
			scoreMatrix: (queries: Matrix, keys: Matrix) =>
				queries.map((query, i) => keys.map((key, j) => (j < i ? 0 : dot(query, key)))),
		},
	},
	{
		id: "rows-aliased-by-fill",
		title: "all rows are one and the same array",
		explanation:
			"`Array(n).fill([])` or `Array(n).fill(row)` looks like n rows, but it puts one and the same " +
			"array into all n places: what you write into the second row also lands in the first. That is " +
			"why every row of your result equals the last one. `Array.from({ length: n }, () => [])` or " +
			"`queries.map(…)` makes a new row each time.",
		wrong: {
			scoreMatrix: (queries: Matrix, keys: Matrix) => {
				const rows: number[][] = Array(queries.length).fill([]);
				for (const [i, query] of queries.entries())
					for (const [j, key] of keys.entries()) rows[i]![j] = dot(query, key);
				return rows;
			},
		},
	},
	{
		id: "scores-in-one-list",
		title: "all scores stand in one long list",
		explanation:
			"Pushing every score into one array is the shortest code, and `flatMap` does it by itself. But then " +
			"nobody can tell where the scores of one query end. Collect the scores of each query in an array " +
			"of their own: `queries.map((query) => keys.map(…))`.",
		wrong: {
			scoreMatrix: (queries: Matrix, keys: Matrix) =>
				queries.flatMap((query) => keys.map((key) => dot(query, key))),
		},
	},
	{
		id: "input-changed",
		title: "the products are written into the keys themselves",
		explanation:
			"`key[i] *= query[i]` saves an array, but the key belongs to whoever called the function, and the " +
			"next query would meet a changed key. The types say so, too: a `Matrix` is readonly. Keep the " +
			"products in a sum of your own.",
		wrong: everywhere((query, key) => {
			const products = key as number[];
			for (let i = 0; i < products.length; i++) products[i]! *= query[i]!;
			return products.reduce((a, b) => a + b);
		}),
	},
	{
		id: "output-rounded",
		title: "the scores are rounded",
		explanation:
			"0.3 reads better than 0.30000000000000004, and `toFixed` or `Math.round` gives it. But softmax " +
			"turns small differences between scores into differences of weights, and errors add up over the " +
			"layers of a model. Return the numbers as they are, and round only where you print.",
		wrong: everywhere((query, key) => Math.round(dot(query, key) * 1e4) / 1e4),
	},
	{
		id: "single-precision",
		title: "the scores are computed with 32-bit numbers",
		explanation:
			"Real models compute with 32-bit or even shorter numbers, so a Float32Array looks professional. " +
			"It keeps 7 digits of the 16 that JavaScript's numbers have, and this course compares results " +
			"more closely than that. Use ordinary arrays here, or a Float64Array; speed comes later.",
		wrong: everywhere((query, key) => Math.fround(dot(query, key))),
	},
];

/** A wrong score of one query and one key, and the functions that are made of it. */
function everywhere(score: (query: Vector, key: Vector) => number) {
	const scoreRow = (query: Vector, keys: Matrix) => keys.map((key) => score(query, key));
	return {
		scoreRow,
		scoreMatrix: (queries: Matrix, keys: Matrix) => queries.map((query) => scoreRow(query, keys)),
	};
}

function scoresOfFeatures(query: Vector, keys: Matrix): number[] {
	return keys[0]!.map((_, j) => keys.reduce((sum, key, i) => sum + query[i]! * key[j]!, 0));
}

const lengthOf = (vector: Vector): number => Math.hypot(...vector);
