/** a · b + c, in one rounding where the machine has it (relaxed SIMD), else in two. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
	return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * The one matrix product of this room: a tile of 4 rows and 8 columns,
 *
 *     c[i][j] = Σₜ a[t][i] · b[t][j]      (i < 4, j < 8, t < steps)
 *
 * The 8 sums of 4 lanes each stay in registers. `a[t][i]` lies at a + t·aStep + i times the size of a Row (a type,
 * because only what is known when this is compiled fits into the load itself), the 8 neighbours b[t][…] at b + t·32,
 * the row c[i][…] at c + i·cRow; all of them in bytes.
 * With `accumulate` the tile starts from what c holds.
 */
// @ts-ignore: decorator
@inline
export function tile<Row>(
	a: usize,
	aStep: usize,
	b: usize,
	c: usize,
	cRow: usize,
	steps: i32,
	accumulate: bool,
): void {
	const c1 = c + cRow;
	const c2 = c1 + cRow;
	const c3 = c2 + cRow;
	let s00 = f32x4.splat(0);
	let s01 = s00;
	let s10 = s00;
	let s11 = s00;
	let s20 = s00;
	let s21 = s00;
	let s30 = s00;
	let s31 = s00;
	if (accumulate) {
		s00 = v128.load(c);
		s01 = v128.load(c, 16);
		s10 = v128.load(c1);
		s11 = v128.load(c1, 16);
		s20 = v128.load(c2);
		s21 = v128.load(c2, 16);
		s30 = v128.load(c3);
		s31 = v128.load(c3, 16);
	}
	for (const end = b + (<usize>steps << 5); b < end; b += 32) {
		const b0 = v128.load(b);
		const b1 = v128.load(b, 16);
		let row = v128.load32_splat(a);
		s00 = multiplyAdd(row, b0, s00);
		s01 = multiplyAdd(row, b1, s01);
		row = v128.load32_splat(a, offsetof<Row>());
		s10 = multiplyAdd(row, b0, s10);
		s11 = multiplyAdd(row, b1, s11);
		row = v128.load32_splat(a, 2 * offsetof<Row>());
		s20 = multiplyAdd(row, b0, s20);
		s21 = multiplyAdd(row, b1, s21);
		row = v128.load32_splat(a, 3 * offsetof<Row>());
		s30 = multiplyAdd(row, b0, s30);
		s31 = multiplyAdd(row, b1, s31);
		a += aStep;
	}
	v128.store(c, s00);
	v128.store(c, s01, 16);
	v128.store(c1, s10);
	v128.store(c1, s11, 16);
	v128.store(c2, s20);
	v128.store(c2, s21, 16);
	v128.store(c3, s30);
	v128.store(c3, s31, 16);
}

class OneNumber {
	a: f32;
}

class EightNumbers {
	a: f32;
	b: f32;
	c: f32;
	d: f32;
	e: f32;
	f: f32;
	g: f32;
	h: f32;
}

/** A tile of packed rows: `a` is [steps][4]. */
export function packedTile(a: usize, b: usize, c: usize, cRow: usize, steps: i32): void {
	tile<OneNumber>(a, 16, b, c, cRow, steps, false);
}

/** The same, added to what c holds. */
export function addPackedTile(a: usize, b: usize, c: usize, cRow: usize, steps: i32): void {
	tile<OneNumber>(a, 16, b, c, cRow, steps, true);
}

/** A tile of rows that lie 8 numbers apart, `a` is [4][8] and steps ≤ 8, added to what c holds. */
export function addTileOfRows(a: usize, b: usize, c: usize, cRow: usize, steps: i32): void {
	tile<EightNumbers>(a, 4, b, c, cRow, steps, true);
}
