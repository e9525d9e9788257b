import { isNumericRow } from "../../course/checking/is-numeric-row";
import { BrokenFrame } from "./broken-frame";
import { caps } from "./tree";

/**
 * Refuses a value that is small to send and endless to walk through: objects that hold each other twice, again and
 * again, or in a long chain. Whoever examines it visits a shared object as often as it is reached.
 *
 * @returns how many values such a walk meets
 * @throws BrokenFrame
 */
export function refuseExpansion(value: unknown): number {
	const extents = new Map<object, Extent>();

	const walk = (item: unknown, depth: number): Extent => {
		if (typeof item === "string") return { values: 1 + item.length / charactersAValue, levels: 1 };
		if (typeof item !== "object" || item === null) return single;
		const known = extents.get(item);
		if (known) return known;
		if (depth > caps.depth) throw new BrokenFrame("too deep");
		extents.set(item, single); // should it contain itself, that is found out elsewhere
		let values = 1 + lengthOf(item);
		let levels = 1;
		for (const inner of partsOf(item)) {
			const extent = walk(inner, depth + 1);
			values += extent.values;
			levels = Math.max(levels, extent.levels + 1);
			if (values > caps.visits || levels > caps.depth + 1)
				throw new BrokenFrame("too large to walk through");
		}
		const extent = { values, levels };
		extents.set(item, extent);
		return extent;
	};

	const { values } = walk(value, 0);
	if (values > caps.visits) throw new BrokenFrame("too large to walk through");
	return values;
}

/** What a walk meets that begins at a value. */
interface Extent {
	readonly values: number;
	readonly levels: number;
}

/** Who makes one text of a value copies every text in it as often as it is reached. */
const charactersAValue = 16;

const single: Extent = { values: 1, levels: 1 };

/** The values within that may be objects. */
function partsOf(item: object): Iterable<unknown> {
	if (isNumericRow(item) || ArrayBuffer.isView(item)) return [];
	if (item instanceof Map) return [...item].flat();
	if (item instanceof Set) return item;
	return Object.values(item);
}

/** How many numbers it holds, where it holds nothing else. */
const lengthOf = (item: object): number =>
	isNumericRow(item) || ArrayBuffer.isView(item) ? Number(Reflect.get(item, "length") ?? 0) : 0;
