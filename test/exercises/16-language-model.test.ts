import { createRandom, type GenerateOptions, type Random, type Vocabulary } from "attention-lab";
import { constantFrom, string } from "fast-check";
import * as learner from "../../exercises/16-language-model";
import { exercise } from "../../src/course/checking/exercise";
import { fresh } from "../../src/course/checking/fresh";
import { languageModelLesson } from "../../src/course/lessons/16-language-model/lesson";
import { gptFixture, gptSizes, idsFrom } from "./gpt-fixture";
import { gptLoops } from "./gpt-loops";

export const suite = exercise(languageModelLesson, learner, ({ property }) => {
	property(
		"buildVocabulary lists every character once, in the order of Unicode",
		{ of: "buildVocabulary", points: 1 },
		({ call, random, forAll }) => {
			for (let i = 0; i < 3; i++) {
				const text = someText(random);
				call(text).gives(vocabularyInLoops(text));
			}
			call("hello").gives({ characters: ["e", "h", "l", "o"], size: 4 });
			forAll(texts, (text) => call(text).gives(vocabularyInLoops(text)));
		},
	);

	property(
		"encode gives the place of every character in the vocabulary",
		{ of: "encode", points: 1 },
		({ call, random, forAll }) => {
			for (let i = 0; i < 3; i++) {
				const text = someText(random);
				const vocabulary = vocabularyInLoops(text);
				call(text, vocabulary).gives(idsInLoops(text, vocabulary));
			}
			const hello = vocabularyInLoops("hello");
			call("hole", hello).gives([1, 3, 2, 0]);
			call("", hello).gives([]);
			forAll(texts, (text) => {
				const vocabulary = vocabularyInLoops(text);
				call(text, vocabulary).gives(idsInLoops(text, vocabulary));
			});
		},
	);

	property(
		"decode gives the text of the ids",
		{ of: "decode", points: 1 },
		({ call, random, forAll }) => {
			for (let i = 0; i < 3; i++) {
				const text = someText(random);
				const vocabulary = vocabularyInLoops(text);
				call(idsInLoops(text, vocabulary), vocabulary).gives(text);
			}
			const hello = vocabularyInLoops("hello");
			call([1, 3, 2, 0], hello).gives("hole");
			call([], hello).gives("");
			forAll(texts, (text) => {
				const vocabulary = vocabularyInLoops(text);
				call(idsInLoops(text, vocabulary), vocabulary).gives(text);
			});
		},
	);

	property(
		"gptForward gives the logits of the worked case",
		{ of: "gptForward", points: 1 },
		({ call }) => {
			const params = {
				tokenEmbedding: [
					[0, 0],
					[2, 0],
				],
				positionEmbedding: [
					[0, 1],
					[0, 2],
					[5, 5],
				],
				blocks: [],
				finalNorm: { gamma: [1, 1], beta: [0, 3] },
			};
			call([1, 0], params, { heads: 1 }).gives(gptLoops([1, 0], params, { heads: 1 }).logits);
		},
	);

	property(
		"gptForward gives the logits that follow every token",
		{ of: "gptForward", points: 3 },
		({ call, random }) => {
			for (const sizes of gptSizes) {
				const params = gptFixture(random, sizes);
				for (const n of [3, 1, sizes.context]) {
					const ids = idsFrom(random, n, sizes.vocabulary);
					const { heads } = sizes;
					const { logits } = gptLoops(ids, params, { heads });
					const result = call(ids, params, { heads });
					result.gives(logits);
					result.hasSeparateRows();
				}
			}
		},
	);

	property(
		"gptForward does not know what comes later",
		{ of: "gptForward", points: 1 },
		({ call, random }) => {
			const [sizes] = gptSizes;
			const { heads, vocabulary } = sizes;
			const params = gptFixture(random, sizes);
			const ids = idsFrom(random, 4, vocabulary);
			const others = [...ids.slice(0, -1), (ids.at(-1)! + 1) % vocabulary];
			const before = call(ids, params, { heads });
			before.should("have a row of logits for each id", (rows) => rows.length === ids.length);
			const after = call(others, params, { heads });
			after
				.measured("all rows but the last, after the last id was changed,", (rows) =>
					rows.slice(0, -1),
				)
				.gives(before.value.slice(0, -1));
			after.should("have another last row, after the last id was changed", (rows) =>
				rows.at(-1)!.some((logit, j) => Math.abs(logit - before.value.at(-1)![j]!) > 1e-9),
			);
		},
	);

	property(
		"generate reads the last ids again and again, and at temperature 0 takes the likeliest",
		{ of: "generate", points: 1 },
		({ call, random }) => {
			for (const [prompt, context] of [
				[3, 4],
				[6, 5],
				[1, 7],
			] as const) {
				const forward = someModel(random, "no two alike");
				const ids = idsFrom(random, prompt, vocabularySize);
				const config = { count: 12, context, temperature: 0 };
				call(
					forward,
					ids,
					config,
					fresh(() => createRandom(1)),
				).gives(generatedInLoops(forward, ids, config, createRandom(1)));
			}
			const forward = someModel(random, "many alike");
			const config = { count: 20, context: 5, temperature: 0 };
			call(
				forward,
				[3, 1],
				config,
				fresh(() => createRandom(1)),
			).gives(generatedInLoops(forward, [3, 1], config, createRandom(1)));
			call(forward, [3, 1], config, fresh(unused)).gives(
				generatedInLoops(forward, [3, 1], config, createRandom(1)),
			);
		},
	);

	property(
		"generate draws by softmax(logits / temperature), one number each",
		{ of: "generate", points: 2 },
		({ call, random }) => {
			const counts = { count: 30, context: 5 };
			for (const temperature of [0.4, 2.5, 1]) {
				const forward = someModel(random, "no two alike");
				const ids = idsFrom(random, 3, vocabularySize);
				const seed = random.integer(0, 2 ** 31);
				const config = { ...counts, temperature };
				call(
					forward,
					ids,
					config,
					fresh(() => createRandom(seed)),
				).gives(generatedInLoops(forward, ids, config, createRandom(seed)));
			}
			const worked = () => [[Math.log(1), Math.log(2), Math.log(5)]];
			for (const seed of [1, 2, 3]) {
				const config = { count: 8, context: 1, temperature: 1 };
				call(
					worked,
					[0],
					config,
					fresh(() => createRandom(seed)),
				).gives(generatedInLoops(worked, [0], config, createRandom(seed)));
			}
			call(worked, [2, 0], { count: 0, context: 1, temperature: 1 }, createRandom(1)).gives([2, 0]);
		},
	);

	property(
		"generate gives exactly topK ids a chance",
		{ of: "generate", points: 1 },
		({ call, random }) => {
			for (const [topK, kind] of [
				[2, "no two alike"],
				[3, "many alike"],
				[4, "many alike"],
				[vocabularySize + 5, "no two alike"],
			] as const) {
				const forward = someModel(random, kind);
				const ids = idsFrom(random, 3, vocabularySize);
				const seed = random.integer(0, 2 ** 31);
				const config = { count: 40, context: 5, temperature: 2.5, topK };
				call(
					forward,
					ids,
					config,
					fresh(() => createRandom(seed)),
				).gives(generatedInLoops(forward, ids, config, createRandom(seed)));
			}
			// u = 0, and id 0 without a chance: the sum is 0 there, which does not exceed u
			const worked = () => [[Math.log(1), Math.log(2), Math.log(5)]];
			const zero = () => ({ ...createRandom(1), uniform: () => 0 });
			const config = { count: 2, context: 1, temperature: 1, topK: 2 };
			call(worked, [2], config, fresh(zero)).gives([2, 1, 1]);
		},
	);
});

/** Both cases, spaces, and characters of which JavaScript's own order is not that of Unicode. */
const alphabet = ["🐋", "ﬁ", "b", "B", "a", " ", "\n", "é", "🙂", "A", "z", ","];

const texts = string({ unit: constantFrom(...alphabet), minLength: 1, maxLength: 12 });

function someText(random: Random): string {
	const more = Array.from({ length: 8 }, () => alphabet[random.integer(0, alphabet.length)]!);
	return ["🐋", "ﬁ", ...random.shuffle(["b", "B", "a", "🐋", "\n"]), ...more].join("");
}

function vocabularyInLoops(text: string): Vocabulary {
	const numbers: number[] = [];
	for (const character of text) {
		const number = character.codePointAt(0)!;
		let place = 0;
		while (place < numbers.length && numbers[place]! < number) place++;
		if (numbers[place] !== number) numbers.splice(place, 0, number);
	}
	return {
		characters: numbers.map((number) => String.fromCodePoint(number)),
		size: numbers.length,
	};
}

function idsInLoops(text: string, { characters }: Vocabulary): number[] {
	const ids: number[] = [];
	for (const character of text) ids.push(characters.indexOf(character));
	return ids;
}

const vocabularySize = 9;

/** A generator for temperature 0, where nothing is drawn. */
const unused = (): Random => ({
	...createRandom(1),
	uniform: () => {
		throw new Error("random.uniform() was called, but at temperature 0 no random number is used");
	},
});

/** A model that answers each list of ids in its own way: row i depends on ids 0 … i, and on nothing else. */
function someModel(random: Random, kind: "no two alike" | "many alike") {
	const seed = random.integer(1, 1_000_000);
	return (ids: readonly number[]): number[][] => {
		let state = seed;
		const next = () => {
			state = (state * 48_271) % 2_147_483_647; // Park and Miller 1988, the minimal standard generator
			return state / 2_147_483_647;
		};
		return ids.map((id) => {
			state = (state + (id + 1) * 1_234_567) % 2_147_483_647;
			next();
			return Array.from({ length: vocabularySize }, () =>
				kind === "no two alike" ? 4 * next() : Math.floor(3 * next()),
			);
		});
	};
}

function generatedInLoops(
	forward: (ids: readonly number[]) => number[][],
	ids: readonly number[],
	{ count, context, temperature, topK = Infinity }: GenerateOptions,
	random: Random,
): number[] {
	const written = [...ids];
	while (written.length < ids.length + count) {
		const logits = forward(written.slice(Math.max(0, written.length - context))).at(-1)!;
		const rank = (id: number) =>
			logits.filter((logit, other) => logit > logits[id]! || (logit === logits[id] && other < id))
				.length;
		let next = logits.findIndex((_, id) => rank(id) === 0);
		if (temperature > 0) {
			const powers = logits.map((logit, id) =>
				rank(id) < topK ? Math.exp(logit / temperature) : 0,
			);
			let left = random.uniform() * powers.reduce((a, b) => a + b);
			for (next = 0; left >= powers[next]!; next++) left -= powers[next]!;
		}
		written.push(next);
	}
	return written;
}
