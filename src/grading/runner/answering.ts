import type { Channel } from "../protocol/channel";
import { createDecoder } from "../protocol/decode";
import { createEncoder } from "../protocol/encode";
import type { Frame } from "../protocol/frame";
import type { Tree } from "../protocol/tree";

type Callable = (...args: unknown[]) => unknown;

export interface Answering {
	/** Tells what was loaded: the exports, of which the functions can then be called. */
	start(number: number, exports: Record<string, unknown>): void;
	/** Tells that a request came to an error. */
	fail(number: number, error: unknown): void;
	/** Answers one request. */
	answer(request: Frame): void;
}

/** One argument of a call, with the objects in it in the order of the message. */
interface Given {
	readonly value: unknown;
	readonly objects: readonly object[];
}

/**
 * Answers requests with the functions of a submission.
 *
 * @param receive waits for the next request
 * @param replacedBuiltIns the built-ins that the submission has replaced
 */
export function createAnswering(
	channel: Channel,
	receive: () => Frame,
	replacedBuiltIns: () => string[],
): Answering {
	let exports: Record<string, unknown> = {};
	let before: readonly Given[] = [];
	let last: unknown;

	const call = (number: number, name: string, args: readonly Tree[], numbers: Float64Array) => {
		const given = readArguments(number, args, numbers);
		before = given;
		const known = placesOf(given);
		const encoder = createEncoder({ known });
		try {
			const value = Reflect.apply(
				exports[name] as Callable,
				undefined,
				given.map(({ value }) => value),
			);
			const isSame = typeof value === "object" && value !== null && value === last;
			last = value;
			const result = encoder.encode(value);
			reply(["value", number, isSame, result, writtenInto(given, encoder.encode)], encoder);
		} catch (error) {
			fail(number, error, known);
		}
	};

	const readArguments = (
		number: number,
		args: readonly Tree[],
		numbers: Float64Array,
	): readonly Given[] => {
		let section = numbers;
		return args.map((arg) => {
			const [how, what, count] = arg as readonly [string, Tree, number];
			if (how === "again") return before[what as number]!;
			const callable =
				(callback: number) =>
				(...values: unknown[]) =>
					ask(number, callback, values);
			const decoder = createDecoder(section.subarray(0, count), { callable, freezes: true });
			section = section.subarray(count);
			return { value: decoder.decode(what), objects: decoder.objects };
		});
	};

	/** Has a function that was given as an argument called outside. */
	const ask = (number: number, callback: number, values: readonly unknown[]): unknown => {
		const encoder = createEncoder();
		const trees = values.map(encoder.encode);
		reply(["ask", number, callback, ...trees], encoder);
		for (;;) {
			const request = receive();
			const [kind, , tree] = request.tree;
			if (kind === "call") {
				answer(request);
				continue;
			}
			const value = createDecoder(request.numbers, { freezes: true }).decode(tree!);
			if (kind === "thrown") throw value;
			return value;
		}
	};

	const fail = (
		number: number,
		error: unknown,
		known: (object: object) => readonly [number, number] | undefined = () => undefined,
	) => {
		const encoder = createEncoder({ known });
		try {
			reply(["threw", number, encoder.encode(error)], encoder);
		} catch (unspeakable) {
			const again = createEncoder();
			reply(["threw", number, again.encode(unspeakable)], again);
		}
	};

	const reply = (tree: readonly Tree[], { numbers }: { numbers(): Float64Array }) =>
		channel.send({ tree, numbers: numbers() });

	const answer = ({ tree, numbers }: Frame) => {
		const [kind, number, name, ...args] = tree as [string, number, string, ...Tree[]];
		if (kind === "call") call(number, name, args, numbers);
		else if (kind === "replaced") {
			const encoder = createEncoder();
			reply(["value", number, false, encoder.encode(replacedBuiltIns()), []], encoder);
		} else throw new Error("This request cannot be read: built-ins were replaced.");
	};

	return {
		start(number, loaded) {
			exports = loaded;
			const encoder = createEncoder();
			const entries = Object.keys(loaded).map((key) => [key, loaded[key]]);
			reply(["value", number, false, encoder.encode(entries), []], encoder);
		},
		fail,
		answer,
	};
}

/** Where an object stands among the arguments. */
function placesOf(given: readonly Given[]) {
	const places = new Map<object, readonly [number, number]>();
	for (const [argument, { objects }] of given.entries())
		for (const [index, object] of objects.entries()) places.set(object, [argument, index]);
	return (object: object) => places.get(object);
}

/** What now stands in the arguments that can be written into: [argument, index, contents] of each. */
function writtenInto(given: readonly Given[], encode: (value: unknown) => Tree): readonly Tree[] {
	return given.flatMap(({ objects }, argument) =>
		objects.flatMap((object, index): Tree[] => {
			if (typeof object === "function" || Object.isFrozen(object)) return [];
			if (ArrayBuffer.isView(object))
				return [[argument, index, encode(Array.from(object as Float64Array))]];
			if (Array.isArray(object)) return [[argument, index, encode([...object])]];
			return [[argument, index, encode(Object.entries(object))]];
		}),
	);
}
