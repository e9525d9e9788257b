import { bigintArrays, caps, numberArrays, type Tree } from "./tree";

export interface Encoder {
	/** What stands for a value in a message. @throws RangeError when it is too large or too deep */
	encode(value: unknown): Tree;
	/** The objects of the message so far, in the order in which they were met. */
	readonly objects: object[];
	/** Whether everything so far is frozen, so that it can be kept for a later message. */
	isFrozen(): boolean;
	/** The number section so far. */
	numbers(): Float64Array;
}

interface EncoderOptions {
	/** Makes a function callable from the other side: the number it is called by. */
	readonly register?: (run: (...args: never[]) => unknown) => number;
	/** The place of an object that came from the other side with this call. */
	readonly known?: (object: object) => readonly [argument: number, index: number] | undefined;
}

/** Turns the values of one message into text that nothing but data can be read from. */
export function createEncoder({ register, known }: EncoderOptions = {}): Encoder {
	const objects: object[] = [];
	const places = new Map<object, number>();
	const section = createNumberSection();
	let nodes = 0;
	let frozen = true;

	const count = (more: number) => {
		nodes += more;
		if (nodes > caps.nodes)
			throw new RangeError(`The result holds more than ${caps.nodes} values.`);
	};

	const encode = (value: unknown, depth: number): Tree => {
		count(1);
		switch (typeof value) {
			case "number":
				return Number.isFinite(value) && !Object.is(value, -0) ? value : ["#", nameOf(value)];
			case "string":
			case "boolean":
				return value;
			case "undefined":
				return ["u"];
			case "bigint":
				return ["i", digitsOf(value)];
			case "symbol":
				return ["s", (value.description ?? "").slice(0, caps.errorText)];
			case "function":
				return encodeFunction(value as (...args: never[]) => unknown);
			default:
				return value === null ? null : encodeObject(value as object, depth);
		}
	};

	const encodeFunction = (value: (...args: never[]) => unknown): Tree => {
		const name = textOf(Reflect.get(value, "name")).slice(0, 100);
		if (!register) return ["f", name];
		const again = remember(value);
		frozen = false;
		return again ?? ["f", name, register(value)];
	};

	/** How an object that was met before is written; undefined the first time. */
	const remember = (object: object): Tree | undefined => {
		const there = known?.(object);
		if (there) return ["@", ...there];
		const place = places.get(object);
		if (place !== undefined) return ["=", place];
		places.set(object, objects.length);
		objects.push(object);
		return undefined;
	};

	const encodeObject = (value: object, depth: number): Tree => {
		if (depth >= caps.depth)
			throw new RangeError(`The result is nested more than ${caps.depth} levels deep.`);
		const again = remember(value);
		if (again) return again;
		if (Array.isArray(value)) return encodeArray(value, depth);
		if (ArrayBuffer.isView(value)) return encodeView(value);
		frozen &&= Object.isFrozen(value);
		const item = (inner: unknown) => encode(inner, depth + 1);
		if (value instanceof Map) return ["m", ...[...value].flatMap(([k, v]) => [item(k), item(v)])];
		if (value instanceof Set) return ["S", ...[...value].map(item)];
		if (value instanceof Date) return ["d", encode(value.getTime(), depth)];
		if (value instanceof Error) return encodeError(value);
		if (isThenable(value)) return ["p"];
		const tag = Object.isFrozen(value) ? "O" : "o";
		return [tag, ...Object.keys(value).flatMap((key) => [key, item(Reflect.get(value, key))])];
	};

	const encodeArray = (array: readonly unknown[], depth: number): Tree => {
		const isFixed = Object.isFrozen(array);
		frozen &&= isFixed;
		if (section.takes(array)) return [isFixed ? "R" : "r", array.length];
		const items: Tree[] = [isFixed ? "A" : "a"];
		for (let i = 0; i < array.length; i++) {
			if (i in array) items.push(encode(array[i], depth + 1));
			else {
				const next = nextIndex(array, i);
				items.push(["-", next - i]);
				count(next - i);
				i = next - 1;
			}
		}
		return items;
	};

	const encodeView = (view: ArrayBufferView): Tree => {
		frozen = false;
		const name = Object.prototype.toString.call(view).slice(8, -1);
		if (name in bigintArrays) return ["b", name, ...Array.from(view as BigInt64Array, String)];
		if (!(name in numberArrays))
			return encodeView(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
		section.add(view as Float64Array);
		return ["t", name, (view as Float64Array).length];
	};

	return {
		encode: (value) => encode(value, 0),
		objects,
		isFrozen: () => frozen,
		numbers: section.all,
	};
}

const encodeError = (error: Error): Tree => [
	"e",
	textOf(error.name).slice(0, caps.errorText),
	textOf(error.message).slice(0, caps.errorText),
	textOf(error.stack).slice(0, caps.errorText),
];

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const nameOf = (value: number): string => (Object.is(value, -0) ? "-0" : `${value}`);

function digitsOf(value: bigint): string {
	if (BigInt.asIntN(4 * caps.digits, value) !== value)
		throw new RangeError("The result holds a bigint that is too large.");
	const digits = `${value}`;
	if (digits.length > caps.digits)
		throw new RangeError("The result holds a bigint that is too large.");
	return digits;
}

const isThenable = (value: object): boolean => typeof Reflect.get(value, "then") === "function";

/** The next index after a hole; it may be a long way off: `row[1e9] = 1`. */
function nextIndex(array: readonly unknown[], hole: number): number {
	for (let i = hole + 1; i < Math.min(array.length, hole + 1000); i++) if (i in array) return i;
	const later = Object.keys(array).find((key) => Number(key) > hole);
	return later === undefined ? array.length : Number(later);
}

/** The numbers of a message, which need not be written as text. */
function createNumberSection() {
	let numbers = new Float64Array(256);
	let length = 0;
	const makeRoom = (more: number) => {
		if (length + more <= numbers.length) return;
		const larger = new Float64Array(Math.max(2 * numbers.length, length + more));
		larger.set(numbers);
		numbers = larger;
	};
	return {
		/** Adds an array when it holds numbers and nothing else, not even a hole. */
		takes(array: readonly unknown[]): boolean {
			makeRoom(Math.min(array.length, 100_000));
			for (let i = 0; i < array.length; i++) {
				const item = array[i];
				if (typeof item !== "number") return false;
				if (length + i >= numbers.length) makeRoom(2 * i);
				numbers[length + i] = item;
			}
			length += array.length;
			return true;
		},
		add(view: Float64Array) {
			makeRoom(view.length);
			numbers.set(view, length);
			length += view.length;
		},
		all: () => numbers.subarray(0, length),
	};
}
