import type { GptWeights, Random } from "attention-lab";
import * as learner from "../../exercises/17-kv-cache";
import { exercise } from "../../src/course/checking/exercise";
import { kvCacheLesson } from "../../src/course/lessons/17-kv-cache/lesson";
import { type GptSizes, gptFixture, gptSizes, idsFrom } from "./gpt-fixture";
import { gptLoops } from "./gpt-loops";

export const suite = exercise(kvCacheLesson, learner, ({ property }) => {
	property(
		"prefill gives the logits after the last token of the prompt",
		{ of: "prefill", points: 2 },
		({ call, random }) => {
			for (const sizes of gptSizes) {
				const { params, ids, heads } = fixture(random, sizes);
				for (const n of [3, 1, ids.length]) {
					const prompt = ids.slice(0, n);
					call(prompt, params, { heads })
						.measured("`logits`", ({ logits }) => logits)
						.gives(readInLoops(prompt, params, heads).logits);
				}
			}
		},
	);

	property(
		"prefill keeps the keys and values of every block",
		{ of: "prefill", points: 2 },
		({ call, random }) => {
			for (const sizes of gptSizes) {
				const { params, ids, heads } = fixture(random, sizes);
				for (const n of [3, 1]) {
					const prompt = ids.slice(0, n);
					call(prompt, params, { heads }).gives(readInLoops(prompt, params, heads));
				}
			}
		},
	);

	property(
		"stepWithCache gives the worked case",
		{ of: "stepWithCache", points: 1 },
		({ call }) => {
			const params = workedCase();
			const { cache } = readInLoops([0, 1], params, 1);
			call(0, cache, params, { heads: 1 }).gives(readInLoops([0, 1, 0], params, 1));
		},
	);

	property(
		"stepWithCache gives the logits of the whole text",
		{ of: "stepWithCache", points: 2 },
		({ call, random }) => {
			for (const sizes of gptSizes) {
				const { params, ids, heads } = fixture(random, sizes);
				for (const t of [3, 1, 4]) {
					const { cache } = readInLoops(ids.slice(0, t), params, heads);
					call(ids[t]!, cache, params, { heads })
						.measured("`logits`", ({ logits }) => logits)
						.gives(readInLoops(ids.slice(0, t + 1), params, heads).logits);
				}
			}
		},
	);

	property(
		"stepWithCache returns a new cache, one row longer in every block",
		{ of: "stepWithCache", points: 2 },
		({ call, random }) => {
			for (const sizes of gptSizes) {
				const { params, ids, heads } = fixture(random, sizes);
				for (const t of [3, 1]) {
					const { cache } = readInLoops(ids.slice(0, t), params, heads);
					call(ids[t]!, cache, params, { heads }).gives(
						readInLoops(ids.slice(0, t + 1), params, heads),
					);
				}
			}
		},
	);

	property(
		"stepWithCache goes on from its own cache until the context is full",
		{ of: "stepWithCache", points: 1 },
		({ call, random }) => {
			for (const sizes of gptSizes) {
				const { params, ids, heads } = fixture(random, sizes);
				let cache = readInLoops(ids.slice(0, 2), params, heads).cache;
				for (let t = 2; t < ids.length; t++) {
					const next = call(ids[t]!, cache, params, { heads });
					next.gives(readInLoops(ids.slice(0, t + 1), params, heads));
					cache = next.value.cache;
				}
			}
		},
	);
});

function fixture(random: Random, sizes: GptSizes) {
	const params = gptFixture(random, sizes);
	return { params, heads: sizes.heads, ids: idsFrom(random, sizes.context, sizes.vocabulary) };
}

function readInLoops(ids: readonly number[], params: GptWeights, heads: number) {
	const { logits, layers } = gptLoops(ids, params, { heads });
	return { logits: logits.at(-1)!, cache: layers };
}

function workedCase(): GptWeights {
	const zeros = [
		[0, 0],
		[0, 0],
	];
	const b = [0, 0];
	const norm = { gamma: [1, 1], beta: [0, 0] };
	return {
		tokenEmbedding: [
			[2, 0],
			[0, 2],
		],
		positionEmbedding: [b, b, b],
		blocks: [
			{
				attentionNorm: norm,
				attention: {
					wq: zeros,
					wk: [
						[1, 0],
						[0, 1],
					],
					wv: [
						[3, 0],
						[0, 3],
					],
					wo: zeros,
					bq: b,
					bk: b,
					bv: b,
					bo: b,
				},
				feedForwardNorm: norm,
				feedForward: { w1: zeros, b1: b, w2: zeros, b2: b },
			},
		],
		finalNorm: norm,
	};
}
