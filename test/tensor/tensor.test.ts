import { createRandom } from "attention-lab";
import {
	add,
	divide,
	exp,
	gradientOf,
	log,
	matmul,
	multiply,
	operation,
	reshape,
	ShapeError,
	softmax,
	sum,
	Tensor,
	withoutGradient,
} from "attention-lab/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const parameter = (...row: number[]) => Tensor.fromRows([row], { requiresGradient: true });

describe("a Tensor", () => {
	it("takes the plain library's rows and gives them back, in float32", () => {
		const rows = fc
			.record({ n: fc.integer({ min: 1, max: 5 }), d: fc.integer({ min: 1, max: 5 }) })
			.chain(({ n, d }) =>
				fc.array(fc.array(fc.float(), { minLength: d, maxLength: d }), {
					minLength: n,
					maxLength: n,
				}),
			);
		fc.assert(
			fc.property(rows, (matrix) => {
				const tensor = Tensor.fromRows(matrix);
				expect(tensor.shape).toEqual([matrix.length, matrix[0]!.length]);
				expect(tensor.toRows()).toEqual(matrix);
			}),
		);
		expect(Tensor.fromRows([[0.1]]).item()).toBe(Math.fround(0.1));
	});

	it("does not share its numbers with the rows it came from", () => {
		const rows = [[1, 2]];
		const tensor = Tensor.fromRows(rows);
		rows[0]![0] = 9;
		expect(tensor.toRows()).toEqual([[1, 2]]);
	});

	it("is made of zeros, of ones, or of random numbers that a seed brings back", () => {
		expect(Tensor.zeros([2, 2]).toRows()).toEqual([
			[0, 0],
			[0, 0],
		]);
		expect(Tensor.ones([1, 3]).toRows()).toEqual([[1, 1, 1]]);
		const draw = (seed: number) => Tensor.randomNormal([50, 40], createRandom(seed), 0.5).data;
		expect(draw(3)).toEqual(draw(3));
		expect(draw(3)).not.toEqual(draw(4));
		const deviation = Math.sqrt(draw(3).reduce((total, x) => total + x * x, 0) / 2000);
		expect(deviation).toBeGreaterThan(0.47);
		expect(deviation).toBeLessThan(0.53);
	});

	it("may hold nothing", () => {
		const nothing = Tensor.zeros([0, 3], { requiresGradient: true });
		expect(nothing.toRows()).toEqual([]);
		expect(Tensor.fromRows([]).shape).toEqual([0, 0]);
		sum(add(multiply(nothing, nothing), Tensor.zeros([3]))).backward();
		expect(nothing.gradient).toHaveLength(0);
	});

	it("says what is wrong with a shape", () => {
		expect(() => new Tensor(new Float32Array(5), [2, 3])).toThrow(
			new ShapeError("a tensor of shape [2, 3] holds 6 numbers, but data has 5"),
		);
		expect(() => Tensor.zeros([2.5])).toThrow(/\[2.5\] is no shape/);
		expect(() => new Tensor(new Float32Array(0), [-1, 0])).toThrow(/\[-1, 0\] is no shape/);
		expect(() => Tensor.fromRows([[1, 2], [3]])).toThrow(/row 1 has 1 numbers but row 0 has 2/);
		expect(() => Tensor.zeros([2]).toRows()).toThrow(/toRows: the tensor is \[2\]/);
		expect(() => Tensor.zeros([2]).item()).toThrow(/item: the tensor is \[2\], not one number/);
	});

	it("shows its shape, where it comes from, and its numbers", () => {
		const x = Tensor.fromRows(
			[
				[1, -0.5],
				[Number.NaN, 1 / 3],
			],
			{ requiresGradient: true },
		);
		expect(String(x)).toBe(
			["Tensor [2, 2], a parameter", "[        1      -0.5 ]", "[      NaN  0.333333 ]"].join("\n"),
		);
		const shown = multiply(x, x) as unknown as Record<symbol, () => Record<string, string>>;
		const { "text/html": html, "text/plain": text } = shown[Symbol.for("Jupyter.display")]!();
		expect(text).toMatch(/^Tensor \[2, 2\], from multiply\n/);
		expect(html).toContain("<caption");
		expect(html!.match(/<td/g)).toHaveLength(4);
	});

	it("shows a part of what is large, one row of one dimension, one number, and nothing", () => {
		expect(String(Tensor.zeros([100, 100])).split("\n")).toHaveLength(22);
		expect(String(Tensor.zeros([2, 3, 4])).split("\n")).toHaveLength(7);
		expect(String(Tensor.zeros([3]))).toBe("Tensor [3]\n[ 0  0  0 ]");
		expect(String(sum(Tensor.ones([3])))).toBe("Tensor []\n[ 3 ]");
		expect(String(Tensor.zeros([0, 3]))).toBe("Tensor [0, 3]");
		expect(String(Tensor.zeros([3, 0]))).toBe("Tensor [3, 0]");
	});
});

describe("backward()", () => {
	it("gives each parameter its share: the gradient of x² is 2x", () => {
		const x = parameter(1, -2, 3);
		sum(multiply(x, x)).backward();
		expect([...x.gradient!]).toEqual([2, -4, 6]);
	});

	it("adds up what comes back on several ways", () => {
		const x = parameter(2);
		const square = multiply(x, x);
		sum(add(multiply(square, square), add(square, x))).backward(); // x⁴ + x² + x
		expect(x.gradient![0]).toBe(4 * 8 + 2 * 2 + 1);
		expect(square.gradient![0]).toBe(2 * 4 + 1);
	});

	it("adds to the gradients of an earlier loss, until zeroGradient()", () => {
		const x = parameter(3);
		const lossOf = () => sum(multiply(x, x));
		lossOf().backward();
		lossOf().backward();
		expect([...x.gradient!]).toEqual([12]);
		x.zeroGradient();
		lossOf().backward();
		expect([...x.gradient!]).toEqual([6]);
	});

	it("passes through one part of a graph only when it is all of its results that are done", () => {
		// long and short way to the same tensor: its gradient must be complete before it is passed on
		const x = parameter(1);
		const y = multiply(x, 2);
		let long = y;
		for (let i = 0; i < 5; i++) long = multiply(long, 3);
		sum(add(y, long)).backward();
		expect([...x.gradient!]).toEqual([2 * (1 + 3 ** 5)]);
	});

	it("goes back ten thousand operations", () => {
		const x = parameter(0);
		let y: Tensor = x;
		for (let i = 0; i < 10_000; i++) y = add(y, x);
		sum(y).backward();
		expect([...x.gradient!]).toEqual([10_001]);
	});

	it("leaves alone what requires no gradient", () => {
		const [x, constant] = [parameter(1, 2), Tensor.fromRows([[3, 4]])];
		sum(multiply(x, constant)).backward();
		expect(constant.gradient).toBeUndefined();
		expect(multiply(constant, constant).history).toBeUndefined();
	});

	it("starts from one number", () => {
		expect(() => multiply(parameter(1, 2), 2).backward()).toThrow(
			/backward: it starts from one number, but this tensor is \[1, 2\]: take sum/,
		);
	});

	it("says so when there is nothing to learn", () => {
		expect(() => sum(Tensor.ones([2])).backward()).toThrow(/requires a gradient/);
	});

	it("passes once: the second time it says to compute the loss again", () => {
		const x = parameter(1);
		const y = exp(x);
		const loss = sum(y);
		loss.backward();
		expect(() => loss.backward()).toThrow(/already passed through the result of sum \[\]/);
		expect(() => sum(multiply(y, 2)).backward()).toThrow(
			/already passed through the result of exp \[1, 1\].*detach/,
		);
		expect([...x.gradient!]).toEqual([Math.fround(Math.E)]); // as the first time left it
		sum(multiply(multiply(y.detach(), x), 2)).backward();
		expect(x.gradient![0]).toBeCloseTo(3 * Math.E, 5);
	});

	it("lets go of what a loss was computed from, so that a list of losses stays small", () => {
		const x = parameter(1);
		const loss = sum(exp(x));
		expect(loss.history!.parents).toHaveLength(1);
		loss.backward();
		expect(loss.history!.parents).toEqual([]);
		expect(String(loss)).toMatch(/from sum/);
	});

	it("does not start from NaN or Infinity, and names the first tensor that was not finite", () => {
		const x = parameter(1, 0, -1);
		const loss = sum(softmax(multiply(log(x), 2)));
		expect(() => loss.backward()).toThrow(RangeError);
		expect(() => loss.backward()).toThrow(
			/the loss is NaN.*the result of log \[1, 3\], data\[1\] = -Infinity/,
		);
		expect(() => sum(divide(parameter(1), 0)).backward()).toThrow(
			/the loss is Infinity.*result of divide \[1, 1\], data\[0\] = Infinity/,
		);
		expect(() => sum(multiply(parameter(Number.NaN), 2)).backward()).toThrow(
			/a parameter \[1, 1\], data\[0\] = NaN/,
		);
		expect(x.gradient).toBeUndefined();
	});

	it("goes through an operation of one's own", () => {
		const square = (x: Tensor) =>
			operation(
				"square",
				[x],
				x.data.map((a) => a * a),
				x.shape,
				(dY) => {
					const dX = gradientOf(x);
					for (let i = 0; i < dX.length; i++) dX[i]! += dY[i]! * 2 * x.data[i]!;
				},
			);
		const x = parameter(1, 2, 3);
		sum(square(square(x))).backward();
		expect([...x.gradient!]).toEqual([4, 32, 108]);
	});

	it("does not mix the gradients of tensors that share their numbers", () => {
		const x = parameter(1, 2, 3, 4);
		const y = reshape(x, [2, 2]);
		sum(add(matmul(y, y), add(y, y))).backward();
		expect(y.gradient).not.toBe(x.gradient);
		expect([...x.gradient!]).toEqual([...y.gradient!]);
	});
});

it("backward() leaves each result its own gradient, whichever way back is first", () => {
	const x = parameter(1, 2);
	const early = multiply(x, 3);
	const total = add(x, 1);
	const late = multiply(x, 5);
	sum(add(add(early, late), multiply(total, total))).backward();
	expect([...total.gradient!]).toEqual([4, 6]); // 2 · (x + 1)
	expect([...x.gradient!]).toEqual([12, 14]); // 3 + 5 + 2 · (x + 1)
});

describe("withoutGradient()", () => {
	it("computes the same numbers and keeps no history", () => {
		const x = parameter(1, 2);
		const y = withoutGradient(() => multiply(x, x));
		expect(y.toRows()).toEqual([[1, 4]]);
		expect(y.requiresGradient).toBe(false);
		expect(y.history).toBeUndefined();
		expect(multiply(x, x).requiresGradient).toBe(true);
	});

	it("ends where it began, also within another, and after an error", () => {
		const x = parameter(1);
		withoutGradient(() => {
			withoutGradient(() => exp(x));
			expect(exp(x).history).toBeUndefined();
		});
		expect(() =>
			withoutGradient(() => {
				throw new Error("stop");
			}),
		).toThrow("stop");
		expect(exp(x).requiresGradient).toBe(true);
	});

	it("refuses an asynchronous function, which others would run in between of", () => {
		expect(() => withoutGradient(async () => 1)).toThrow(/asynchronous/);
	});
});
