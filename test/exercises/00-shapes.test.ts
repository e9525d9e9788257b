import type { Matrix, Vector } from "attention-lab";
import * as learner from "../../exercises/00-shapes";
import { exercise } from "../../src/course/checking/exercise";
import { shapesLesson } from "../../src/course/lessons/00-shapes/lesson";

export const suite = exercise(shapesLesson, learner, ({ property }) => {
	property(
		"dot gives the number of the worked case",
		{ of: "dot", points: 1 },
		({ call, random }) => {
			call([2, 1, 0], [3, 1, 2]).gives(7);
			const [x, y, z] = random.vector(3) as [number, number, number];
			call([x, y], [z, -3]).gives(x * z - 3 * y);
		},
	);

	property(
		"dot multiplies entry by entry and adds, for vectors of any length",
		{ of: "dot", points: 1 },
		({ call, random }) => {
			for (const n of [4, 7, 2, 1]) {
				const [a, b] = [random.vector(n), random.vector(n)];
				call(a, b).gives(sumOfProducts(a, b));
			}
			call([], []).gives(0);
		},
	);

	property(
		"transpose turns rows into columns",
		{ of: "transpose", points: 2 },
		({ call, random }) => {
			const shapes = [
				[2, 3],
				[5, 3],
				[4, 4],
				[1, 6],
				[7, 1],
			] as const;
			for (const [n, m] of shapes) {
				const a = random.matrix(n, m);
				const result = call(a);
				result.gives(columnsOf(a));
				result.hasSeparateRows();
			}
		},
	);

	property(
		"matmul gives the product of the worked case",
		{ of: "matmul", points: 1 },
		({ call, random }) => {
			const prices = [
				[3, 2],
				[1, 2],
				[2, 1],
			];
			call([[2, 1, 0]], prices).gives([[7, 6]]);
			const row = random.vector(3);
			call([row], prices).gives(product([row], prices));
		},
	);

	property(
		"matmul multiplies every row by every column, for matrices of any size",
		{ of: "matmul", points: 2 },
		({ call, random }) => {
			const sizes = [
				[2, 3, 4],
				[5, 2, 3],
				[3, 7, 2],
				[3, 3, 3], // only here a·b and b·a have the same shape
				[1, 4, 1],
				[4, 1, 3],
			] as const;
			for (const [n, m, p] of sizes) {
				const [a, b] = [random.matrix(n, m), random.matrix(m, p)];
				call(a, b).gives(product(a, b));
			}
		},
	);

	property(
		"matmul makes a row of its own for each row of the result",
		{ of: "matmul", points: 1 },
		({ call, random }) => {
			const row = random.vector(3);
			const [a, b] = [[row, random.vector(3), [...row], row], random.matrix(3, 2)];
			const result = call(a, b);
			result.hasSeparateRows();
			result.gives(product(a, b));
		},
	);
});

function sumOfProducts(a: Vector, b: Vector): number {
	let sum = 0;
	for (const [i, x] of a.entries()) sum += x * b[i]!;
	return sum;
}

function columnsOf(a: Matrix): number[][] {
	const columns: number[][] = [];
	for (let j = 0; j < a[0]!.length; j++) {
		const column: number[] = [];
		for (const row of a) column.push(row[j]!);
		columns.push(column);
	}
	return columns;
}

function product(a: Matrix, b: Matrix): number[][] {
	const rows: number[][] = [];
	for (const row of a) {
		const entries: number[] = [];
		for (const column of columnsOf(b)) entries.push(sumOfProducts(row, column));
		rows.push(entries);
	}
	return rows;
}
