import type { Matrix, Vector } from "../../../attention";
import type { Misconception } from "../../lesson";

/** The wrong answers to exercise 00 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "products-not-summed",
		title: "the products are returned one by one instead of their sum",
		explanation:
			"Multiplying entry by entry is the part of the dot product that one remembers, and `map` " +
			"returns a list of its own accord. But a dot product is a single number: how much two vectors " +
			"have in common, all entries taken together. Add the products up.",
		wrong: everywhere((a, b) => a.map((x, i) => x * b[i]!) as unknown as number),
	},
	{
		id: "sums-multiplied",
		title: "each vector is summed first, and the two sums are multiplied",
		explanation:
			"(1 + 2) · (3 + 4) looks like the same numbers in another order. But then every entry of one " +
			"vector meets every entry of the other, and it no longer matters which stands where. In a dot " +
			"product entry i meets entry i only: 1·3 + 2·4. Multiply first, then add.",
		wrong: everywhere((a, b) => total(a) * total(b)),
	},
	{
		id: "added-instead-of-multiplied",
		title: "entries are added in pairs instead of multiplied",
		explanation:
			"Adding is how two vectors become a third, so a plus sign comes easily. In a dot product each pair " +
			"is multiplied: then a pair counts for much only when both entries are large, and not at all when " +
			"one of them is 0. Try [5, 0] and [0, 5], which have nothing in common: it has to be 0.",
		wrong: everywhere((a, b) => total(a.map((x, i) => x + b[i]!))),
	},
	{
		id: "reduce-without-start",
		title: "`reduce` has no starting value, so the first product is missing",
		explanation:
			"Without a second argument `reduce` takes the first entry of the array as the sum so far and " +
			"begins at the second. So a[0] is counted as it is, not multiplied by b[0]. Give it a start: " +
			"`a.reduce((sum, x, i) => sum + x * b[i], 0)`. You see it with b all zeros: the result should be " +
			"0, and is a[0].",
		wrong: everywhere((a, b) => a.reduce((sum, x, i) => sum + x * b[i]!)),
	},
	{
		id: "sum-starts-at-one",
		title: "the sum starts at 1",
		explanation:
			"A product starts at 1, because multiplying by 1 changes nothing, and there is a product in every " +
			"term here. But what runs along is a sum, and a sum starts at 0: adding 0 changes nothing. Your " +
			"results are 1 too large, which shows best with vectors of zeros.",
		wrong: everywhere((a, b) => a.reduce((sum, x, i) => sum + x * b[i]!, 1)),
	},
	{
		id: "first-left-out",
		title: "the loop starts at 1 and leaves the first entry out",
		explanation:
			"People count from 1, and so do many formulas: sum from i = 1 to n. Arrays count from 0, so a " +
			"loop from 1 misses the first entry. Try two vectors of length 1: the result should be their " +
			"product, and is 0.",
		wrong: everywhere((a, b) => a.reduce((sum, x, i) => (i === 0 ? 0 : sum + x * b[i]!), 0)),
	},
	{
		id: "last-left-out",
		title: "the loop stops one too early and leaves the last entry out",
		explanation:
			"The last index is length − 1, so `i < a.length - 1` looks right. But `<` already stops before " +
			"the number to its right: it is either `i < a.length` or `i <= a.length - 1`. Try two vectors of " +
			"length 1: the result should be their product, and is 0.",
		wrong: everywhere((a, b) =>
			a.reduce((sum, x, i) => (i === a.length - 1 ? sum : sum + x * b[i]!), 0),
		),
	},
	{
		id: "overwritten-not-summed",
		title: "the sum is overwritten instead of added to",
		explanation:
			"`sum = a[i] * b[i]` differs from `sum += a[i] * b[i]` by one character, and both run without an " +
			"error. But each step throws away what was there before, so that only the last product is left. " +
			"Every entry of a dot product or a matrix product is a sum over all positions.",
		wrong: everywhere((a, b) => a.reduce((_, x, i) => x * b[i]!, 0)),
	},
	{
		id: "divided-by-length",
		title: "the sum is divided by the number of entries",
		explanation:
			"A mean keeps long vectors from giving large numbers, and dividing is a habit from statistics. The " +
			"dot product does not: it really is larger for longer vectors. (Lesson 05 will divide by " +
			"something, on purpose and in one place only.)",
		wrong: everywhere((a, b) => sumOfProducts(a, b) / a.length),
	},
	{
		id: "cosine",
		title: "the dot product is divided by the lengths of the vectors",
		explanation:
			"Dot product divided by both lengths is the cosine of the angle between the vectors, and many " +
			"recipes for comparing vectors use it. It always lies between −1 and 1 and forgets how long " +
			"the vectors are. The dot product itself does not divide: [2, 0] and [3, 0] give 6, not 1.",
		wrong: everywhere(
			(a, b) => sumOfProducts(a, b) / Math.sqrt(sumOfProducts(a, a) * sumOfProducts(b, b)),
		),
	},
	{
		id: "rows-aliased-by-fill",
		title: "all rows are one and the same array",
		explanation:
			"`Array(n).fill([])` or `Array(n).fill(row)` looks like n rows, but it puts one and the same " +
			"array into all n places: what you write into the second row also lands in the first. That is " +
			"why every row of your result equals the last one. `Array.from({ length: n }, () => [])` makes a " +
			"new row each time.",
		wrong: {
			transpose: (a: Matrix) => {
				const rows: number[][] = Array(a[0]!.length).fill([]);
				for (let j = 0; j < rows.length; j++)
					for (let i = 0; i < a.length; i++) rows[j]![i] = a[i]![j]!;
				return rows;
			},
			matmul: (a: Matrix, b: Matrix) => {
				const rows: number[][] = Array(a.length).fill([]);
				product(a, b).forEach((row, i) => {
					row.forEach((x, j) => {
						rows[i]![j] = x;
					});
				});
				return rows;
			},
		},
	},
	{
		id: "rows-aliased-and-growing",
		title: "all rows are one and the same array, and everything is added or pushed into it",
		explanation:
			"`Array(n).fill([])` and `Array(n).fill(Array(p).fill(0))` create one row and put it into all n " +
			"places. Whatever you push into one row, or add to it, is pushed into or added to all of them, " +
			"so that every row holds everything. `Array.from({ length: n }, () => Array(p).fill(0))` makes a " +
			"new row each time.",
		wrong: {
			transpose: (a: Matrix) => {
				const rows: number[][] = Array(a[0]!.length).fill([]);
				for (const row of a) for (const [j, x] of row.entries()) rows[j]!.push(x);
				return rows;
			},
			matmul: (a: Matrix, b: Matrix) => {
				const row = b[0]!.map((_, j) => total(product(a, b).map((entries) => entries[j]!)));
				return Array(a.length).fill(row);
			},
		},
	},
	{
		id: "reshaped-instead-of-transposed",
		title: "the numbers keep their order and are only cut into rows of another length",
		explanation:
			"[2, 3] becomes [3, 2] in either case, and the same six numbers are in it. But reading the numbers " +
			"row by row and cutting them anew does not turn rows into columns: [[1, 2, 3], [4, 5, 6]] " +
			"becomes [[1, 2], [3, 4], [5, 6]], where its transpose is [[1, 4], [2, 5], [3, 6]]. Follow one " +
			"number: what stood in row i, column j has to stand in row j, column i.",
		wrong: withTranspose((a) => {
			const flat = a.flat();
			const n = a.length;
			return a[0]!.map((_, j) => flat.slice(j * n, (j + 1) * n));
		}),
	},
	{
		id: "not-transposed",
		title: "the matrix is only copied",
		explanation:
			"`a.map((row) => row.map(…))` walks through the rows and builds rows again, so nothing is turned. " +
			"With a square matrix the shape does not even tell. The outer loop has to go over the columns: " +
			"one new row for each of them.",
		wrong: { transpose: (a: Matrix) => a.map((row) => [...row]) }, // a matmul that uses it is rows-times-rows
	},
	{
		id: "rotated",
		title: "the matrix is turned by a quarter instead of transposed",
		explanation:
			"Turning a sheet of paper by a quarter also makes columns of rows, and the shape is right. But it " +
			"turns one direction round: the first row becomes the last column. Transposing flips the sheet " +
			"over its diagonal, and the entry in row 0, column 0 stays where it is. Look where yours went.",
		wrong: withTranspose((a) => a[0]!.map((_, j) => a.map((row) => row[j]!).reverse())),
	},
	{
		id: "square-assumed",
		title: "rows and columns are taken to be equally many",
		explanation:
			"`a.length` is the number of rows, and it is tempting to use it in every loop; with square " +
			"matrices it works. The number of columns is `a[0].length`, and for a product of [n, m] and " +
			"[m, p] there are three different numbers. Say to yourself for each loop which of them it counts.",
		wrong: {
			transpose: (a: Matrix) => a.map((_, j) => a.map((row) => row[j]!)),
			matmul: (a: Matrix, b: Matrix) =>
				a.map((row) => a.map((_, j) => a.reduce((sum, _row, k) => sum + row[k]! * b[k]![j]!, 0))),
		},
	},
	{
		id: "entry-by-entry",
		title: "matrices are multiplied entry by entry",
		explanation:
			"Matrices are added entry by entry, so multiplying in the same way seems natural (it even has a " +
			"name, the Hadamard product). The matrix product combines rows with columns: every entry is a dot " +
			"product. Your result has the shape of the first matrix; it should have the rows of the first and " +
			"the columns of the second.",
		wrong: {
			matmul: (a: Matrix, b: Matrix) => a.map((row, i) => row.map((x, j) => x * b[i]![j]!)),
		},
	},
	{
		id: "rows-times-rows",
		title: "rows of the first matrix meet rows of the second instead of columns",
		explanation:
			"`a.map((row) => b.map((other) => dot(row, other)))` is short, and both loops go over what arrays " +
			"offer: rows. But that is a·bᵀ. It is a useful product (scores are made that way, in lesson 01), " +
			"only not this one: here row i has to meet column j, which is row j of transpose(b).",
		wrong: {
			matmul: (a: Matrix, b: Matrix) =>
				a.map((row) => b.map((other) => row.reduce((sum, x, k) => sum + x * other[k]!, 0))),
		},
	},
	{
		id: "factors-swapped",
		title: "b·a instead of a·b",
		explanation:
			"With numbers the order does not matter, with matrices it does. In b·a it is the rows of b that " +
			"meet the columns of a; for most shapes that does not even fit, and for square ones it gives other " +
			"numbers. The rows of the result belong to the first matrix.",
		wrong: { matmul: (a: Matrix, b: Matrix) => product(b, a) },
	},
	{
		id: "first-transposed",
		title: "columns of the first matrix are taken instead of rows",
		explanation:
			"One of the two matrices has to be read by columns, and it is easy to mix up which. It is the " +
			"second: entry [i][j] is row i of a with column j of b. Transposing a (or both) gives aᵀ·b, which " +
			"fits only for other shapes and has as many rows as a has columns.",
		wrong: { matmul: (a: Matrix, b: Matrix) => product(columnsOf(a), b) },
	},
	{
		id: "result-transposed",
		title: "the result has its rows and columns exchanged",
		explanation:
			"It happens when the outer loop goes over the columns of b and the inner one over the rows of a. " +
			"All the dot products are right, only each stands in the place of another: the outer loop makes " +
			"the rows of the result, and these belong to the rows of a.",
		wrong: { matmul: (a: Matrix, b: Matrix) => columnsOf(product(a, b)) },
	},
	{
		id: "sum-not-reset",
		title: "the sum is not set back to 0 for each entry",
		explanation:
			"`let sum = 0` stands before the loops over rows and columns, so every entry goes on where the one " +
			"before stopped. Only the first entry of your result is right, and the differences between " +
			"neighbours are right, too. Move `let sum = 0` inside, to where one entry begins.",
		wrong: {
			matmul: (a: Matrix, b: Matrix) => {
				let sum = 0;
				return product(a, b).map((row) =>
					row.map((x) => {
						sum += x;
						return sum;
					}),
				);
			},
		},
	},
	{
		id: "result-flat",
		title: "all numbers of the product stand in one long list",
		explanation:
			"Pushing every number into one array is the shortest code, and in memory matrices often look " +
			"like that. But here a matrix is an array of rows: collect the numbers of one row in an array of " +
			"their own, and the rows in another. `map` inside `map` does it by itself; `flatMap` flattens.",
		wrong: {
			transpose: (a: Matrix) => columnsOf(a).flat(),
			matmul: (a: Matrix, b: Matrix) => product(a, b).flat(),
		},
	},
	{
		id: "input-changed",
		title: "the result is written into the arguments",
		explanation:
			"`a[i] *= b[i]`, `a[i].reverse()` or swapping entries in place saves an array, but the array " +
			"belongs to whoever called the function: their numbers are gone, and a second call gives " +
			"something else. The types say so, too: a `Vector` is readonly. Build new arrays.",
		wrong: {
			...everywhere((a, b) => {
				const products = a as number[];
				for (let i = 0; i < products.length; i++) products[i]! *= b[i]!;
				return total(products);
			}),
			transpose: (a: Matrix) => {
				const rows = a as number[][];
				rows.splice(0, rows.length, ...columnsOf(a));
				return rows;
			},
		},
	},
	{
		id: "output-rounded",
		title: "the result is rounded",
		explanation:
			"0.3 reads better than 0.30000000000000004, and `toFixed` or `Math.round` gives it. But an " +
			"attention layer multiplies matrices again and again, and rounding errors add up. Return the " +
			"numbers as they are, and round only where you print.",
		wrong: everywhere((a, b) => Math.round(sumOfProducts(a, b) * 1e4) / 1e4),
	},
	{
		id: "single-precision",
		title: "the result is computed with 32-bit numbers",
		explanation:
			"Real models compute with 32-bit or even shorter numbers, so a Float32Array looks professional. " +
			"It keeps 7 digits of the 16 that JavaScript's numbers have, and this course compares results " +
			"more closely than that. Use ordinary arrays here, or a Float64Array; speed comes later.",
		wrong: everywhere((a, b) => Math.fround(sumOfProducts(a, b))),
	},
];

/** A wrong dot product, and the matrix product that is made of it. */
function everywhere(dot: (a: Vector, b: Vector) => number) {
	return {
		dot,
		matmul: (a: Matrix, b: Matrix) => {
			const columns = columnsOf(b);
			return a.map((row) => columns.map((column) => dot(row, column)));
		},
	};
}

/** A wrong transpose, and the matrix product that takes its columns from it. */
function withTranspose(transpose: (a: Matrix) => number[][]) {
	return {
		transpose,
		matmul: (a: Matrix, b: Matrix) => {
			const columns = transpose(b);
			return a.map((row) => columns.map((column) => sumOfProducts(row, column)));
		},
	};
}

const total = (row: Vector): number => row.reduce((a, b) => a + b, 0);

const sumOfProducts = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

const columnsOf = (a: Matrix): number[][] => a[0]!.map((_, j) => a.map((row) => row[j]!));

const product = (a: Matrix, b: Matrix): number[][] =>
	a.map((row) => columnsOf(b).map((column) => sumOfProducts(row, column)));
