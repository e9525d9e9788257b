import { causalLmBatch, createRandom, maskedLmBatch } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { deepFreeze } from "./deep-freeze";

const ids = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });
const maskId = 21;

it("maskedLmBatch(ids, options) hides some tokens and asks for just these", () => {
	fc.assert(
		fc.property(
			ids,
			fc.double({ min: 0, max: 1, noNaN: true }),
			fc.nat(),
			(ids, probability, seed) => {
				deepFreeze([ids]);
				const rng = createRandom(seed);
				const { inputs, targets } = maskedLmBatch(ids, { maskId, probability, rng });
				const replay = createRandom(seed);
				expect([inputs.length, targets.length]).toEqual([ids.length, ids.length]);
				for (const [i, id] of ids.entries()) {
					const hidden = replay.uniform() < probability;
					expect([inputs[i], targets[i]]).toEqual(hidden ? [maskId, id] : [id, -100]);
				}
				expect(rng.uniform(), "no other number is drawn").toBe(replay.uniform());
			},
		),
	);
});

it("maskedLmBatch(ids, { probability: 0.15 }) hides about 15 of 100", () => {
	const many = Array.from({ length: 20_000 }, () => 1);
	const { targets } = maskedLmBatch(many, { maskId, probability: 0.15, rng: createRandom(1) });
	const share = targets.filter((target) => target !== -100).length / many.length;
	expect(share).toBeGreaterThan(0.14); // four deviations are 0.01
	expect(share).toBeLessThan(0.16);
});

it("maskedLmBatch(ids, options) refuses what is no probability", () => {
	for (const probability of [-0.1, 1.1, Number.NaN])
		expect(() => maskedLmBatch([1], { maskId, probability, rng: createRandom(1) })).toThrow(
			`probability is ${probability}: it must lie between 0 and 1`,
		);
});

it("causalLmBatch(ids) asks each token for its successor", () => {
	expect(causalLmBatch([7, 3, 5])).toEqual({ inputs: [7, 3], targets: [3, 5] });
	fc.assert(
		fc.property(
			ids.filter(({ length }) => length > 1),
			(ids) => {
				const { inputs, targets } = causalLmBatch(ids);
				expect([inputs[0], ...targets]).toEqual(ids);
				expect([...inputs, targets.at(-1)]).toEqual(ids);
			},
		),
	);
});

it("causalLmBatch(ids) needs two ids", () => {
	expect(() => causalLmBatch([7])).toThrow("1 ids have nothing that follows: give at least two");
});
