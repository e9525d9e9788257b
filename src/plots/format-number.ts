/** A number as a figure prints it: true minus sign, ∞ for Infinity, at most `digits` decimals. */
export function formatNumber(x: number, digits = 3): string {
	if (Number.isNaN(x)) return "NaN";
	const magnitude = Number.isFinite(x) ? decimals(Math.abs(x), digits) : "∞";
	return x < 0 && Number(magnitude) !== 0 ? `−${magnitude}` : magnitude;
}

/** Whole numbers stay whole: 3, but 0.500. Very large ones do not fill the page. */
function decimals(x: number, digits: number): string {
	if (Number.isInteger(x) && x < 1e6) return String(x);
	return x < 1e6 ? x.toFixed(digits) : x.toExponential(digits);
}
