import type { Matrix, QKVWeights, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/04-projections";
import type { Implementation } from "../../../src/course/lesson";
import { suite } from "../../exercises/04-projections.test";
import { describeChecks } from "./describe-lesson";

const withLinear = (linear: (x: Matrix, w: Matrix, b?: Vector) => number[][]): Implementation => ({
	linear,
	projectQKV: (x: Matrix, { wq, wk, wv }: QKVWeights) => {
		const [q, k, v] = [wq, wk, wv].map((w) => linear(x, w));
		return { q, k, v };
	},
});

/** Answers that look nothing like the solution and are as right. */
const otherWays: Record<string, Implementation> = {
	"with loops and indexes": withLinear((x, w, b) => {
		const y: number[][] = [];
		for (let i = 0; i < x.length; i++) {
			y[i] = [];
			for (let j = 0; j < w[0]!.length; j++) {
				y[i]![j] = b ? b[j]! : 0;
				for (let d = 0; d < w.length; d++) y[i]![j]! += x[i]![d]! * w[d]![j]!;
			}
		}
		return y;
	}),
	"with reduce over the rows of w": withLinear((x, w, b) =>
		x.map((token) =>
			w.reduce<number[]>(
				(sum, row, d) => sum.map((y, j) => y + token[d]! * row[j]!),
				w[0]!.map((_, j) => b?.[j] ?? 0),
			),
		),
	),
	"with mathjs": withLinear((x, w, b) => {
		const y = mathjs.multiply(plain(x), plain(w)) as number[][];
		return b ? y.map((row) => mathjs.add(row, [...b]) as number[]) : y;
	}),
	"with Float64Arrays, converted back": withLinear((x, w, b) =>
		x.map((token) => {
			const y = Float64Array.from(b ?? w[0]!.map(() => 0));
			token.forEach((value, d) => {
				for (let j = 0; j < y.length; j++) y[j]! += value * w[d]![j]!;
			});
			return Array.from(y);
		}),
	),
	"with b as one more row of w, for a token with a 1 at its end": withLinear((x, w, b) => {
		const rows = b ? [...w, b] : w;
		return x.map((token) => {
			const longer = b ? [...token, 1] : token;
			return rows[0]!.map((_, j) => longer.reduceRight((sum, y, d) => sum + y * rows[d]![j]!, 0));
		});
	}),
	"with recursion": withLinear((x, w, b) => {
		const entry = (token: Vector, j: number, d = 0): number =>
			d === token.length ? (b?.[j] ?? 0) : token[d]! * w[d]![j]! + entry(token, j, d + 1);
		return x.map((token) => w[0]!.map((_, j) => entry(token, j)));
	}),
	"with one product for all three projections, cut apart": {
		linear: solution.linear,
		projectQKV: (x: Matrix, { wq, wk, wv }: QKVWeights) => {
			const all = solution.linear(
				x,
				wq.map((row, d) => [...row, ...wk[d]!, ...wv[d]!]),
			);
			const dim = wq[0]!.length;
			return {
				q: all.map((row) => row.slice(0, dim)),
				k: all.map((row) => row.slice(dim, 2 * dim)),
				v: all.map((row) => row.slice(2 * dim)),
			};
		},
	},
};

describeChecks(suite, { solution, otherWays });

const plain = (matrix: Matrix): number[][] => matrix.map((row) => [...row]);
