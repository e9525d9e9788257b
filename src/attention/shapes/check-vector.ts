import type { Vector } from "../types";
import { describe } from "./describe";
import { ShapeError } from "./shape-error";

/**
 * Makes sure that `vector` is a non-empty array of numbers.
 *
 * @throws ShapeError naming the vector, the place and what was found there
 */
export function checkVector(name: string, vector: Vector): void {
	if (!Array.isArray(vector)) {
		const advice = ArrayBuffer.isView(vector) ? `; Array.from(${name}) makes it one` : "";
		throw new ShapeError(`${name} is ${describe(vector)}, not an array of numbers${advice}`);
	}
	if (vector.length === 0) throw new ShapeError(`${name} is empty: it needs at least one number`);
	for (let i = 0; i < vector.length; i++) {
		if (typeof vector[i] !== "number")
			throw new ShapeError(`${name}[${i}] is ${describe(vector[i])}, not a number`);
	}
}
