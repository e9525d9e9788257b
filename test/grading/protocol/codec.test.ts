import { anything, assert, json, oneof, property, string, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { BrokenFrame } from "../../../src/grading/protocol/broken-frame";
import { createDecoder } from "../../../src/grading/protocol/decode";
import { createEncoder } from "../../../src/grading/protocol/encode";
import { lengthBytes, packFrame, parseFrame } from "../../../src/grading/protocol/frame";
import { caps, type Tree } from "../../../src/grading/protocol/tree";

/** A value as it comes out on the other side. */
function sent<T>(value: T, options: Parameters<typeof createDecoder>[1] = {}): T {
	const encoder = createEncoder();
	const tree = [encoder.encode(value)];
	const frame = packFrame({ tree, numbers: encoder.numbers() });
	const received = parseFrame(frame.subarray(lengthBytes));
	return createDecoder(received.numbers, options).decode(received.tree[0]!) as T;
}

const decoded = (tree: unknown, numbers: readonly number[] = []) =>
	createDecoder(Float64Array.from(numbers)).decode(tree as Tree);

describe("a value that is sent", () => {
	it("arrives as it was", () => {
		const values = anything({
			withBigInt: true,
			withDate: true,
			withMap: true,
			withSet: true,
			withSparseArray: true,
			withTypedArray: true,
			maxDepth: 4,
		});
		assert(
			property(values, (value) => {
				expect(sent(value)).toStrictEqual(value);
			}),
			{ numRuns: 200 },
		);
	});

	it.each([
		["numbers that JSON does not know", [Number.NaN, Infinity, -Infinity, -0, 1e-320, 2 ** 53]],
		["one of them alone", -0],
		["undefined beside null", { a: undefined, b: null }],
		["half of a surrogate pair", "\ud83d and \udc0b"],
		["what looks like a tag", ["u", ["r", 3], "@"]],
		["bigints", [-(2n ** 70n), new BigUint64Array([1n])]],
		["an invalid date", new Date(Number.NaN)],
	])("%s", (_, value) => expect(sent(value)).toStrictEqual(value));

	it("keeps holes apart from undefined", () => {
		const row: unknown[] = [1];
		row[2] = undefined;
		row.length = 5;
		expect(sent(row)).toStrictEqual(row);
		expect(Object.keys(sent(row))).toEqual(["0", "2"]);
	});

	it("keeps a property named __proto__ as a property", () => {
		const object = JSON.parse('{"__proto__": {"polluted": 1}}');
		const received = sent(object);
		expect(Object.keys(received)).toEqual(["__proto__"]);
		expect(Object.getPrototypeOf(received)).toBe(Object.prototype);
		expect(received.polluted).toBeUndefined();
	});

	it("keeps cycles, and what is one object in two places", () => {
		const row: unknown[] = [1];
		row[2] = undefined;
		row.length = 5;
		const cyclic: unknown[] = [row, row];
		cyclic.push(cyclic);
		const received = sent(cyclic);
		expect(received[0]).toBe(received[1]);
		expect(received[2]).toBe(received);
	});

	it("says of an error what it was, and of a promise that it is one", () => {
		const error = sent(new RangeError("too far"));
		expect(error).toBeInstanceOf(RangeError);
		expect(error).toMatchObject({ name: "RangeError", message: "too far" });
		expect(error.stack).toContain("codec.test");
		expect(sent(Promise.resolve(1))).toBeInstanceOf(Promise);
		// biome-ignore lint/suspicious/noThenProperty: whoever awaits it believes that it is a promise
		expect(sent({ then: () => 1 })).toBeInstanceOf(Promise);
	});

	it("is frozen again where it was, when the receiver wants that", () => {
		const given = { rows: Object.freeze([Object.freeze([1, 2])]), notes: ["a"] };
		const received = sent(given, { freezes: true });
		expect(Object.isFrozen(received)).toBe(false);
		expect(Object.isFrozen(received.rows) && Object.isFrozen(received.rows[0])).toBe(true);
		expect(Object.isFrozen(received.notes)).toBe(false);
		expect(Object.isFrozen(sent(given).rows)).toBe(false);
	});

	it("loses what is not data: classes, getters, proxies, functions", () => {
		class Row extends Array<number> {
			override at() {
				return 7;
			}
		}
		const row = sent(Row.from([1, 2]));
		expect(Object.getPrototypeOf(row)).toBe(Array.prototype);
		const getter = Object.defineProperty({}, "x", { enumerable: true, get: () => 3 });
		expect(Object.getOwnPropertyDescriptor(sent(getter), "x")).toMatchObject({ value: 3 });
		const proxy = new Proxy([1, 2], { get: (target, key) => Reflect.get(target, key) });
		expect(sent(proxy)).toEqual([1, 2]);
		const match = sent({ asymmetricMatch: () => true });
		expect((match.asymmetricMatch as () => unknown)()).toBeUndefined();
	});

	it("is refused when it is too large or too deep", () => {
		let deep: unknown = [];
		for (let i = 0; i < 1e5; i++) deep = [deep];
		expect(() => sent(deep)).toThrow(/levels deep/);
		expect(() => sent(Array.from({ length: caps.nodes }, () => null))).toThrow(/values/);
		const sparse: unknown[] = [];
		sparse[4e9] = 1;
		expect(() => sent(sparse)).toThrow(/values/);
		expect(() => sent(10n ** 20_000n)).toThrow(/bigint/);
	});
});

describe("what an attacker sends", () => {
	it("is data or a broken frame, whatever the bytes are", () => {
		const bytes = oneof(
			uint8Array({ maxLength: 60 }),
			json().map((text) =>
				packFrame({ tree: JSON.parse(`[${text}]`), numbers: new Float64Array(2) }),
			),
		);
		assert(
			property(bytes, (frame) => {
				expectDataOrBroken(() => {
					const { tree, numbers } = parseFrame(frame.subarray(Math.min(frame.length, lengthBytes)));
					for (const part of tree) createDecoder(numbers).decode(part);
				});
			}),
			{ numRuns: 200 },
		);
	});

	it("is data or a broken frame, whatever follows a tag", () => {
		const tags = oneof(
			...[..."u#israAoOmSdtbepf=@-", "R"].map((tag) => json().map((rest) => [tag, rest])),
		);
		assert(
			property(tags, string(), ([tag, rest], name) => {
				const parsed = JSON.parse(rest!);
				for (const tree of [[tag, parsed], [tag, name, parsed], [tag, 1, parsed, name], [tag]])
					expectDataOrBroken(() => decoded(tree, [1, 2, 3]));
			}),
			{ numRuns: 200 },
		);
	});

	it.each([
		["a JSON object", { toString: 1 }],
		["a tag nobody knows", ["x"]],
		["more numbers than there are", ["r", 4]],
		["a reference to what comes later", ["a", ["=", 7]]],
		["an argument that was not given", ["@", 0, 0]],
		["a class of its own choice", ["t", "constructor", 1]],
		["holes without end", ["a", ["-", 4_000_000_000]]],
		["an object of odd length", ["o", "key"]],
		["text where a number should be", ["#", "1e999"]],
	])("is broken when it holds %s", (_, tree) => {
		expect(() => decoded(tree, [1, 2, 3])).toThrow(BrokenFrame);
	});

	it("is broken when it is small to send and endless to walk through", () => {
		let twice: unknown = ["a", 1];
		for (let i = 0; i < 40; i++) twice = ["a", twice, ["=", 40 - i]];
		expect(() => decoded(twice)).toThrow(BrokenFrame);
		const row = Array.from({ length: 100_000 }, (_, i) => i);
		const again = ["a", ["r", row.length], ...Array.from({ length: 50 }, () => ["=", 1])];
		expect(() => decoded(again, row)).toThrow(BrokenFrame);
		const chain = Array.from({ length: 1000 }, (_, i) => ["a", ["=", i + 1]]);
		expect(() => decoded(["a", ["a"], ...chain])).toThrow(BrokenFrame);
		const text = "x".repeat(1_000_000);
		expect(() => decoded(["a", ["a", text], ...Array(70).fill(["=", 1])])).toThrow(BrokenFrame);
	});

	it("is broken when its parts name one and the same large object again and again", () => {
		const { decode } = createDecoder(new Float64Array(1_000_000));
		decode(["r", 1_000_000]);
		const again = () => {
			for (let i = 0; i < 5; i++) decode(["a", ["=", 0]]);
		};
		expect(again).toThrow(BrokenFrame);
	});

	it("is broken when it is nested without end", () => {
		const text = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
		const body = new Uint8Array(4 + text.length);
		new DataView(body.buffer).setUint32(0, text.length, true);
		body.set(new TextEncoder().encode(text), 4);
		expect(() => decoded(parseFrame(body).tree)).toThrow(BrokenFrame);
	});
});

function expectDataOrBroken(run: () => unknown): void {
	try {
		run();
	} catch (error) {
		expect(error).toBeInstanceOf(BrokenFrame);
	}
}
