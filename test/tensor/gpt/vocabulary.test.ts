import { buildVocabulary, decode, encode } from "attention-lab/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("buildVocabulary(text)", () => {
	it("has every different character once, in the order of Unicode", () => {
		expect(buildVocabulary("banana — 🐳!")).toEqual({
			characters: [" ", "!", "a", "b", "n", "—", "🐳"],
			size: 7,
		});
	});

	it("counts an emoji as one character, not as the two halves of UTF-16", () => {
		expect(buildVocabulary("🐳🐋").size).toBe(2);
	});

	it("refuses an empty text", () => {
		expect(() => buildVocabulary("")).toThrow("the text is empty");
	});
});

describe("encode(text, vocabulary)", () => {
	const vocabulary = buildVocabulary("abc🐳");

	it("gives the place of each character in the vocabulary", () => {
		expect([...encode("ca🐳b", vocabulary)]).toEqual([2, 0, 3, 1]);
	});

	it("names a character that is not in the vocabulary, and where it is", () => {
		expect(() => encode("🐳é", vocabulary)).toThrow(
			'character 1 is "é" (U+00E9), which is not in the vocabulary of 4 characters',
		);
	});

	it("is undone by decode, for any text", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
				const own = buildVocabulary(text);
				expect(decode(encode(text, own), own)).toBe(text);
			}),
		);
	});
});

describe("decode(ids, vocabulary)", () => {
	it.each([-1, 2, 0.5, Number.NaN])("refuses the id %d", (id) => {
		expect(() => decode([0, id], buildVocabulary("ab"))).toThrow(`ids[1] is ${id}`);
	});
});
