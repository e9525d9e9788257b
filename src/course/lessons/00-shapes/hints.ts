import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"The dot product is a shopping bill: amounts times prices, added up. Keep one running sum, and let it begin at 0.\n\n" +
			"A matrix product is many dot products: a row of `a` with a column of `b`, for every pair of them. So the hard part is getting hold of a column, and `transpose` makes rows of columns.",
	},
	{
		text:
			"`dot` takes two vectors of n numbers and returns one number.\n\n" +
			"`transpose` takes [n, m] and returns [m, n]: for each of the m columns one new row, holding the n numbers of that column.\n\n" +
			"`matmul` takes [n, m] and [m, p] and returns [n, p]: as many rows as `a`, as many columns as `b`. The m is gone, because the dot products summed over it.",
	},
	{
		text:
			"```\n" +
			"dot(a, b):\n" +
			"    sum ← 0\n" +
			"    for each position i: add a[i] · b[i] to sum\n" +
			"    return sum\n" +
			"\n" +
			"transpose(a):\n" +
			"    for each column number j:          (as many as the first row has entries)\n" +
			"        a new row: for each row of a, its entry j\n" +
			"\n" +
			"matmul(a, b):\n" +
			"    columns ← transpose(b)\n" +
			"    for each row of a:\n" +
			"        a new row: for each column, dot(row, column)\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function dot(a: Vector, b: Vector): number {\n" +
			"	let sum = 0;\n" +
			"	for (let i = 0; i < a.length; i++) sum += …;\n" +
			"	return sum;\n" +
			"}\n" +
			"\n" +
			"export function transpose(a: Matrix): number[][] {\n" +
			"	return a[0]!.map((_, j) => a.map((row) => …));\n" +
			"}\n" +
			"\n" +
			"export function matmul(a: Matrix, b: Matrix): number[][] {\n" +
			"	const columns = transpose(b);\n" +
			"	return a.map((row) => columns.map((column) => …));\n" +
			"}\n" +
			"```",
	},
];
