import { ShapeError } from "./shape-error";

/**
 * Makes sure that columns come in pairs.
 *
 * @throws ShapeError such as "d is 5: it must be even, because columns come in pairs"
 */
export function checkEven(name: string, d: number): void {
	if (d % 2 !== 0)
		throw new ShapeError(`${name} is ${d}: it must be even, because columns come in pairs`);
}
