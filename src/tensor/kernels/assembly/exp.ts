import { multiplyAdd } from "./tile";

/** log₂(e) */
export const LOG2E: f32 = 1.44269504;
/**
 * Read from memory at each use: some engines build a constant of 128 bits anew in every turn of a loop, which takes
 * longer.
 */
const CONSTANTS = memory.data<f32>([
	-127, // the lowest exponent
	12582912 + 127, // added to z and taken away again, it rounds z and leaves it, plus 127, in the lowest bits
	0.0013276472, // the polynomial, from the highest power down
	0.009675541,
	0.05550713,
	0.2402212,
	0.69314694,
	1.0000001,
]);

// @ts-ignore: decorator
@inline
function constant(index: usize): v128 {
	return v128.load32_splat(CONSTANTS + (index << 2));
}

/**
 * 2ᶻ in four lanes for z ≤ 127; 0 below 2^−126.5, NaN stays NaN. The relative error is below 1.5e-7.
 *
 * 2ᶻ = 2ᵏ · 2ᶠ with z = k + f, k whole and |f| ≤ ½: 2ᵏ is written straight into the exponent of a number, which
 * for k = −127 makes it 0; 2ᶠ is a polynomial of degree 5 whose largest relative error on that range, 7.5e-8, is
 * the smallest possible (found by Remez's exchange).
 * Source: Muller 2016, "Elementary Functions", sections 3.4 (Remez) and 11.1 (range reduction).
 */
// @ts-ignore: decorator
@inline
export function powerOfTwo(z: v128): v128 {
	const clamped = f32x4.pmax(z, constant(0));
	const rounded = f32x4.add(clamped, constant(1));
	const f = f32x4.sub(clamped, f32x4.sub(rounded, constant(1)));
	let p = constant(2);
	p = multiplyAdd(p, f, constant(3));
	p = multiplyAdd(p, f, constant(4));
	p = multiplyAdd(p, f, constant(5));
	p = multiplyAdd(p, f, constant(6));
	p = multiplyAdd(p, f, constant(7));
	return f32x4.mul(p, i32x4.shl(rounded, 23));
}

/** eˣ in four lanes; 0 below e^−87.6, Infinity above e^88.7, NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
	return powerOfTwo(f32x4.pmin(f32x4.mul(x, f32x4.splat(LOG2E)), f32x4.splat(128)));
}
