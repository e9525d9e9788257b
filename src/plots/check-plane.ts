import { count } from "../attention/shapes/agree";
import { checkMatrix } from "../attention/shapes/check-matrix";
import { ShapeError } from "../attention/shapes/shape-error";
import type { Matrix } from "../attention/types";

/**
 * Makes sure that there are labelled points of two coordinates.
 *
 * @throws ShapeError
 */
export function checkPlane(name: string, vectors: Matrix, labels: readonly string[]): void {
	checkMatrix(name, vectors);
	if (vectors[0]!.length !== 2)
		throw new ShapeError(
			`${name} has ${count(vectors[0]!.length, "column")}: a plane has two, so choose two features`,
		);
	if (labels.length !== vectors.length)
		throw new ShapeError(
			`labels has ${count(labels.length, "label")} but ${name} has ${count(vectors.length, "row")}`,
		);
}
