import { notAsked } from "./not-asked";
import { agree, numbers, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix, Vector } from "./types";

/**
 * How surprised a model is by the right answers, in nats: the mean of −ln softmax(logits[i])[targets[i]].
 * `logits` [n, vocabulary], `targets` [n]; a target of −100 is not asked for and does not count in the
 * mean. When none is asked for the result is 0.
 *
 * @example crossEntropy([[0, 0], [5, 7]], [1, -100]) // ln 2: one question, two equally likely answers
 * @throws ShapeError when there is not one target a row
 * @throws RangeError when a target is neither an id nor −100
 * Source: Goodfellow, Bengio, Courville 2016, "Deep Learning", section 6.2.2.3, equation 6.31; −100 as in
 * PyTorch's nn.CrossEntropyLoss.
 */
export function crossEntropy(logits: Matrix, targets: Vector): number {
	checkMatrix("logits", logits);
	agree(rows("logits", logits), numbers("targets", targets));
	const losses = logits.flatMap((row, i) => {
		const target = targets[i]!;
		if (target === notAsked) return [];
		const logit = row[target];
		if (logit === undefined)
			throw new RangeError(
				`targets[${i}] is ${target}: it must be an id from 0 to ${row.length - 1}, or −100`,
			);
		const highest = row.reduce((a, b) => Math.max(a, b));
		const sum = row.reduce((sum, x) => sum + Math.exp(x - highest), 0);
		return [highest + Math.log(sum) - logit];
	});
	return losses.length === 0 ? 0 : losses.reduce((a, b) => a + b) / losses.length;
}
