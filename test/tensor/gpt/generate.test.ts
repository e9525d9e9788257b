import { createRandom } from "attention-lab";
import {
	decode,
	encode,
	type GenerateOptions,
	generate,
	gptForward,
	sampleId,
} from "attention-lab/tensor";
import { describe, expect, it } from "vitest";
import { letters, tinyGpt } from "./tiny-gpt";

const model = tinyGpt({ context: 6 });

async function write(prompt: string, options: GenerateOptions, from = model): Promise<string> {
	let text = "";
	for await (const character of generate(from, prompt, options)) text += character;
	return text;
}

/** The same without a cache: every character from a full pass over what the model sees. */
function writeSlowly(prompt: string, characters: number, seed: number): string {
	const random = createRandom(seed);
	let seen = [...encode(prompt, letters)].slice(-6);
	let text = "";
	while (text.length < characters) {
		const logits = gptForward(model, seen).data.slice(-letters.size);
		const id = sampleId(logits, { random });
		text += decode([id], letters);
		seen = seen.length < 6 ? [...seen, id] : [...seen.slice(-2), id];
	}
	return text;
}

describe("generate(model, prompt, options)", () => {
	it("writes what full passes would write, also beyond the context, going on from its last half", async () => {
		for (const prompt of ["a", "gab", "abcdef", "gfedcbagfedcba"])
			expect(await write(prompt, { characters: 40, random: createRandom(4) })).toBe(
				writeSlowly(prompt, 40, 4),
			);
	});

	it("writes beyond a context of one character, too", async () => {
		const short = tinyGpt({ context: 1 });
		expect(await write("a", { characters: 9, random: createRandom(1) }, short)).toHaveLength(9);
	});

	it("writes the same from the same seed, and always the same at temperature 0", async () => {
		const once = await write("a", { characters: 30, random: createRandom(2) });
		expect(await write("a", { characters: 30, random: createRandom(2) })).toBe(once);
		expect(await write("a", { characters: 30, random: createRandom(3) })).not.toBe(once);
		const greedy = await write("a", { characters: 30, temperature: 0 });
		expect(await write("a", { characters: 30, topK: 1, random: createRandom(9) })).toBe(greedy);
	});

	it("hands over each character as it comes, and lets others have their turn in between", async () => {
		let turns = 0;
		const count = () => {
			turns++;
			timer = setImmediate(count);
		};
		let timer = setImmediate(count);
		const seen: number[] = [];
		for await (const _ of generate(model, "a", { characters: 5, temperature: 0 })) seen.push(turns);
		clearImmediate(timer);
		expect(new Set(seen).size).toBe(5);
	});

	it("writes nothing when nothing is asked for", async () => {
		expect(await write("a", { characters: 0, temperature: 0 })).toBe("");
	});

	it.each([
		["", { characters: 1, temperature: 0 }, "the prompt is empty"],
		["x", { characters: 1, temperature: 0 }, 'character 0 is "x" (U+0078)'],
		["a", { characters: -1, temperature: 0 }, "characters is -1"],
		["a", { characters: 1, temperature: -1 }, "temperature is -1"],
		["a", { characters: 1, temperature: 0, topK: 0 }, "topK is 0"],
		["a", { characters: 1 }, "give a random"],
	])("refuses the prompt %j with %o", async (prompt, options, message) => {
		await expect(write(prompt, options)).rejects.toThrow(message);
	});
});
