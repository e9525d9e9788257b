import type { MaskedLmOptions, Matrix, Vector } from "attention-lab";
import { scoreRow, softmax } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/15-bert-and-gpt";
import { suite } from "../../exercises/15-bert-and-gpt.test";
import { describeChecks } from "./describe-lesson";

describeChecks(suite, {
	solution,
	otherWays: {
		"in loops and indexes": {
			maskedLmBatch: (ids: Vector, options: MaskedLmOptions) => {
				const inputs: number[] = [];
				const targets: number[] = [];
				for (let i = 0; i < ids.length; i++) {
					inputs[i] = ids[i]!;
					targets[i] = -100;
					if (options.rng.uniform() >= options.probability) continue;
					inputs[i] = options.maskId;
					targets[i] = ids[i]!;
				}
				return { targets, inputs };
			},
			causalLmBatch: (ids: Vector) => {
				const inputs: number[] = [];
				const targets: number[] = [];
				for (let i = 1; i < ids.length; i++) {
					inputs.push(ids[i - 1]!);
					targets.push(ids[i]!);
				}
				return { inputs, targets };
			},
			crossEntropy: (logits: Matrix, targets: Vector) => {
				let sum = 0;
				let asked = 0;
				for (let i = 0; i < logits.length; i++) {
					if (targets[i]! < 0) continue;
					let highest = -Infinity;
					for (const logit of logits[i]!) if (logit > highest) highest = logit;
					let powers = 0;
					for (const logit of logits[i]!) powers += Math.exp(logit - highest);
					sum += Math.log(powers) + highest - logits[i]![targets[i]!]!;
					asked += 1;
				}
				return asked > 0 ? sum / asked : 0;
			},
		},
		"with reduce and filter": {
			maskedLmBatch: (ids: Vector, { maskId, probability, rng }: MaskedLmOptions) =>
				ids.reduce<{ inputs: number[]; targets: number[] }>(
					({ inputs, targets }, id) => {
						const hidden = probability > rng.uniform();
						return {
							inputs: inputs.concat(hidden ? maskId : id),
							targets: targets.concat(hidden ? id : -100),
						};
					},
					{ inputs: [], targets: [] },
				),
			causalLmBatch: (ids: Vector) => ({
				inputs: ids.filter((_, i) => i < ids.length - 1),
				targets: ids.filter((_, i) => i > 0),
			}),
			crossEntropy: (logits: Matrix, targets: Vector) => {
				const asked = [...targets.keys()].filter((i) => targets[i] !== -100);
				const sum = asked.reduce((sum, i) => sum + againstOthers(logits[i]!, targets[i]!), 0);
				return sum / Math.max(1, asked.length);
			},
		},
		"with mathjs": {
			...solution,
			crossEntropy: (logits: Matrix, targets: Vector) => {
				const losses = targets.flatMap((target, i) => {
					if (target === -100) return [];
					const shifted = mathjs.subtract([...logits[i]!], mathjs.max([...logits[i]!])) as number[];
					const sum = mathjs.sum(shifted.map((logit) => mathjs.exp(logit)));
					return [mathjs.log(sum) - shifted[target]!];
				});
				return losses.length > 0 ? mathjs.mean(losses) : 0;
			},
		},
		"with typed arrays, converted back": {
			maskedLmBatch: (ids: Vector, { maskId, probability, rng }: MaskedLmOptions) => {
				const inputs = Int32Array.from(ids);
				const targets = new Int32Array(ids.length).fill(-100);
				for (const [i, id] of ids.entries())
					if (rng.uniform() < probability) {
						targets[i] = id;
						inputs[i] = maskId;
					}
				return { inputs: [...inputs], targets: [...targets] };
			},
			causalLmBatch: (ids: Vector) => {
				const all = Int32Array.from(ids);
				return {
					inputs: Array.from(all.subarray(0, all.length - 1)),
					targets: Array.from(all.subarray(1)),
				};
			},
			crossEntropy: (logits: Matrix, targets: Vector) => {
				const losses = Float64Array.from(
					logits.filter((_, i) => targets[i] !== -100),
					(row, k) => againstOthers(row, targets.filter((t) => t !== -100)[k]!),
				);
				return losses.length ? losses.reduce((a, b) => a + b) / losses.length : 0;
			},
		},
		"with the softmax of a safe row, its logarithm only where it is large enough": {
			...solution,
			maskedLmBatch: (ids: Vector, { maskId, probability, rng }: MaskedLmOptions) => {
				const pairs = Array.from(ids, (id) =>
					rng.uniform() < probability ? ([maskId, id] as const) : ([id, -100] as const),
				);
				return { inputs: pairs.map((pair) => pair[0]), targets: pairs.map((pair) => pair[1]) };
			},
			crossEntropy: (logits: Matrix, targets: Vector) => {
				const losses: number[] = [];
				targets.forEach((target, i) => {
					if (target === -100) return;
					const p = softmax(logits[i]!)[target]!;
					losses.push(p > 1e-4 ? -Math.log(p) : againstOthers(logits[i]!, target));
				});
				return losses.length
					? scoreRow(
							[1 / losses.length],
							losses.map((x) => [x]),
						).reduce((a, b) => a + b)
					: 0;
			},
		},
	},
});

/** ln Σ exp(other − own), with the largest difference taken out. */
function againstOthers(row: Vector, target: number): number {
	const differences = row.map((logit) => logit - row[target]!);
	const largest = Math.max(...differences);
	return largest + Math.log(differences.reduce((sum, d) => sum + Math.exp(d - largest), 0));
}
