import { exp } from "./exp";
import { loadFour, storeFour } from "./rows";

/** 2·√(2/π) */
const SLOPE: f32 = 1.5957691216;
const CUBIC: f32 = 0.044715;

/** x · σ(u), which is 0.5·x·(1 + tanh(u/2)), with u = 2·√(2/π)·(x + 0.044715·x³); `count` numbers. */
export function gelu(x: usize, out: usize, count: i32): void {
	for (let i = 0; i < count; i += 4, x += 16, out += 16) {
		const four = loadFour(x, count - i, 0);
		storeFour(out, f32x4.mul(four, gate(four)), count - i);
	}
}

/** dX = dOut · (σ + x·σ·(1 − σ)·u′), with u′ = 2·√(2/π)·(1 + 3·0.044715·x²) */
export function geluBackward(x: usize, dOut: usize, dX: usize, count: i32): void {
	const one = f32x4.splat(1);
	for (let i = 0; i < count; i += 4, x += 16, dOut += 16, dX += 16) {
		// Beyond ±20 the slope is 0 or 1 to the last digit; x² of a huge x would be Infinity, and 0 times it NaN.
		const four = f32x4.pmin(f32x4.pmax(loadFour(x, count - i, 0), f32x4.splat(-20)), f32x4.splat(20));
		const sigma = gate(four);
		const square = f32x4.mul(four, four);
		const inner = f32x4.mul(
			f32x4.splat(SLOPE),
			f32x4.add(one, f32x4.mul(f32x4.splat(3 * CUBIC), square)),
		);
		const bend = f32x4.mul(f32x4.mul(four, sigma), f32x4.mul(f32x4.sub(one, sigma), inner));
		const slope = f32x4.add(sigma, bend);
		storeFour(dX, f32x4.mul(loadFour(dOut, count - i, 0), slope), count - i);
	}
}

/** σ(u) */
// @ts-ignore: decorator
@inline
function gate(x: v128): v128 {
	const one = f32x4.splat(1);
	const square = f32x4.mul(x, x);
	const cubic = f32x4.add(one, f32x4.mul(f32x4.splat(CUBIC), square));
	const u = f32x4.mul(f32x4.mul(f32x4.splat(-SLOPE), x), cubic);
	return f32x4.div(one, f32x4.add(one, exp(u)));
}
