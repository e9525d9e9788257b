import { createRandom } from "attention-lab";
import {
	adamW,
	add,
	attention,
	attentionWeights,
	clipGradients,
	crossEntropy,
	embedding,
	matmul,
	multiply,
	Tensor,
	withoutGradient,
} from "attention-lab/tensor";
import { describe, expect, it } from "vitest";

/** One layer of attention learns to write a sequence backwards: position i must look at position length − 1 − i. */
const [classes, length, dim, batch] = [8, 6, 32, 16];

describe("one layer of attention that learns to reverse a sequence", () => {
	const trained = train(1, 200);

	it("writes new sequences backwards", () => {
		const { ids, reversed } = draw(createRandom(99), 50);
		const logits = withoutGradient(() => forward(trained.parameters, ids).logits);
		const guesses = Array.from(reversed, (_, i) => {
			const row = logits.data.subarray(i * classes, (i + 1) * classes);
			return row.indexOf(Math.max(...row));
		});
		const right = guesses.filter((guess, i) => guess === reversed[i]).length;
		expect(right / reversed.length).toBeGreaterThan(0.98);
		expect(trained.losses[0]).toBeGreaterThan(1.5); // about log(8)
		expect(trained.losses.at(-1)).toBeLessThan(0.1);
	});

	it("looks where the answer is: its weights are an anti-diagonal", () => {
		const { ids } = draw(createRandom(7), 1);
		const { q, k } = withoutGradient(() => forward(trained.parameters, ids));
		const weights = attentionWeights(q, k)[0]![0]!;
		for (const [i, row] of weights.entries())
			expect(row.indexOf(Math.max(...row))).toBe(length - 1 - i);
	});

	it("forgets it when what its head found is taken away", () => {
		const { ids, reversed } = draw(createRandom(99), 50);
		const ablated = withoutGradient(() => forward(trained.parameters, ids, 0).logits);
		expect(crossEntropy(ablated, reversed).item()).toBeGreaterThan(1.5);
	});

	it("learns the same numbers from the same seed, to the last bit, and others from another", () => {
		const [again, other] = [train(1, 10), train(2, 10)];
		expect(again.losses).toEqual(trained.losses.slice(0, 10));
		expect(other.losses).not.toEqual(again.losses);
	});
});

function train(seed: number, steps: number) {
	const random = createRandom(seed);
	const matrix = (rows: number, columns: number) =>
		Tensor.randomNormal([rows, columns], random, 1 / Math.sqrt(dim), { requiresGradient: true });
	const parameters = {
		tokens: matrix(classes, dim),
		positions: matrix(length, dim),
		wq: matrix(dim, dim),
		wk: matrix(dim, dim),
		wv: matrix(dim, dim),
		wo: matrix(dim, classes),
	};
	const all = Object.values(parameters);
	const optimiser = adamW(all, { learningRate: 0.01 });
	const losses: number[] = [];
	for (let step = 0; step < steps; step++) {
		const { ids, reversed } = draw(random, batch);
		const loss = crossEntropy(forward(parameters, ids).logits, reversed);
		optimiser.zeroGradient();
		loss.backward();
		clipGradients(all, 1);
		optimiser.step();
		losses.push(loss.item());
	}
	return { parameters, losses };
}

type Parameters = Record<"tokens" | "positions" | "wq" | "wk" | "wv" | "wo", Tensor>;

/** `head` multiplies what the head found: 0 takes it away. */
function forward({ tokens, positions, wq, wk, wv, wo }: Parameters, ids: Int32Array, head = 1) {
	const x = add(embedding(tokens, ids, [ids.length / length, length]), positions);
	const [q, k, v] = [matmul(x, wq), matmul(x, wk), matmul(x, wv)];
	return { q, k, logits: matmul(multiply(attention(q, k, v), head), wo) };
}

function draw(random: ReturnType<typeof createRandom>, sequences: number) {
	const ids = Int32Array.from({ length: sequences * length }, () => random.integer(0, classes));
	const reversed = ids.map((_, i) => ids[i - (i % length) + (length - 1 - (i % length))]!);
	return { ids, reversed };
}
