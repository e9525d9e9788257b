import type { Matrix, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/00-shapes";
import type { Implementation } from "../../../src/course/lesson";
import { suite } from "../../exercises/00-shapes.test";
import { describeChecks } from "./describe-lesson";

/** Answers that look nothing like the solution and are as right. */
const otherWays: Record<string, Implementation> = {
	"with loops and indexes": {
		dot: (a: Vector, b: Vector) => {
			let sum = 0;
			for (let i = a.length - 1; i >= 0; i--) sum += a[i]! * b[i]!;
			return sum;
		},
		transpose: (a: Matrix) => {
			const rows: number[][] = [];
			for (let j = 0; j < a[0]!.length; j++) {
				const row = new Array<number>(a.length);
				for (let i = 0; i < a.length; i++) row[i] = a[i]![j]!;
				rows.push(row);
			}
			return rows;
		},
		matmul: (a: Matrix, b: Matrix) => {
			const rows = Array.from({ length: a.length }, () => Array<number>(b[0]!.length).fill(0));
			for (let i = 0; i < a.length; i++)
				for (let k = 0; k < b.length; k++)
					for (let j = 0; j < b[0]!.length; j++) rows[i]![j]! += a[i]![k]! * b[k]![j]!;
			return rows;
		},
	},
	"with map and reduce": {
		dot: (a: Vector, b: Vector) => a.map((x, i) => x * b[i]!).reduce((x, y) => x + y, 0),
		transpose: (a: Matrix) =>
			a.reduce<number[][]>((rows, row) => row.map((x, j) => [...(rows[j] ?? []), x]), []),
		matmul: (a: Matrix, b: Matrix) =>
			a.map((row) =>
				b.reduce<number[]>((sum, other, k) => other.map((x, j) => (sum[j] ?? 0) + row[k]! * x), []),
			),
	},
	"with mathjs": {
		dot: (a: Vector, b: Vector) => (a.length === 0 ? 0 : mathjs.dot([...a], [...b])),
		transpose: (a: Matrix) => mathjs.transpose(a.map((row) => [...row])),
		matmul: (a: Matrix, b: Matrix) =>
			mathjs.multiply(
				a.map((row) => [...row]),
				b.map((row) => [...row]),
			),
	},
	"with typed arrays, converted back": {
		dot: (a: Vector, b: Vector) =>
			Float64Array.from(a, (x, i) => x * b[i]!).reduce((x, y) => x + y, 0),
		transpose: (a: Matrix) => {
			const [n, m] = [a.length, a[0]!.length];
			const flat = new Float64Array(n * m);
			a.forEach((row, i) => {
				row.forEach((x, j) => {
					flat[j * n + i] = x;
				});
			});
			return Array.from({ length: m }, (_, j) => Array.from(flat.subarray(j * n, (j + 1) * n)));
		},
		matmul: (a: Matrix, b: Matrix) =>
			a.map((row) => {
				const sum = new Float64Array(b[0]!.length);
				b.forEach((other, k) => {
					other.forEach((x, j) => {
						sum[j]! += row[k]! * x;
					});
				});
				return [...sum];
			}),
	},
	"by recursion": {
		dot: recursiveDot,
		transpose: recursiveTranspose,
		matmul: (a: Matrix, b: Matrix): number[][] =>
			recursiveTranspose(b).length === 0
				? []
				: a.map((row) => recursiveTranspose(b).map((column) => recursiveDot(row, column))),
	},
	"with every answer made of the product": {
		dot: (a: Vector, b: Vector) =>
			outerSum(
				a.map((x) => [x]),
				b.map((x) => [x]),
			)[0]?.[0] ?? 0,
		transpose: (a: Matrix) =>
			outerSum(
				a,
				a.map((_, i) => a.map((_row, j) => (i === j ? 1 : 0))),
			),
		matmul: (a: Matrix, b: Matrix) => outerSum(solution.transpose(a), b),
	},
};

function recursiveDot(a: Vector, b: Vector): number {
	const [first, ...rest] = a;
	const [other, ...others] = b;
	return first === undefined ? 0 : first * other! + recursiveDot(rest, others);
}

function recursiveTranspose(a: Matrix): number[][] {
	if (a[0]!.length === 0) return [];
	return [a.map((row) => row[0]!), ...recursiveTranspose(a.map((row) => row.slice(1)))];
}

/** aᵀ·b as a sum of outer products: a [m, n], b [m, p] give [n, p]. */
function outerSum(a: Matrix, b: Matrix): number[][] {
	let sum: number[][] | undefined;
	for (const [k, row] of a.entries())
		sum = row.map((x, i) => b[k]!.map((y, j) => (sum?.[i]?.[j] ?? 0) + x * y));
	return sum ?? [];
}

describeChecks(suite, { solution, otherWays });
