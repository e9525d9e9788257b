import { kernels } from "../kernels/choose-kernels";
import { gradientOf, operation } from "../operation";
import { shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";
import { logOfSum } from "./log-of-sum";
import { rowsOf } from "./shapes/rows-of";

export interface CrossEntropyOptions {
	/** Rows whose target is this number do not count: padding, or what a masked language model is not asked. */
	readonly ignore?: number;
}

/**
 * How surprised the model is by the right answers, in nats: the mean of −log softmax(logits)[target] over the
 * rows. `logits` [.., classes], one target a row, each from 0 to classes − 1.
 *
 * @throws ShapeError when there is not one target a row
 * @throws RangeError when a target is no class, or all are ignored
 * Source: Goodfellow, Bengio, Courville 2016, "Deep Learning", section 6.2.2.3, equation 6.31.
 */
export function crossEntropy(
	logits: Tensor,
	targets: Int32Array | readonly number[],
	{ ignore }: CrossEntropyOptions = {},
): Tensor {
	const { rows, columns: classes } = rowsOf("crossEntropy", logits);
	const asked = countTargets(logits, targets, rows, classes, ignore);
	const p = new Float32Array(logits.size);
	kernels.softmax(logits.data, p, { rows, columns: classes });
	let total = 0;
	for (let i = 0; i < rows; i++)
		if (targets[i] !== ignore)
			total +=
				logOfSum(logits.data, p, i * classes, classes) - logits.data[i * classes + targets[i]!]!;

	return operation("crossEntropy", [logits], Float32Array.of(total / asked), [], ([dLoss]) => {
		const dLogits = gradientOf(logits);
		const share = dLoss! / asked;
		for (let i = 0; i < rows; i++) {
			if (targets[i] === ignore) continue;
			const row = i * classes;
			for (let j = row; j < row + classes; j++) dLogits[j]! += share * p[j]!;
			dLogits[row + targets[i]!]! -= share;
		}
	});
}

function countTargets(
	{ shape }: Tensor,
	targets: ArrayLike<number>,
	rows: number,
	classes: number,
	ignore: number | undefined,
): number {
	if (targets.length !== rows)
		throw new ShapeError(
			`crossEntropy: logits are ${shapeText(shape)}, ${rows} rows, but there are ${targets.length} targets: ` +
				"give one target a row",
		);
	let asked = 0;
	for (let i = 0; i < rows; i++) {
		const target = targets[i]!;
		if (target === ignore) continue;
		if (!Number.isInteger(target) || target < 0 || target >= classes)
			throw new RangeError(
				`crossEntropy: targets[${i}] is ${target}, but logits ${shapeText(shape)} have classes 0 to ${classes - 1}`,
			);
		asked++;
	}
	if (asked === 0)
		throw new RangeError(
			"crossEntropy: there is no target to learn from, every one is ignored: leave such a batch out",
		);
	return asked;
}
