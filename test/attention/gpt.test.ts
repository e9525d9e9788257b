import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
	buildVocabulary,
	createRandom,
	decode,
	encode,
	type GptWeights,
	generate,
	gptForward,
	prefill,
	stepWithCache,
} from "attention-lab";
import { createGpt, gptForward as fastForward, plainWeights } from "attention-lab/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { projectRoot } from "../../src/project-root";
import { gptFixture, gptSizes, idsFrom } from "../exercises/gpt-fixture";
import { gptLoops } from "../exercises/gpt-loops";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

const models = gptSizes.map((sizes, i) => {
	const random = createRandom(16 + i);
	const params = gptFixture(random, sizes);
	deepFreeze([params]);
	const ids = idsFrom(random, sizes.context, sizes.vocabulary);
	return { params, ids, heads: sizes.heads, context: sizes.context };
});

describe("gptForward(ids, params, { heads })", () => {
	it.each(models)("is this, written out in loops ($heads heads)", ({ params, ids, heads }) => {
		for (const n of [1, 2, ids.length]) {
			const some = ids.slice(0, n);
			expectClose(gptForward(some, params, { heads }), gptLoops(some, params, { heads }).logits);
		}
	});

	it("gives PyTorch's logits", () => {
		const { config, batch, ids, logits, parameters } = torchGpt();
		const params = nested(parameters);
		const length = ids.length / batch;
		for (let piece = 0; piece < batch; piece++) {
			const own = ids.slice(piece * length, (piece + 1) * length);
			const found = gptForward(own, params, config).flat();
			const expected = logits.slice(piece * found.length, (piece + 1) * found.length);
			found.forEach((logit, i) => {
				expect(logit).toBeCloseTo(expected[i]!, 6); // the file has nine digits
			});
		}
	});

	it("gives the logits of the model that plainWeights(model) was made of", () => {
		const vocabulary = buildVocabulary("a whale");
		const sizes = { vocabulary, context: 7, dim: 6, heads: 3, layers: 2 };
		const model = createGpt(sizes, createRandom(3));
		const ids = encode("a whale", vocabulary);
		const fast = fastForward(model, ids).data;
		const plain = gptForward(ids, plainWeights(model), model.config).flat();
		plain.forEach((logit, i) => {
			expect(logit).toBeCloseTo(fast[i]!, 5);
		});
	});

	it("says what does not fit", () => {
		const [{ params, heads }] = models as [(typeof models)[0]];
		expect(() => gptForward([], params, { heads })).toThrow("there are no ids");
		expect(() => gptForward([0, 9], params, { heads })).toThrow(
			"ids[1] is 9: the ids of this model are 0 to 8",
		);
		expect(() => gptForward(Array(6).fill(0), params, { heads })).toThrow(
			"6 ids do not fit into a context of 5: keep the last 5",
		);
	});
});

describe("prefill and stepWithCache", () => {
	it.each(models)("give the last logits of gptForward ($heads heads)", (model) => {
		const { params, ids, heads } = model;
		for (const start of [1, 3]) {
			let state = prefill(ids.slice(0, start), params, { heads });
			for (let n = start; n <= ids.length; n++) {
				const { logits, layers } = gptLoops(ids.slice(0, n), params, { heads });
				expectClose(state.logits, logits.at(-1));
				state.cache.forEach(({ keys, values }, layer) => {
					expectClose([keys, values], [layers[layer]!.keys, layers[layer]!.values]);
				});
				if (n === ids.length) break;
				deepFreeze([state]);
				state = stepWithCache(ids[n]!, state.cache, params, { heads });
			}
		}
	});

	it("say what does not fit", () => {
		const [{ params, ids, heads }, other] = models as [(typeof models)[0], (typeof models)[0]];
		const { cache } = prefill(ids, params, { heads });
		expect(() => stepWithCache(1, cache, params, { heads })).toThrow(
			"6 ids do not fit into a context of 5",
		);
		expect(() => stepWithCache(1, cache, other.params, { heads: other.heads })).toThrow(
			"the cache has 3 entries but the model 2 blocks: begin with prefill",
		);
		expect(() => prefill([], params, { heads })).toThrow("there are no ids");
	});
});

describe("buildVocabulary, encode and decode", () => {
	it("have every code point once, in the order of Unicode", () => {
		expect(buildVocabulary("🐋ﬁB b\nb")).toEqual({
			characters: ["\n", " ", "B", "b", "ﬁ", "🐋"],
			size: 6,
		});
	});

	it("undo each other", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
				const vocabulary = buildVocabulary(text);
				const ids = encode(text, vocabulary);
				expect(ids).toHaveLength([...text].length);
				expect(decode(ids, vocabulary)).toBe(text);
			}),
		);
	});

	it("say what does not fit", () => {
		const vocabulary = buildVocabulary("hello");
		expect(() => buildVocabulary("")).toThrow("the text is empty");
		expect(() => encode("help", vocabulary)).toThrow('character 3 of the text is "p"');
		expect(() => decode([0, 4], vocabulary)).toThrow(
			"ids[1] is 4: the ids of this vocabulary are 0 to 3",
		);
	});
});

describe("generate(forward, ids, options, random)", () => {
	const logits = [Math.log(1), Math.log(2), Math.log(2), Math.log(5)];
	const forward = (ids: readonly number[]) => ids.map(() => logits);
	const random = (...numbers: number[]) => ({ uniform: () => numbers.shift()! });
	const one = { count: 1, context: 4, temperature: 1 };

	it("takes the first id at which the running sum exceeds the random number", () => {
		const borders = [
			[0, 0],
			[0.099, 0],
			[0.101, 1],
			[0.299, 1],
			[0.301, 2],
			[0.499, 2],
			[0.501, 3],
			[0.999, 3],
		] as const;
		for (const [u, id] of borders)
			expect(generate(forward, [0], one, random(u)), `u = ${u}`).toEqual([0, id]);
	});

	it("divides the logits by the temperature", () => {
		const half = { ...one, temperature: 0.5 }; // 1, 4, 4 and 25 of 34
		expect(generate(forward, [0], half, random(8.9 / 34))).toEqual([0, 2]);
		expect(generate(forward, [0], half, random(9.1 / 34))).toEqual([0, 3]);
	});

	it("keeps exactly topK ids, of equal ones the smaller", () => {
		const top = { ...one, topK: 2 }; // 2 and 5 of 7, ids 1 and 3
		expect(generate(forward, [0], top, random(0))).toEqual([0, 1]);
		expect(generate(forward, [0], top, random(1.9 / 7))).toEqual([0, 1]);
		expect(generate(forward, [0], top, random(2.1 / 7))).toEqual([0, 3]);
	});

	it("takes the likeliest at temperature 0, without a random number", () => {
		const cold = { ...one, count: 3, temperature: 0 };
		expect(generate(forward, [2], cold, random())).toEqual([2, 3, 3, 3]);
	});

	it("lets the model read the last ids, its own among them", () => {
		const read: (readonly number[])[] = [];
		const spy = (ids: readonly number[]) => {
			read.push(ids);
			return forward(ids);
		};
		generate(spy, [0, 1, 2], { count: 3, context: 4, temperature: 0 }, random());
		expect(read).toEqual([
			[0, 1, 2],
			[0, 1, 2, 3],
			[1, 2, 3, 3],
		]);
	});

	it("takes the likeliest where rounding has left a rest", () => {
		expect(generate(forward, [0], one, random(1))).toEqual([0, 3]);
	});

	it("refuses what is out of range", () => {
		const wrong = (options: object, message: string) =>
			expect(() => generate(forward, [0], { ...one, ...options }, random())).toThrow(message);
		wrong({ count: -1 }, "count is -1: it must be a whole number from 0");
		wrong({ context: 0 }, "context is 0: it must be a whole number from 1");
		wrong({ topK: 1.5 }, "topK is 1.5: it must be a whole number from 1");
		wrong({ temperature: -1 }, "temperature is -1: it must be 0 or a positive number");
		wrong({ temperature: Number.NaN }, "temperature is NaN");
		wrong({ temperature: Infinity }, "temperature is Infinity");
		expect(() => generate(forward, [], one, random())).toThrow("the prompt is empty");
	});
});

function torchGpt() {
	const tensor = z.object({ shape: z.array(z.number()), data: z.array(z.number()) });
	const file = z.object({
		config: z.object({ heads: z.number() }),
		batch: z.number(),
		ids: z.array(z.number()),
		logits: z.array(z.number()),
		parameters: z.record(z.string(), tensor),
	});
	const path = join(projectRoot, "test", "oracles", "torch", "gpt.json");
	return file.parse(JSON.parse(readFileSync(path, "utf8")));
}

/** "blocks.0.attention.wq" and the like, put where their names say. */
function nested(
	parameters: Record<string, { shape: readonly number[]; data: readonly number[] }>,
): GptWeights {
	const root: Record<string, unknown> = { blocks: [] };
	for (const [path, { shape, data }] of Object.entries(parameters)) {
		const names = path.split(".");
		const last = names.pop()!;
		let place = root;
		for (const name of names) {
			place[name] ??= {};
			place = place[name] as Record<string, unknown>;
		}
		const [rows, columns] = shape as [number, number | undefined];
		place[last] = columns
			? Array.from({ length: rows }, (_, i) => data.slice(i * columns, (i + 1) * columns))
			: data;
	}
	return root as unknown as GptWeights;
}
