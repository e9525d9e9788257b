import type { Matrix, Vector } from "../types";
import { ShapeError } from "./shape-error";

/** A size together with how to say it: `{ length: 4, text: "weights has 4 columns" }`. */
export interface Size {
	readonly length: number;
	readonly text: string;
}

/**
 * Makes sure that two sizes are equal: `agree(columns("weights", w), rows("values", v))`.
 *
 * @throws ShapeError such as "weights has 4 columns but values has 5 rows"
 */
export function agree(first: Size, second: Size): void {
	if (first.length !== second.length)
		throw new ShapeError(`${first.text} but ${second.text}: these must be equal`);
}

export const numbers = (name: string, vector: Vector): Size => size(name, vector.length, "number");

export const rows = (name: string, matrix: Matrix): Size => size(name, matrix.length, "row");

export const columns = (name: string, matrix: Matrix): Size =>
	size(name, matrix[0]?.length ?? 0, "column");

const size = (name: string, length: number, unit: string): Size => ({
	length,
	text: `${name} has ${count(length, unit)}`,
});

/** "1 row", "2 rows" */
export const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;
