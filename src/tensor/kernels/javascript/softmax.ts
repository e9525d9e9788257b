import type { RowsShape } from "../kernels";
import { softmaxInPlace } from "./softmax-in-place";

/** See `Kernels.softmax`. */
export function softmax(x: Float32Array, out: Float32Array, { rows, columns }: RowsShape): void {
	const row = new Float64Array(columns);
	for (let i = 0; i < rows; i++) {
		for (let j = 0; j < columns; j++) row[j] = x[i * columns + j]!;
		softmaxInPlace(row);
		out.set(row, i * columns);
	}
}
