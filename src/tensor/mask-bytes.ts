import type { Mask } from "../attention";
import { type Shape, shapeText, sizeOf } from "./shape";
import { ShapeError } from "./shape-error";

/**
 * A mask as the kernels read it: one byte a place, 0 = hidden. `shapes` are those that it may have; the first
 * is that of a plain `boolean[][]`.
 */
export function maskBytes(
	name: string,
	mask: Mask | Uint8Array,
	...shapes: readonly [Shape, ...Shape[]]
): Uint8Array {
	const wanted = `${name}: a mask here is ${shapes.map(shapeText).join(" or ")}`;
	if (mask instanceof Uint8Array) {
		if (!shapes.some((shape) => sizeOf(shape) === mask.length))
			throw new ShapeError(
				`${wanted}, ${shapes.map(sizeOf).join(" or ")} bytes, but it has ${mask.length}`,
			);
		return mask;
	}
	const [rows = 1, columns = 1] = shapes[0];
	if (mask.length !== rows || mask.some((row) => row.length !== columns))
		throw new ShapeError(
			`${wanted}, but it has ${mask.length} rows of ${mask[0]?.length ?? 0}: one row a query, one column a key`,
		);
	const bytes = new Uint8Array(rows * columns);
	for (const [i, row] of mask.entries())
		for (let j = 0; j < columns; j++) bytes[i * columns + j] = row[j] ? 1 : 0;
	return bytes;
}
