import { packEight, packRows } from "./pack";
import { addPackedTile, packedTile } from "./tile";

/**
 * c [m, n] = a [m, k] · b [k, n], added to what c holds when `accumulate` is not 0.
 * a[i][t] lies at a + i·aRow + t·aStep and b[t][j] at b + t·bStep + j·bColumn (so that either may be stored
 * transposed), c[i][…] at c + i·4n; all in bytes.
 * scratch: 4·(⌈m⌉₄·k + 8·k + 32) bytes, where ⌈m⌉₄ is m rounded up to a multiple of 4.
 */
export function matmul(
	a: usize,
	aRow: usize,
	aStep: usize,
	b: usize,
	bStep: usize,
	bColumn: usize,
	c: usize,
	m: i32,
	k: i32,
	n: i32,
	accumulate: i32,
	scratch: usize,
): void {
	const corner = scratch; // [4][8]
	const panel = scratch + 128; // [k][8]
	const rows = panel + (<usize>k << 5); // [m/4][k][4]
	const cRow = <usize>n << 2;
	packRows(a, aRow, aStep, m, k, rows);
	for (let j = 0; j < n; j += 8) {
		const columns = min(n - j, 8);
		packEight(b + <usize>j * bColumn, bColumn, bStep, columns, k, 1, panel);
		for (let i = 0; i < m; i += 4) {
			const from = rows + ((<usize>i * k) << 2);
			const to = c + <usize>i * cRow + (<usize>j << 2);
			if (columns === 8 && m - i >= 4) {
				if (accumulate) addPackedTile(from, panel, to, cRow, k);
				else packedTile(from, panel, to, cRow, k);
			} else {
				packedTile(from, panel, corner, 32, k);
				copyCorner(to, cRow, min(m - i, 4), columns, corner, accumulate);
			}
		}
	}
}

/** The part of a tile that lies inside the matrix. */
function copyCorner(
	c: usize,
	cRow: usize,
	rows: i32,
	columns: i32,
	corner: usize,
	accumulate: i32,
): void {
	for (let i = 0; i < rows; i++, c += cRow, corner += 32)
		for (let j = 0; j < columns; j++) {
			const at = c + (<usize>j << 2);
			const sum = f32.load(corner + (<usize>j << 2));
			f32.store(at, accumulate ? f32.load(at) + sum : sum);
		}
}
