import type { Matrix, Random, Vector } from "attention-lab";
import { integer } from "fast-check";
import * as learner from "../../exercises/09-position";
import { exercise } from "../../src/course/checking/exercise";
import { positionLesson } from "../../src/course/lessons/09-position/lesson";

/** [n, d], all different, some with more rows than columns. */
const sizes = [
	[3, 8],
	[5, 6],
	[7, 4],
	[4, 10],
] as const;

export const suite = exercise(positionLesson, learner, ({ property }) => {
	property(
		"sinusoidalPositions gives every pair of columns a wave of its own, sine first",
		{ of: "sinusoidalPositions", points: 3 },
		({ call, random }) => {
			for (const [n, d] of [
				...sizes,
				[random.integer(11, 15), 2 * random.integer(8, 12)] as const,
			]) {
				const positions = call(n, d);
				positions.gives(waves(n, d));
				positions.hasSeparateRows();
			}
		},
	);

	property(
		"sinusoidalPositions gives the worked case",
		{ of: "sinusoidalPositions", points: 1 },
		({ call, forAll }) => {
			call(2, 4).gives([
				[0, 1, 0, 1],
				[Math.sin(1), Math.cos(1), Math.sin(1 / 100), Math.cos(1 / 100)],
			]);
			forAll(integer({ min: 2, max: 9 }), integer({ min: 2, max: 8 }), (n, pairs) => {
				call(n, 2 * pairs).gives(waves(n, 2 * pairs));
			});
		},
	);

	property(
		"applyRope turns neighbouring columns by position · 10000^(−2i/d)",
		{ of: "applyRope", points: 3 },
		({ call, random }) => {
			for (const [n, d] of sizes) {
				const x = random.matrix(n, d);
				const positions = somePositions(n, random);
				const turned = call(x, positions);
				turned.gives(rotated(x, positions, 10_000));
				turned.hasSeparateRows();
			}
		},
	);

	property(
		"applyRope turns by another base, and by positions that are fractions or negative",
		{ of: "applyRope", points: 2 },
		({ call, random }) => {
			for (const [n, d] of sizes) {
				const x = random.matrix(n, d);
				const positions = somePositions(n, random).map((p) => p + random.uniform(-9, -8));
				const base = random.uniform(20, 500);
				call(x, positions, base).gives(rotated(x, positions, base));
			}
			call([[1, 2, 3, 4]], [5 * Math.PI], 100).gives([[-1, -2, -4, 3]]);
		},
	);

	property(
		"alibiBias takes the slope of the head from every token of distance",
		{ of: "alibiBias", points: 2 },
		({ call, random }) => {
			for (const [n, heads] of [
				[3, 4],
				[5, 2],
				[random.integer(6, 9), 16],
				[4, 8],
				[6, 1],
			] as const) {
				const bias = call(n, heads);
				bias.gives(biases(n, heads));
				bias.hasSeparateRows();
			}
		},
	);

	property(
		"alibiBias shares out slopes where the number of heads is no power of two",
		{ of: "alibiBias", points: 1 },
		({ call, random }) => {
			for (const [n, heads] of [
				[4, 3],
				[5, 6],
				[2, 5],
				[3, random.integer(9, 16)],
				[4, 7],
			] as const)
				call(n, heads).gives(biases(n, heads));
		},
	);
});

/** Whole numbers from 2 on, none of them the number of its row or the one after it. */
const somePositions = (n: number, random: Random): number[] =>
	Array.from({ length: n }, (_, r) => r + random.integer(2, 30));

/** Pair after pair, the frequency by a logarithm. */
function waves(n: number, d: number): number[][] {
	const result: number[][] = [];
	for (let p = 0; p < n; p++) {
		const row: number[] = [];
		for (let i = 0; i < d / 2; i++) {
			const angle = p * Math.exp((-2 * i * Math.log(10_000)) / d);
			row.push(Math.sin(angle));
			row.push(Math.cos(angle));
		}
		result.push(row);
	}
	return result;
}

/** Every pair as a length and an angle: turning adds to the angle. */
function rotated(x: Matrix, positions: Vector, base: number): number[][] {
	const result: number[][] = [];
	for (let r = 0; r < x.length; r++) {
		const row: number[] = [];
		const d = x[r]!.length;
		for (let i = 0; i < d / 2; i++) {
			const [a, b] = [x[r]![2 * i]!, x[r]![2 * i + 1]!];
			const angle = Math.atan2(b, a) + positions[r]! * Math.exp((-2 * i * Math.log(base)) / d);
			row.push(Math.hypot(a, b) * Math.cos(angle));
			row.push(Math.hypot(a, b) * Math.sin(angle));
		}
		result.push(row);
	}
	return result;
}

function biases(n: number, heads: number): number[][][] {
	let p = 1;
	while (2 * p <= heads) p *= 2;
	const result: number[][][] = [];
	for (let h = 0; h < heads; h++) {
		const exponent = h < p ? (8 * (h + 1)) / p : (8 * (2 * (h - p) + 1)) / (2 * p);
		const head: number[][] = [];
		for (let i = 0; i < n; i++) {
			const row: number[] = [];
			for (let j = 0; j < n; j++) row.push((i > j ? j - i : i - j) / 2 ** exponent);
			head.push(row);
		}
		result.push(head);
	}
	return result;
}
