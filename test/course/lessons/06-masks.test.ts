import type { Mask, Matrix, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/06-masks";
import type { Implementation } from "../../../src/course/lesson";
import { suite } from "../../exercises/06-masks.test";
import { describeChecks } from "./describe-lesson";

/** Answers that look nothing like the solution and are as right. */
const otherWays: Record<string, Implementation> = {
	"with loops and indexes": withLoops(),
	"with reduce, over the visible keys alone": {
		causalMask: (n: number) =>
			[...Array(n).keys()].map((i) => [...Array(n).keys()].map((j) => !(j > i))),
		paddingMask: (nQueries: number, keyLength: number, nKeys: number) =>
			[...Array(nQueries)].map(() => [
				...Array<boolean>(keyLength).fill(true),
				...Array<boolean>(nKeys - keyLength).fill(false),
			]),
		combineMasks: (a: Mask, b: Mask) => a.map((row, i) => row.map((x, j) => !(!x || !b[i]![j]))),
		maskedSoftmaxRows: (scores: Matrix, mask: Mask) =>
			scores.map((row, i) => {
				const visible = row.filter((_, j) => mask[i]![j]);
				const highest = visible.reduce((a, b) => Math.max(a, b), -Infinity);
				const total = visible.reduceRight((sum, score) => sum + Math.exp(score - highest), 0);
				return row.map((score, j) => (mask[i]![j] ? Math.exp(score - highest) / total : 0));
			}),
	},
	"with mathjs": {
		causalMask: (n: number) => gridByMathjs(n, n).map((row) => row.map(([i, j]) => j! <= i!)),
		paddingMask: (nQueries: number, keyLength: number, nKeys: number) =>
			gridByMathjs(nQueries, nKeys).map((row) =>
				row.map(([, j]) => mathjs.smaller(j!, keyLength) === true),
			),
		combineMasks: (a: Mask, b: Mask) =>
			a.map((row, i) => row.map((x, j) => mathjs.and(Number(x), Number(b[i]![j])) === true)),
		maskedSoftmaxRows: (scores: Matrix, mask: Mask) =>
			scores.map((row, i) => {
				const seen = row.map((score, j) => (mask[i]![j] ? score : -Infinity));
				const highest = mathjs.max(seen) as number;
				if (highest === -Infinity) return mathjs.multiply([...row], 0);
				const powers = seen.map((score) => mathjs.exp(score - highest));
				return mathjs.divide(powers, mathjs.sum(powers)) as number[];
			}),
	},
	"with typed arrays, converted back": {
		causalMask: (n: number) =>
			Array.from({ length: n }, (_, i) => Array.from(new Uint8Array(n).fill(1, 0, i + 1), Boolean)),
		paddingMask: (nQueries: number, keyLength: number, nKeys: number) => {
			const bits = new Uint8Array(nKeys).fill(1, 0, keyLength);
			return Array.from({ length: nQueries }, () => Array.from(bits, (bit) => bit === 1));
		},
		combineMasks: (a: Mask, b: Mask) =>
			a.map((row, i) => {
				const bits = Uint8Array.from(row, (x, j) => Number(x) & Number(b[i]![j]));
				return Array.from(bits, Boolean);
			}),
		maskedSoftmaxRows: (scores: Matrix, mask: Mask) =>
			scores.map((row, i) => {
				const seen = Float64Array.from(row, (score, j) => (mask[i]![j] ? score : -Infinity));
				const highest = seen.reduce((a, b) => Math.max(a, b));
				const powers = seen.map((score) => (score === -Infinity ? 0 : Math.exp(score - highest)));
				const total = powers.reduce((a, b) => a + b);
				return Array.from(powers, (power) => (total > 0 ? power / total : 0));
			}),
	},
	"with recursion": {
		causalMask: (n: number) => {
			const grow = (size: number): boolean[][] =>
				size === 0
					? []
					: [...grow(size - 1).map((row) => [...row, false]), Array<boolean>(size).fill(true)];
			return grow(n);
		},
		paddingMask: (nQueries: number, keyLength: number, nKeys: number) => {
			const row = (j: number): boolean[] => (j === nKeys ? [] : [j < keyLength, ...row(j + 1)]);
			const rows = (i: number): boolean[][] => (i === nQueries ? [] : [row(0), ...rows(i + 1)]);
			return rows(0);
		},
		combineMasks: (a: Mask, b: Mask) => {
			const both = ([x, ...xs]: readonly boolean[], [y, ...ys]: readonly boolean[]): boolean[] =>
				x === undefined ? [] : [y === true && x, ...both(xs, ys)];
			return a.map((row, i) => both(row, b[i]!));
		},
		maskedSoftmaxRows: (scores: Matrix, mask: Mask) =>
			scores.map((row, i) => onePass(row, mask[i]!)),
	},
};

describeChecks(suite, { solution, otherWays });

/** The indexes of every entry: [rows, columns, 2]. */
function gridByMathjs(rows: number, columns: number): number[][][] {
	const [down, across] = [rows, columns].map((n) => mathjs.range(0, n).toArray() as number[]);
	return down!.map((i) => across!.map((j) => [i, j]));
}

function withLoops(): Implementation {
	return {
		causalMask: (n: number) => {
			const mask: boolean[][] = [];
			for (let i = 0; i < n; i++) {
				mask.push([]);
				for (let j = 0; j < n; j++) mask[i]!.push(i >= j);
			}
			return mask;
		},
		paddingMask: (nQueries: number, keyLength: number, nKeys: number) => {
			const mask: boolean[][] = [];
			for (let i = 0; i < nQueries; i++) {
				mask.push([]);
				for (let j = 0; j < nKeys; j++) mask[i]!.push(j + 1 <= keyLength);
			}
			return mask;
		},
		combineMasks: (a: Mask, b: Mask) => {
			const mask = a.map((row) => [...row]);
			for (let i = 0; i < a.length; i++)
				for (let j = 0; j < a[i]!.length; j++) if (!b[i]![j]) mask[i]![j] = false;
			return mask;
		},
		maskedSoftmaxRows: (scores: Matrix, mask: Mask) => {
			const weights: number[][] = [];
			for (let i = 0; i < scores.length; i++) {
				let highest = -Infinity;
				let total = 0;
				const row = new Array<number>(scores[i]!.length).fill(0);
				for (let j = 0; j < row.length; j++)
					if (mask[i]![j] && scores[i]![j]! > highest) highest = scores[i]![j]!;
				for (let j = 0; j < row.length; j++)
					if (mask[i]![j]) {
						row[j] = Math.exp(scores[i]![j]! - highest);
						total += row[j]!;
					}
				for (let j = 0; j < row.length; j++) if (total > 0) row[j]! /= total;
				weights.push(row);
			}
			return weights;
		},
	};
}

/** The sum is corrected whenever a higher score turns up. */
function onePass(row: Vector, mayAttend: readonly boolean[]): number[] {
	let highest = -Infinity;
	let total = 0;
	row.forEach((score, j) => {
		if (!mayAttend[j]) return;
		const higher = Math.max(highest, score);
		total = total * Math.exp(highest - higher) + Math.exp(score - higher);
		highest = higher;
	});
	return row.map((score, j) => (mayAttend[j] ? Math.exp(score - highest) / total : 0));
}
