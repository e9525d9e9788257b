import { dot, type Matrix, matmul, transpose, type Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/03-weighted-sum";
import type { Implementation } from "../../../src/course/lesson";
import { suite } from "../../exercises/03-weighted-sum.test";
import { describeChecks } from "./describe-lesson";

const rows = (weightedSum: (weights: Vector, values: Matrix) => number[]) => ({
	weightedSum,
	mixValues: (weightRows: Matrix, values: Matrix) =>
		weightRows.map((weights) => weightedSum(weights, values)),
});

const copyOf = (matrix: Matrix) => matrix.map((row) => [...row]);

/** Answers that look nothing like the solution and are as right. */
const otherWays: Record<string, Implementation> = {
	"with loops and indexes": rows((weights, values) => {
		const mixture: number[] = [];
		for (let j = 0; j < values[0]!.length; j++) {
			let sum = 0;
			for (let i = weights.length - 1; i >= 0; i--) sum += weights[i]! * values[i]![j]!;
			mixture[j] = sum;
		}
		return mixture;
	}),
	"with map and reduce": rows((weights, values) =>
		values
			.map((value, i) => value.map((x) => weights[i]! * x))
			.reduce((sum, value) => sum.map((s, j) => s + value[j]!)),
	),
	"with mathjs": {
		weightedSum: (weights: Vector, values: Matrix) => mathjs.multiply([...weights], copyOf(values)),
		mixValues: (weightRows: Matrix, values: Matrix) =>
			mathjs.multiply(copyOf(weightRows), copyOf(values)),
	},
	"with a Float64Array, converted back": rows((weights, values) => {
		const mixture = new Float64Array(values[0]!.length);
		weights.forEach((weight, i) => {
			for (let j = 0; j < mixture.length; j++) mixture[j]! += weight * values[i]![j]!;
		});
		return Array.from(mixture);
	}),
	"as a dot product with every column": rows((weights, values) =>
		transpose(values).map((column) => dot(weights, column)),
	),
	"as a matrix product, and weightedSum as its only row": {
		weightedSum: (weights: Vector, values: Matrix) => matmul([weights], values)[0],
		mixValues: (weightRows: Matrix, values: Matrix) => matmul(weightRows, values),
	},
	"by recursion": rows(function weightedSum([weight = 0, ...weights], values): number[] {
		const [value, ...others] = values;
		if (others.length === 0) return value!.map((x) => weight * x);
		const rest = weightedSum(weights, others);
		return value!.map((x, j) => weight * x + rest[j]!);
	}),
	"leaving out values of weight 0": rows((weights, values) => {
		const mixture = new Array<number>(values[0]!.length).fill(0);
		for (const [i, weight] of weights.entries()) {
			if (weight === 0) continue;
			for (const [j, x] of values[i]!.entries()) mixture[j]! += weight * x;
		}
		return mixture;
	}),
};

describeChecks(suite, { solution, otherWays });
