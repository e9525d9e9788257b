/**
 * Solution 09 · Position: telling attention where a token stands
 */
import type { Matrix, Vector } from "attention-lab";

export function sinusoidalPositions(n: number, d: number): number[][] {
	return Array.from({ length: n }, (_, position) =>
		Array.from({ length: d }, (_, column) => {
			const pair = Math.floor(column / 2);
			const angle = position / 10_000 ** ((2 * pair) / d);
			return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
		}),
	);
}

export function applyRope(x: Matrix, positions: Vector, base = 10_000): number[][] {
	return x.map((row, r) => {
		const turned: number[] = [];
		for (let c = 0; c < row.length; c += 2) {
			const angle = positions[r]! * base ** (-c / row.length); // c is 2i
			const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
			turned.push(row[c]! * cos - row[c + 1]! * sin, row[c]! * sin + row[c + 1]! * cos);
		}
		return turned;
	});
}

export function alibiBias(n: number, heads: number): number[][][] {
	const positions = Array.from({ length: n }, (_, i) => i);
	return slopes(heads).map((slope) =>
		positions.map((i) => positions.map((j) => -slope * Math.abs(i - j))),
	);
}

function slopes(heads: number): number[] {
	const p = 2 ** Math.floor(Math.log2(heads)); // heads itself where it is a power of two
	const rest = slopesOfPower(2 * p).filter((_, h) => h % 2 === 0);
	return [...slopesOfPower(p), ...rest].slice(0, heads);
}

const slopesOfPower = (heads: number): number[] =>
	Array.from({ length: heads }, (_, h) => 2 ** ((-8 * (h + 1)) / heads));
