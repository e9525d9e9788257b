import { isUnanswered, Unanswered } from "../../course/checking/unanswered";
import type { Implementation } from "../../course/lesson";
import { BrokenFrame } from "../protocol/broken-frame";
import type { Channel } from "../protocol/channel";
import { createDecoder, setOwn } from "../protocol/decode";
import { createEncoder, type Encoder } from "../protocol/encode";
import type { Frame } from "../protocol/frame";
import { caps, type Tree } from "../protocol/tree";
import { GraderMistake } from "./grader-mistake";

type Callable = (...args: unknown[]) => unknown;

/** A submission in its jail, as whoever examines it sees it. Every call waits for the answer. */
export interface JailedProgram {
	/**
	 * Waits until the program is loaded. @throws what it threw while it was loaded; Unanswered
	 */
	load(): Implementation;
	/** The built-ins it has replaced. @throws Unanswered */
	replacedBuiltIns(): string[];
	/** The function that was being called when the jail was lost. */
	lostIn(): string | undefined;
	/** Set when the jail sent something that is no answer. */
	isBroken(): boolean;
}

/** An argument that the jail still has from the call before. */
interface Sent {
	readonly value: unknown;
	readonly objects: readonly object[];
	readonly canBeKept: boolean;
}

/**
 * @param watched tells that a call begins, and that it is over
 * @param mapped gives an error's stack in the places of the student's own files
 */
export function createJailedProgram(
	channel: Channel,
	watched: { begin(): void; end(): void },
	mapped: (stack: string) => string,
): JailedProgram {
	let number = 0; // the request that sent the program, and which the jail answers when it has loaded it
	let before: readonly Sent[] = [];
	let last: unknown;
	let lost: string | undefined;
	let isLost = false;
	let isBroken = false;
	let mistake: GraderMistake | undefined;

	/** Asks and waits; whatever goes wrong on the way loses the jail for good. */
	const exchange = <T>(name: string | undefined, run: () => T): T => {
		if (isLost) throw mistake ?? new Unanswered(lost);
		watched.begin();
		try {
			return run();
		} catch (error) {
			if (error instanceof Thrown) throw error.value;
			isLost = true;
			lost ??= name;
			if (isUnanswered(error)) throw error;
			isBroken ||= error instanceof BrokenFrame;
			if (isBroken || isPipeError(error)) throw new Unanswered(name);
			mistake = new GraderMistake(error);
			throw mistake;
		} finally {
			watched.end();
		}
	};

	const call = (name: string, args: readonly unknown[]): unknown =>
		exchange(name, () => {
			const callbacks: Callable[] = [];
			const mine = ++number;
			const sent = args.map((arg) => sendable(arg, callbacks));
			channel.send({
				tree: ["call", mine, name, ...sent.map(({ tree }) => tree)],
				numbers: joined(sent.flatMap(({ encoder }) => (encoder ? [encoder.numbers()] : []))),
			});
			before = sent;
			return answerTo(mine, sent, callbacks);
		});

	const sendable = (value: unknown, callbacks: Callable[]) => {
		const kept = before.findIndex((sent) => sent.canBeKept && sent.value === value);
		if (kept !== -1 && typeof value === "object" && value !== null)
			return { ...before[kept]!, tree: ["again", kept] as Tree, encoder: undefined };
		const encoder = createEncoder({ register: (run) => callbacks.push(run as Callable) - 1 });
		const content = encoder.encode(value);
		const tree: Tree = ["new", content, encoder.numbers().length];
		return {
			value,
			tree,
			encoder: encoder as Encoder | undefined,
			objects: encoder.objects,
			canBeKept: encoder.isFrozen(),
		};
	};

	const answerTo = (
		mine: number,
		sent: readonly Sent[],
		callbacks: readonly Callable[],
	): unknown => {
		const known = sent.map(({ objects }) => objects);
		for (;;) {
			const { tree, numbers } = receive();
			const [kind, about, ...rest] = tree;
			if (about !== mine) throw new BrokenFrame("an answer to another question");
			const { decode } = createDecoder(numbers, { known });
			if (kind === "threw") throw new Thrown(withMappedStack(decode(rest[0] ?? null)));
			if (kind === "value") return readValue(rest, known, decode);
			if (kind !== "ask") throw new BrokenFrame("an unknown answer");
			const [callback, ...args] = rest;
			const run = typeof callback === "number" ? callbacks[callback] : undefined;
			if (!run) throw new BrokenFrame("a call of nothing");
			callBack(mine, run, args.map(decode));
		}
	};

	const readValue = (
		[isSame, result, changes]: readonly Tree[],
		known: readonly (readonly object[])[],
		decode: (tree: Tree) => unknown,
	): unknown => {
		const value = decode(result ?? null);
		for (const change of listOf(changes)) writeBack(known, listOf(change), decode);
		last = isSame === true ? sameAgain(last, value) : value;
		return last;
	};

	const callBack = (mine: number, run: Callable, args: readonly unknown[]): void => {
		const encoder = createEncoder();
		let kind = "given";
		let value: unknown;
		if (isTooMuch(run, args)) throw new BrokenFrame("more numbers than a message may hold");
		try {
			value = run(...args);
		} catch (error) {
			if (isUnanswered(error)) throw error;
			if (error instanceof Error) error.stack = ""; // it tells where the grader's files are
			kind = "thrown";
			value = error;
		}
		try {
			const tree = encoder.encode(value);
			channel.send({ tree: [kind, mine, tree], numbers: encoder.numbers() });
		} catch (error) {
			if (error instanceof RangeError) throw new BrokenFrame("more than a message may hold");
			throw error;
		}
	};

	const receive = (): Frame => {
		const frame = channel.receive();
		if (!frame) throw new Unanswered("the jail is gone");
		return frame;
	};

	const withMappedStack = (error: unknown): unknown => {
		if (error instanceof Error && error.stack) error.stack = mapped(error.stack);
		return error;
	};

	return {
		load: () =>
			exchange(undefined, () => {
				const implementation: Record<string, unknown> = {};
				for (const entry of listOf(answerTo(number, [], []))) {
					const [name, value] = listOf(entry) as readonly unknown[];
					const key = textOf(name);
					const isFunction = typeof value === "function";
					setOwn(implementation, key, isFunction ? (...args: unknown[]) => call(key, args) : value);
				}
				return implementation;
			}),
		replacedBuiltIns: () =>
			exchange(undefined, () => {
				channel.send({ tree: ["replaced", ++number], numbers: new Float64Array() });
				return listOf(answerTo(number, [], [])).map(textOf);
			}),
		lostIn: () => lost,
		isBroken: () => isBroken,
	};
}

/** Of a random generator's functions these make as many numbers as they are asked for; any other makes one. */
function isTooMuch({ name }: Callable, args: readonly unknown[]): boolean {
	if (name !== "vector" && name !== "matrix") return false;
	let size = 1;
	for (const arg of args) {
		if (typeof arg !== "number") return true;
		size *= Math.max(1, arg);
	}
	return !(size <= caps.nodes); // NaN, too
}

/** What the function threw, on its way past everything that catches. */
class Thrown {
	constructor(readonly value: unknown) {}
}

function listOf(value: unknown): readonly Tree[] {
	if (!Array.isArray(value)) throw new BrokenFrame("no list where there should be one");
	return value;
}

function textOf(value: unknown): string {
	if (typeof value !== "string") throw new BrokenFrame("no text where there should be one");
	return value;
}

function placeOf(value: unknown): number {
	if (typeof value !== "number") throw new BrokenFrame("no place where there should be one");
	return value;
}

/** The object of the call before, with what now stands in it: both calls have returned one and the same. */
function sameAgain(last: unknown, value: unknown): unknown {
	if (last === value || Object.isFrozen(last)) return last; // an argument
	if (Array.isArray(last) && Array.isArray(value)) {
		last.length = 0;
		for (const item of value) last.push(item);
		return last;
	}
	if (!isPlain(last) || !isPlain(value)) return value;
	for (const key of Object.keys(last)) Reflect.deleteProperty(last, key);
	for (const [key, item] of Object.entries(value)) setOwn(last, key, item);
	return last;
}

/** Writes into an argument what the function has written into its copy. */
function writeBack(
	known: readonly (readonly object[])[],
	[argument, index, tree]: readonly Tree[],
	decode: (tree: Tree) => unknown,
): void {
	const target = known[placeOf(argument)]?.[placeOf(index)];
	const content = decode(tree ?? null);
	if (!target || Object.isFrozen(target) || !Array.isArray(content))
		throw new BrokenFrame("a change of nothing");
	if (ArrayBuffer.isView(target)) {
		const items = target as Float64Array | BigInt64Array;
		for (let i = 0; i < items.length; i++)
			if (typeof content[i] === typeof items[i]) items[i] = content[i] as never;
	} else if (Array.isArray(target)) {
		target.length = 0;
		for (const item of content) target.push(item);
	} else if (isPlain(target)) {
		for (const entry of content) {
			const [key, value] = listOf(entry) as readonly unknown[];
			setOwn(target, textOf(key), value);
		}
	}
}

const isPlain = (value: unknown): value is object =>
	typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function joined(sections: readonly Float64Array[]): Float64Array {
	if (sections.length === 1) return sections[0]!;
	const all = new Float64Array(sections.reduce((sum, { length }) => sum + length, 0));
	let end = 0;
	for (const section of sections) {
		all.set(section, end);
		end += section.length;
	}
	return all;
}

/** The other end of a pipe is closed. */
const isPipeError = (error: unknown): boolean =>
	error instanceof Error && "code" in error && (error.code === "EPIPE" || error.code === "EIO");
