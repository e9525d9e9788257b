import { gradientOf, operation } from "../operation";
import { type Shape, shapeText, sizeOf } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";

/**
 * Looks each id up in a table: row `ids[i]` of `table` [classes, d], for every i, gives [n, d]. With `shape`, for
 * example [B, T] for B sequences of T ids, it gives [B, T, d].
 *
 * @throws ShapeError when the table is no matrix or there are not as many ids as `shape` has places
 * @throws RangeError when the table has no row of that number
 */
export function embedding(
	table: Tensor,
	ids: Int32Array | readonly number[],
	shape: Shape = [ids.length],
): Tensor {
	const [classes, d] = table.shape;
	if (classes === undefined || d === undefined || table.shape.length !== 2)
		throw new ShapeError(
			`embedding: the table is ${shapeText(table.shape)} but must be [classes, d]: one row an id`,
		);
	if (sizeOf(shape) !== ids.length)
		throw new ShapeError(
			`embedding: there are ${ids.length} ids but ${shapeText(shape)} has ${sizeOf(shape)} places`,
		);
	const rows = new Float32Array(ids.length * d);
	for (let i = 0; i < ids.length; i++) {
		const id = ids[i]!;
		if (!Number.isInteger(id) || id < 0 || id >= classes)
			throw new RangeError(
				`embedding: ids[${i}] is ${id}, but the table ${shapeText(table.shape)} has rows 0 to ${classes - 1}`,
			);
		rows.set(table.data.subarray(id * d, (id + 1) * d), i * d);
	}

	return operation("embedding", [table], rows, [...shape, d], (dRows) => {
		const dTable = gradientOf(table);
		for (let i = 0; i < ids.length; i++)
			for (let j = 0; j < d; j++) dTable[ids[i]! * d + j]! += dRows[i * d + j]!;
	});
}
