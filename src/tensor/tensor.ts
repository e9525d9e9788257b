import type { Matrix, Random } from "../attention";
import { backward } from "./backward";
import { tensorHtml, tensorText } from "./display-tensor";
import { jupyterDisplay, type MimeBundle } from "./jupyter-display";
import { type Shape, shapeText, sizeOf } from "./shape";
import { ShapeError } from "./shape-error";

/** What a tensor was computed from, and how a gradient finds its way back there. */
export interface History {
	readonly operation: string;
	/** None after `backward()`. */
	parents: readonly Tensor[];
	/** Adds to the gradients of the parents; `gradient` is that of the result. Undefined after `backward()`. */
	passBack: ((gradient: Float32Array) => void) | undefined;
}

export interface TensorOptions {
	/** Set for what is learned. Whatever is computed from it requires a gradient, too. */
	readonly requiresGradient?: boolean;
}

/**
 * Numbers in a shape, row after row in float32, that remember how they were computed: after
 * `loss.backward()` every tensor on the way has in `gradient` how much the loss grows with each number.
 *
 * @example
 * const w = Tensor.fromRows([[1, 2]], { requiresGradient: true });
 * sum(multiply(w, w)).backward();
 * w.gradient // [2, 4]
 */
export class Tensor {
	requiresGradient: boolean;
	/** ∂loss/∂data, number for number as in `data`; undefined until `backward()` has come by. */
	gradient: Float32Array | undefined = undefined;

	/**
	 * @param data the numbers, row after row; the tensor keeps this array
	 * @throws ShapeError when the shape is not one of so many numbers
	 */
	constructor(
		readonly data: Float32Array,
		readonly shape: Shape,
		{ requiresGradient = false }: TensorOptions = {},
		readonly history: History | undefined = undefined,
	) {
		if (sizeOf(shape) !== data.length)
			throw new ShapeError(
				`a tensor of shape ${shapeText(shape)} holds ${sizeOf(shape)} numbers, but data has ${data.length}`,
			);
		this.requiresGradient = requiresGradient;
	}

	/** A matrix of the plain library, [rows, columns]. */
	static fromRows(rows: Matrix, options?: TensorOptions): Tensor {
		const columns = rows[0]?.length ?? 0;
		for (const [i, row] of rows.entries())
			if (row.length !== columns)
				throw new ShapeError(
					`fromRows: row ${i} has ${row.length} numbers but row 0 has ${columns}: make them equally long`,
				);
		const data = new Float32Array(rows.length * columns);
		for (const [i, row] of rows.entries()) data.set(row, i * columns);
		return new Tensor(data, [rows.length, columns], options);
	}

	static zeros(shape: Shape, options?: TensorOptions): Tensor {
		return new Tensor(new Float32Array(sizeOf(shape)), shape, options);
	}

	static ones(shape: Shape, options?: TensorOptions): Tensor {
		return new Tensor(new Float32Array(sizeOf(shape)).fill(1), shape, options);
	}

	/** Numbers of the bell curve around 0 with this standard deviation; the same seed gives the same numbers. */
	static randomNormal(
		shape: Shape,
		random: Random,
		deviation = 1,
		options?: TensorOptions,
	): Tensor {
		const data = new Float32Array(sizeOf(shape));
		for (let i = 0; i < data.length; i++) data[i] = random.normal(0, deviation);
		return new Tensor(data, shape, options);
	}

	/** How many numbers it holds. */
	get size(): number {
		return this.data.length;
	}

	/** A matrix for the plain library. */
	toRows(): number[][] {
		const [rows, columns] = this.shape;
		if (rows === undefined || columns === undefined || this.shape.length !== 2)
			throw new ShapeError(
				`toRows: the tensor is ${shapeText(this.shape)} but rows need two dimensions: reshape it first`,
			);
		return Array.from({ length: rows }, (_, i) =>
			Array.from(this.data.subarray(i * columns, (i + 1) * columns)),
		);
	}

	/** The number of a tensor that holds one, such as a loss. */
	item(): number {
		if (this.size !== 1)
			throw new ShapeError(
				`item: the tensor is ${shapeText(this.shape)}, not one number: take sum(…) or mean(…), or read data`,
			);
		return this.data[0]!;
	}

	/**
	 * Fills in the `gradient` of everything that this number was computed from and that requires one.
	 * Gradients are added to those that are there: `zeroGradient()` the parameters before the next step.
	 *
	 * @throws ShapeError when this is not one number
	 * @throws RangeError when it is NaN or infinite; the message names the first tensor that was
	 */
	backward(): void {
		backward(this);
	}

	/** Forgets the gradient, for the next `backward()`. */
	zeroGradient(): void {
		this.gradient?.fill(0);
	}

	/** The same numbers without their history: no gradient passes through. */
	detach(): Tensor {
		return new Tensor(this.data, this.shape);
	}

	toString(): string {
		return tensorText(this);
	}

	[jupyterDisplay](): MimeBundle {
		return { "text/html": tensorHtml(this), "text/plain": tensorText(this) };
	}

	/** What console.log prints. */
	[Symbol.for("nodejs.util.inspect.custom")](): string {
		return tensorText(this);
	}
}
