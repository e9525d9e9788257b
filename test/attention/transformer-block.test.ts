import { type BlockWeights, causalMask, layerNorm, transformerBlock } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { blockLoops } from "../exercises/block-loops";
import { blockInputs } from "./block-inputs";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it.each(["before", "after"] as const)(
	"transformerBlock(x, params, { heads, mask?, norm: %j }) is this, written out in loops",
	(norm) => {
		fc.assert(
			fc.property(blockInputs, ({ x, params, heads, mask }) => {
				deepFreeze([x, mask]);
				for (const given of [undefined, mask]) {
					const options = { heads, mask: given, norm };
					expectClose(transformerBlock(x, params, options), blockLoops(x, params, options));
				}
			}),
		);
	},
);

it("transformerBlock(x, params, …) whose wo and w2 are zeros hands x on (before) or norms it twice (after)", () => {
	fc.assert(
		fc.property(blockInputs, ({ x, params, heads }) => {
			const silent = silenced(params);
			expectClose(transformerBlock(x, silent, { heads, norm: "before" }), x);
			const { attentionNorm: first, feedForwardNorm: second } = params;
			const once = layerNorm(x, first.gamma, first.beta);
			const twice = layerNorm(once, second.gamma, second.beta);
			expectClose(transformerBlock(x, silent, { heads, norm: "after" }), twice);
		}),
	);
});

it("transformerBlock(x, params, { mask: causalMask(n) }) does not look ahead", () => {
	fc.assert(
		fc.property(blockInputs, ({ x, params, heads }) => {
			const mask = causalMask(x.length);
			const other = x.map((row, i) => (i === x.length - 1 ? row.map((value) => -value) : row));
			for (const norm of ["before", "after"] as const) {
				const options = { heads, mask, norm };
				const after = transformerBlock(other, params, options).slice(0, -1);
				expectClose(after, transformerBlock(x, params, options).slice(0, -1));
			}
		}),
	);
});

it("transformerBlock(x, params, options) says what does not fit", () => {
	const w = [
		[1, 2],
		[3, 4],
	];
	const norm = { gamma: [1, 1], beta: [0, 0] };
	const params: BlockWeights = {
		attention: { wq: w, wk: w, wv: w, wo: w },
		attentionNorm: norm,
		feedForward: { w1: w, b1: [0, 0], w2: w, b2: [0, 0] },
		feedForwardNorm: norm,
	};
	const run =
		(changed: Partial<BlockWeights>, where: unknown = "before") =>
		() =>
			transformerBlock([[1, 2]], { ...params, ...changed }, { heads: 1, norm: where as "before" });
	expect(run({})).not.toThrow();
	expect(run({}, null)).toThrow('norm is null: it must be "before" or "after"');
	expect(run({}, "pre")).toThrow('norm is the text "pre": it must be "before" or "after"');
	expect(run({ attention: { ...params.attention, wo: [[1], [2]] } })).toThrow(
		"x has 2 columns but what wo makes has 1 column",
	);
	expect(run({ feedForward: { ...params.feedForward, w2: [[1], [2]], b2: [0] } })).toThrow(
		"x has 2 columns but what w2 makes has 1 column",
	);
	expect(run({ attentionNorm: { gamma: [1], beta: [0, 0] } })).toThrow(
		"x has 2 columns but gamma has 1 number",
	);
});

function silenced(params: BlockWeights): BlockWeights {
	const zeros = (matrix: readonly (readonly number[])[]) => matrix.map((row) => row.map(() => 0));
	return {
		...params,
		attention: { ...params.attention, wo: zeros(params.attention.wo) },
		feedForward: {
			...params.feedForward,
			w2: zeros(params.feedForward.w2),
			b2: params.feedForward.b2.map(() => 0),
		},
	};
}
