import { addGradient, gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";
import { spread } from "./shapes/spread";

/**
 * a + b, number by number. `b` is a number, or has the shape of `a` or the end of it: a bias [d] is
 * added to every row of [n, d], positions [T, d] to every sequence of [B, T, d].
 *
 * @throws ShapeError when the shapes do not fit
 */
export function add(a: Tensor, b: Tensor | number): Tensor {
	const right = spread("add", a, b);
	const out = a.data.slice();
	addTo(out, right.data);

	return operation("add", [a, right], out, a.shape, (dOut) => {
		if (a.requiresGradient) addGradient(a, dOut.slice());
		if (right.requiresGradient) addRows(gradientOf(right), dOut);
	});
}

/** Adds `row` to every piece of `rows` of its length. Plain arrays in locals: it is where training adds most. */
function addTo(rows: Float32Array, row: Float32Array): void {
	const length = row.length;
	for (let start = 0; start < rows.length; start += length)
		for (let j = 0; j < length; j++) rows[start + j]! += row[j]!;
}

/** Adds every piece of `rows` to `row`: the way back of a row that was repeated. */
function addRows(row: Float32Array, rows: Float32Array): void {
	const length = row.length;
	for (let start = 0; start < rows.length; start += length)
		for (let j = 0; j < length; j++) row[j]! += rows[start + j]!;
}
