import { dot, type Matrix, matmul, transpose, type Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/01-similarity";
import type { Implementation } from "../../../src/course/lesson";
import { suite } from "../../exercises/01-similarity.test";
import { describeChecks } from "./describe-lesson";

const rows = (scoreRow: (query: Vector, keys: Matrix) => number[]) => ({
	scoreRow,
	scoreMatrix: (queries: Matrix, keys: Matrix) => queries.map((query) => scoreRow(query, keys)),
});

const copyOf = (matrix: Matrix) => matrix.map((row) => [...row]);

/** Answers that look nothing like the solution and are as right. */
const otherWays: Record<string, Implementation> = {
	"with loops and indexes": rows((query, keys) => {
		const scores = new Array<number>(keys.length).fill(0);
		for (let i = query.length - 1; i >= 0; i--)
			for (let j = 0; j < keys.length; j++) scores[j]! += query[i]! * keys[j]![i]!;
		return scores;
	}),
	"with map and reduce": rows((query, keys) =>
		keys.map((key) => key.map((x, i) => x * query[i]!).reduce((a, b) => a + b)),
	),
	"with mathjs": {
		scoreRow: (query: Vector, keys: Matrix) => mathjs.multiply(copyOf(keys), [...query]),
		scoreMatrix: (queries: Matrix, keys: Matrix) =>
			mathjs.multiply(copyOf(queries), mathjs.transpose(copyOf(keys))),
	},
	"with a Float64Array, converted back": rows((query, keys) => {
		const q = Float64Array.from(query);
		return [...Float64Array.from(keys, (key) => q.reduce((sum, x, i) => sum + x * key[i]!, 0))];
	}),
	"as a matrix product, and scoreRow as its only row": {
		scoreRow: (query: Vector, keys: Matrix) => matmul([query], transpose(keys))[0],
		scoreMatrix: (queries: Matrix, keys: Matrix) => matmul(queries, transpose(keys)),
	},
	"as the transpose of keys times queries": {
		scoreRow: (query: Vector, keys: Matrix) => keys.map((key) => dot(key, query)),
		scoreMatrix: (queries: Matrix, keys: Matrix) => transpose(matmul(keys, transpose(queries))),
	},
	"by recursion": rows(function scoreRow(query, keys): number[] {
		const [key, ...rest] = keys;
		return key ? [dot(query, key), ...scoreRow(query, rest)] : [];
	}),
};

describeChecks(suite, { solution, otherWays });
