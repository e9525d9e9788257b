import type { Matrix, Vector } from "attention-lab";
import { array, integer } from "fast-check";
import * as learner from "../../exercises/04-projections";
import { exercise } from "../../src/course/checking/exercise";
import { projectionsLesson } from "../../src/course/lessons/04-projections/lesson";

/** [n, d_in, d_out, another d_out], all different: whoever mixes up two of them is found out. */
const sizes = [
	[2, 3, 5, 4],
	[5, 4, 2, 3],
	[3, 6, 4, 7],
] as const;

export const suite = exercise(projectionsLesson, learner, ({ property }) => {
	property("linear gives the worked case", { of: "linear", points: 1 }, ({ call }) => {
		const w = [
			[1, 0, 1],
			[0, 1, 1],
		];
		call([[1, 2]], w).gives([[1, 2, 3]]);
		call([[1, 2]], w, [10, 20, 30]).gives([[11, 22, 33]]);
	});

	property(
		"linear multiplies every token by w",
		{ of: "linear", points: 2 },
		({ call, random, forAll }) => {
			for (const [n, dIn, dOut] of sizes) {
				const [x, w] = [random.matrix(n, dIn), random.matrix(dIn, dOut)];
				const y = call(x, w);
				y.gives(layer(x, w));
				y.hasSeparateRows();
			}
			const whole = integer({ min: -9, max: 9 });
			const twoNumbers = array(whole, { minLength: 2, maxLength: 2 });
			forAll(array(twoNumbers, { minLength: 1, maxLength: 4 }), twoNumbers, (x, column) => {
				const w = column.map((weight) => [weight]); // [2, 1]
				call(x, w).gives(layer(x, w));
			});
		},
	);

	property("linear adds b to every token", { of: "linear", points: 2 }, ({ call, random }) => {
		for (const [n, dIn, dOut] of sizes) {
			const [x, w, b] = [random.matrix(n, dIn), random.matrix(dIn, dOut), random.vector(dOut)];
			call(x, w, b).gives(layer(x, w, b));
		}
		const [x, w] = [random.matrix(2, 4), random.matrix(4, 3)];
		call(x, w, [0, 0, 0]).gives(layer(x, w));
	});

	property("projectQKV gives the worked case", { of: "projectQKV", points: 1 }, ({ call }) => {
		const weights = {
			wq: [
				[1, 0],
				[0, 1],
			],
			wk: [
				[0, 1],
				[1, 0],
			],
			wv: [
				[3, 1, 0],
				[0, 1, 1],
			],
		};
		call([[1, 2]], weights).gives({ q: [[1, 2]], k: [[2, 1]], v: [[3, 3, 2]] });
	});

	property(
		"projectQKV makes queries with wq and keys with wk",
		{ of: "projectQKV", points: 2 },
		({ call, random }) => {
			for (const [n, model, dim, valueDim] of sizes) {
				const x = random.matrix(n, model);
				const weights = weightsFor(random, model, dim, valueDim);
				const result = call(x, weights);
				result.measured("`q`", ({ q }) => q).gives(layer(x, weights.wq));
				result.measured("`k`", ({ k }) => k).gives(layer(x, weights.wk));
			}
		},
	);

	property(
		"projectQKV makes values with wv, as long as they like",
		{ of: "projectQKV", points: 2 },
		({ call, random }) => {
			for (const [n, model, dim, valueDim] of sizes) {
				const x = random.matrix(n, model);
				const { wq, wk, wv } = weightsFor(random, model, dim, valueDim);
				const result = call(x, { wq, wk, wv });
				result.measured("`v`", ({ v }) => v).gives(layer(x, wv));
				result.hasSeparateRows();
			}
		},
	);
});

interface Drawing {
	matrix(rows: number, columns: number): number[][];
}

const weightsFor = (random: Drawing, model: number, dim: number, valueDim: number) => ({
	wq: random.matrix(model, dim),
	wk: random.matrix(model, dim),
	wv: random.matrix(model, valueDim),
});

/** x·W + b with explicit loops. */
function layer(x: Matrix, w: Matrix, b?: Vector): number[][] {
	const result: number[][] = [];
	for (const token of x) {
		const row: number[] = [];
		for (let j = 0; j < w[0]!.length; j++) {
			let y = 0;
			for (let d = 0; d < token.length; d++) y += token[d]! * w[d]![j]!;
			row.push(b ? y + b[j]! : y);
		}
		result.push(row);
	}
	return result;
}
