/**
 * A number as a figure prints it: `digits` decimals unless it is whole, a true minus sign, ∞ for
 * Infinity, and powers of ten for what is too large or too small for that.
 *
 * @example [3, -0.5, 1e-6, -Infinity].map((x) => formatNumber(x)) // ["3", "−0.500", "1.0e-6", "−∞"]
 */
export function formatNumber(x: number, digits = 3): string {
	if (Number.isNaN(x)) return "NaN";
	return x < 0 ? `−${magnitude(-x, digits)}` : magnitude(Math.abs(x), digits);
}

function magnitude(x: number, digits: number): string {
	if (x === Infinity) return "∞";
	if (x >= 1e6) return x.toExponential(digits);
	if (Number.isInteger(x)) return String(x);
	return x < 0.5 / 10 ** digits ? x.toExponential(1) : x.toFixed(digits);
}
