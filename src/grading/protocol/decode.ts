import { BrokenFrame } from "./broken-frame";
import { refuseExpansion } from "./refuse-expansion";
import { bigintArrays, caps, numberArrays, type Tree } from "./tree";

export interface Decoder {
	/** The value that a part of a message stands for. @throws BrokenFrame */
	decode(tree: Tree): unknown;
	/** The objects made so far, in the order of the text. */
	readonly objects: object[];
}

interface DecoderOptions {
	/** Makes the function that stands for one of the other side. */
	readonly callable?: (number: number, name: string) => (...args: never[]) => unknown;
	/** Whether what was frozen there is frozen here. */
	readonly freezes?: boolean;
	/** The objects that this side has sent with each argument of the call. */
	readonly known?: readonly (readonly object[])[];
}

/**
 * Reads the values of one message. Whatever the text says, what comes out is data: arrays, plain objects
 * and the few classes below, without getters, without a prototype of the sender's choice.
 */
export function createDecoder(
	numbers: Float64Array,
	{ callable, freezes = false, known = [] }: DecoderOptions = {},
): Decoder {
	const objects: object[] = [];
	let nodes = 0;
	let visits = 0;
	let next = 0;

	const made = <T extends object>(object: T): T => {
		objects.push(object);
		return object;
	};
	const fixed = <T extends object>(object: T): T => (freezes ? Object.freeze(object) : object);
	const take = (count: Tree | undefined): Float64Array => {
		const end = next + wholeNumber(count);
		if (end > numbers.length) throw new BrokenFrame("numbers are missing");
		const taken = numbers.subarray(next, end);
		next = end;
		return taken;
	};

	const decode = (tree: Tree, depth: number): unknown => {
		if (++nodes > caps.nodes) throw new BrokenFrame("too many values");
		if (depth > caps.depth + 1) throw new BrokenFrame("too deep");
		if (!Array.isArray(tree)) return plain(tree);
		const [tag, ...rest] = tree.length > 4 ? [tree[0]] : (tree as readonly Tree[]);
		const [first, second, third] = rest;
		switch (tag) {
			case "u":
				return undefined;
			case "#":
				return specialNumber(first);
			case "i":
				return bigintOf(first);
			case "s":
				return Symbol(text(first));
			case "r":
				return made(arrayOf(take(first)));
			case "R":
				return fixed(made(arrayOf(take(first))));
			case "a":
				return decodeItems(tree, depth);
			case "A":
				return fixed(decodeItems(tree, depth));
			case "o":
				return decodeEntries(tree, depth);
			case "O":
				return fixed(decodeEntries(tree, depth));
			case "m":
				return decodeMap(tree, depth);
			case "S":
				return decodeSet(tree, depth);
			case "d":
				return made(new Date(numberOf(decode(first ?? null, depth + 1))));
			case "t":
				return made(typedArray(numberArrays, first).from(take(second)));
			case "b":
				return made(typedArray(bigintArrays, tree[1]).from(tree.slice(2).map(bigintOf)));
			case "e":
				return made(errorOf(text(first), text(second), text(third)));
			case "p":
				return made(new Promise(() => {}));
			case "f":
				return decodeFunction(text(first), second);
			case "=":
				return found(objects[wholeNumber(first)]);
			case "@":
				return found(known[wholeNumber(first)]?.[wholeNumber(second)]);
			default:
				throw new BrokenFrame("an unknown tag");
		}
	};

	const decodeItems = (tree: readonly Tree[], depth: number): unknown[] => {
		const array = made([] as unknown[]);
		for (let i = 1; i < tree.length; i++) {
			const item = tree[i]!;
			if (Array.isArray(item) && item[0] === "-") {
				nodes += wholeNumber(item[1]);
				if (nodes > caps.nodes) throw new BrokenFrame("too many holes");
				array.length += wholeNumber(item[1]);
			} else array.push(decode(item, depth + 1));
		}
		return array;
	};

	const decodeEntries = (tree: readonly Tree[], depth: number): object => {
		const object: Record<string, unknown> = made({});
		for (let i = 1; i < tree.length; i += 2)
			setOwn(object, text(tree[i]), decode(present(tree[i + 1]), depth + 1));
		return object;
	};

	const decodeMap = (tree: readonly Tree[], depth: number): object => {
		const map = made(new Map<unknown, unknown>());
		for (let i = 1; i < tree.length; i += 2)
			map.set(decode(tree[i]!, depth + 1), decode(present(tree[i + 1]), depth + 1));
		return map;
	};

	const decodeSet = (tree: readonly Tree[], depth: number): object => {
		const set = made(new Set<unknown>());
		for (let i = 1; i < tree.length; i++) set.add(decode(tree[i]!, depth + 1));
		return set;
	};

	const decodeFunction = (name: string, number: Tree | undefined): unknown => {
		if (number === undefined || !callable) return nameless(() => undefined, name);
		return made(nameless(callable(wholeNumber(number), name), name));
	};

	return {
		decode(tree) {
			const value = decode(tree, 0);
			visits += refuseExpansion(value); // the parts of a message may all name one and the same object
			if (visits > caps.visits) throw new BrokenFrame("too large to walk through");
			return value;
		},
		objects,
	};
}

/** Sets a property of this very object: `__proto__`, too, is a name like any other. */
export function setOwn(object: object, key: string, value: unknown): void {
	Object.defineProperty(object, key, {
		value,
		writable: true,
		enumerable: true,
		configurable: true,
	});
}

const nameless = <F extends (...args: never[]) => unknown>(run: F, name: string): F =>
	Object.defineProperty(run, "name", { value: name });

const found = (object: object | undefined): object => {
	if (!object) throw new BrokenFrame("a reference to nothing");
	return object;
};

/** JSON's own objects have no place in a message. */
function plain(tree: Tree): Tree {
	if (typeof tree === "object" && tree !== null) throw new BrokenFrame("a JSON object");
	return tree;
}

const present = (tree: Tree | undefined): Tree => {
	if (tree === undefined) throw new BrokenFrame("a key without a value");
	return tree;
};

function text(tree: Tree | undefined): string {
	if (typeof tree !== "string") throw new BrokenFrame("no text where there should be one");
	return tree;
}

function wholeNumber(tree: Tree | undefined): number {
	if (typeof tree !== "number" || !Number.isInteger(tree) || tree < 0 || tree >= 2 ** 32)
		throw new BrokenFrame("no count where there should be one");
	return tree;
}

function numberOf(value: unknown): number {
	if (typeof value !== "number") throw new BrokenFrame("no number where there should be one");
	return value;
}

function specialNumber(tree: Tree | undefined): number {
	if (tree === "-0") return -0;
	if (tree === "NaN" || tree === "Infinity" || tree === "-Infinity") return Number(tree);
	throw new BrokenFrame("an unknown number");
}

function bigintOf(tree: Tree | undefined): bigint {
	if (typeof tree !== "string" || tree.length > caps.digits || !/^-?\d+$/.test(tree))
		throw new BrokenFrame("no bigint");
	return BigInt(tree);
}

function arrayOf(numbers: Float64Array): number[] {
	const array: number[] = [];
	for (let i = 0; i < numbers.length; i++) array.push(numbers[i]!);
	return array;
}

function typedArray<Kinds extends object>(kinds: Kinds, name: Tree | undefined) {
	if (typeof name !== "string" || !Object.hasOwn(kinds, name))
		throw new BrokenFrame("an unknown typed array");
	return kinds[name as keyof Kinds];
}

const errorClasses = { RangeError, TypeError, SyntaxError, ReferenceError, EvalError, URIError };

function errorOf(name: string, message: string, stack: string): Error {
	const Class = Object.hasOwn(errorClasses, name)
		? errorClasses[name as keyof typeof errorClasses]
		: Error;
	const error = new Class(message);
	for (const [key, value] of Object.entries({ name, stack }))
		Object.defineProperty(error, key, { value, writable: true, configurable: true });
	return error;
}
