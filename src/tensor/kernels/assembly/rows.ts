/** Four neighbouring numbers of a row, and `fill` beyond its end. */
export function loadFour(x: usize, count: i32, fill: f32): v128 {
	if (count >= 4) return v128.load(x);
	let four = f32x4.splat(fill);
	if (count > 0) four = v128.load32_lane(x, four, 0);
	if (count > 1) four = v128.load32_lane(x + 4, four, 1);
	if (count > 2) four = v128.load32_lane(x + 8, four, 2);
	return four;
}

/** Writes the first `count` ≥ 1 of four numbers. */
export function storeFour(x: usize, four: v128, count: i32): void {
	if (count >= 4) {
		v128.store(x, four);
		return;
	}
	v128.store32_lane(x, four, 0);
	if (count > 1) v128.store32_lane(x + 4, four, 1);
	if (count > 2) v128.store32_lane(x + 8, four, 2);
}

/** The sum of four lanes. */
export function sumOfLanes(x: v128): f32 {
	const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
	return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** The highest of four lanes, NaN passed over. */
export function maxOfLanes(x: v128): f32 {
	const pairs = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
	return f32x4.extract_lane(f32x4.pmax(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2)), 0);
}

/** 1 when none of `count` numbers is NaN or ±Infinity. */
export function allFinite(x: usize, count: i32): i32 {
	let zeros = f32x4.splat(0); // 0 · Infinity and 0 · NaN are NaN
	const zero = zeros;
	for (let i = 0; i < count; i += 4, x += 16)
		zeros = f32x4.add(zeros, f32x4.mul(zero, loadFour(x, count - i, 0)));
	return sumOfLanes(zeros) === 0 ? 1 : 0;
}
