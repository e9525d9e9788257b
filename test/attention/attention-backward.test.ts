import {
	attention,
	attentionBackward,
	type Mask,
	type Matrix,
	numericalGradient,
} from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { attentionBackwardLoops } from "../exercises/gradient-loops";
import { attentionInputs } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

/** Any matrix in the shape of the output, made of the values so that it varies. */
const dOutputOf = (q: Matrix, v: Matrix) =>
	q.map((_, i) => v[0]!.map((value, j) => Math.sin(value + 3 * i + 7 * j)));

it("attentionBackward(forward, dOutput) is this, written out in loops", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q, k, v, mask }) => {
			for (const given of [undefined, mask]) {
				const forward = { q, k, v, weights: attention(q, k, v, given).weights };
				const dOutput = dOutputOf(q, v);
				deepFreeze([q, k, v, forward.weights, dOutput]);
				expectClose(
					Object.values(attentionBackward(forward, dOutput)),
					Object.values(attentionBackwardLoops(forward, dOutput)),
				);
			}
		}),
	);
});

it("attentionBackward(forward, dOutput) is what small steps of q, k and v measure", () => {
	const small = (x: Matrix) => x.map((row) => row.map((value) => value / 10));
	fc.assert(
		fc.property(attentionInputs, ({ mask, ...inputs }) => {
			const [q, k, v] = [small(inputs.q), small(inputs.k), small(inputs.v)];
			const dOutput = dOutputOf(q, v);
			const { dq, dk, dv } = attentionBackward(
				{ q, k, v, weights: attention(q, k, v, mask).weights },
				dOutput,
			);
			const measure = (loss: (x: Matrix) => number, x: Matrix) => numericalGradient(loss, x);
			const loss = lossOf(dOutput, mask);
			expectNear(
				dq,
				measure((x) => loss(x, k, v), q),
			);
			expectNear(
				dk,
				measure((x) => loss(q, x, v), k),
			);
			expectNear(
				dv,
				measure((x) => loss(q, k, x), v),
			);
		}),
		{ numRuns: 30 },
	);
});

it("attentionBackward(forward, dOutput) names the matrix that does not fit", () => {
	const forward = { q: [[1, 2]], k: [[1, 2]], v: [[1]], weights: [[1]] };
	expect(() => attentionBackward({ ...forward, k: [[1]] }, [[1]])).toThrow(
		"q has 2 columns but k has 1 column",
	);
	expect(() => attentionBackward({ ...forward, v: [[1], [2]] }, [[1]])).toThrow(
		"k has 1 row but v has 2 rows",
	);
	expect(() => attentionBackward({ ...forward, weights: [[1], [1]] }, [[1]])).toThrow(
		"weights has 2 rows but q has 1 row",
	);
	expect(() => attentionBackward({ ...forward, weights: [[1, 0]] }, [[1]])).toThrow(
		"weights has 2 columns but k has 1 row",
	);
	expect(() => attentionBackward(forward, [[1, 2]])).toThrow(
		"dOutput has 2 columns but v has 1 column",
	);
	expect(() => attentionBackward(forward, [[1], [2]])).toThrow(
		"dOutput has 2 rows but q has 1 row",
	);
});

const lossOf = (dOutput: Matrix, mask: Mask) => (q: Matrix, k: Matrix, v: Matrix) =>
	attention(q, k, v, mask).output.reduce(
		(sum, row, i) => row.reduce((total, value, j) => total + value * dOutput[i]![j]!, sum),
		0,
	);

function expectNear(actual: Matrix, measured: Matrix): void {
	expect(actual.length).toBe(measured.length);
	actual.forEach((row, i) => {
		row.forEach((value, j) => {
			expect(Math.abs(value - measured[i]![j]!)).toBeLessThan(1e-8);
		});
	});
}
