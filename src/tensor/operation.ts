import type { Shape } from "./shape";
import { Tensor } from "./tensor";

/**
 * The result of an operation, which knows its way back: `passBack` gets the gradient of the result and adds
 * to those of the parents that require one. It is only kept when there is such a parent.
 *
 * @example
 * const square = (x: Tensor) =>
 * 	operation("square", [x], x.data.map((a) => a * a), x.shape, (dY) => {
 * 		const dX = gradientOf(x);
 * 		for (let i = 0; i < dX.length; i++) dX[i]! += dY[i]! * 2 * x.data[i]!;
 * 	});
 */
export function operation(
	name: string,
	parents: readonly Tensor[],
	data: Float32Array,
	shape: Shape,
	passBack: (gradient: Float32Array) => void,
): Tensor {
	const requiresGradient = recording && parents.some((parent) => parent.requiresGradient);
	if (!requiresGradient) return new Tensor(data, shape);
	return new Tensor(data, shape, { requiresGradient }, { operation: name, parents, passBack });
}

/** The gradient of a tensor, zeros at first, for an operation to add to. */
export function gradientOf(x: Tensor): Float32Array {
	x.gradient ??= new Float32Array(x.size);
	return x.gradient;
}

/**
 * Adds `d` to the gradient of a tensor, if it requires one. `d` is a new array, which may become the gradient: not
 * the one that `passBack` was given.
 */
export function addGradient(x: Tensor, d: Float32Array): void {
	if (!x.requiresGradient) return;
	if (x.gradient) addTo(x.gradient, d);
	else x.gradient = d;
}

function addTo(sum: Float32Array, d: Float32Array): void {
	for (let i = 0; i < sum.length; i++) sum[i]! += d[i]!;
}

/**
 * Computes without remembering how: for what is looked at and not learned from. It takes less memory.
 *
 * @example const loss = withoutGradient(() => lossOf(model, heldOut)).item()
 * @throws TypeError when `compute` is asynchronous: other work would run in between, without gradients, too
 */
export function withoutGradient<T>(compute: () => T): T {
	const before = recording;
	recording = false;
	try {
		const result = compute();
		if (result instanceof Promise)
			throw new TypeError(
				"withoutGradient: the function is asynchronous: put withoutGradient(…) around each part between two awaits",
			);
		return result;
	} finally {
		recording = before;
	}
}

let recording = true;
