import type { Matrix, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/09-position";
import { suite } from "../../exercises/09-position.test";
import { describeChecks } from "./describe-lesson";

const range = (n: number) => [...Array(n).keys()];

describeChecks(suite, {
	solution,
	otherWays: {
		"in loops, pair by pair, with frequencies multiplied up": {
			sinusoidalPositions: (n: number, d: number) => {
				const rows: number[][] = [];
				for (let p = 0; p < n; p++) {
					rows[p] = [];
					let frequency = 1;
					for (let c = 0; c < d; c += 2) {
						rows[p]!.push(Math.sin(p * frequency), Math.cos(p * frequency));
						frequency /= 10_000 ** (2 / d);
					}
				}
				return rows;
			},
			applyRope: (x: Matrix, positions: Vector, base = 10_000) => {
				const rows: number[][] = [];
				for (let r = 0; r < x.length; r++) {
					const d = x[r]!.length;
					rows[r] = [...x[r]!];
					for (let i = 0; 2 * i < d; i++) {
						const angle = positions[r]! / base ** ((2 * i) / d);
						const [a, b] = [x[r]![2 * i]!, x[r]![2 * i + 1]!];
						rows[r]![2 * i] = a * Math.cos(angle) - b * Math.sin(angle);
						rows[r]![2 * i + 1] = b * Math.cos(angle) + a * Math.sin(angle);
					}
				}
				return rows;
			},
			alibiBias: (n: number, heads: number) => {
				const bias: number[][][] = [];
				for (const slope of recursiveSlopes(heads)) {
					const head: number[][] = [];
					for (let i = 0; i < n; i++) {
						head.push([]);
						for (let j = 0; j < n; j++) head[i]!.push(j < i ? slope * (j - i) : slope * (i - j));
					}
					bias.push(head);
				}
				return bias;
			},
		},
		"with map and flatMap": {
			sinusoidalPositions: (n: number, d: number) =>
				range(n).map((p) =>
					range(d / 2)
						.map((i) => p * 10_000 ** ((-2 * i) / d))
						.flatMap((angle) => [Math.sin(angle), Math.cos(angle)]),
				),
			applyRope: (x: Matrix, positions: Vector, base = 10_000) =>
				x.map((row, r) =>
					range(row.length / 2).flatMap((i) => {
						const angle = positions[r]! * Math.exp((-2 * i * Math.log(base)) / row.length);
						const [a, b] = row.slice(2 * i, 2 * i + 2) as [number, number];
						return [
							a * Math.cos(angle) - b * Math.sin(angle),
							a * Math.sin(angle) + b * Math.cos(angle),
						];
					}),
				),
			alibiBias: (n: number, heads: number) =>
				recursiveSlopes(heads).map((slope) =>
					range(n).map((i) => range(n).map((j) => 0 - slope * Math.hypot(i - j))),
				),
		},
		"a cosine as a sine that is a quarter ahead, and complex numbers of mathjs": {
			sinusoidalPositions: (n: number, d: number) =>
				range(n).map((p) =>
					range(d).map((c) =>
						Math.sin(p / 10_000 ** ((c - (c % 2)) / d) + ((c % 2) * Math.PI) / 2),
					),
				),
			applyRope: (x: Matrix, positions: Vector, base = 10_000) =>
				x.map((row, r) =>
					range(row.length / 2).flatMap((i) => {
						const phi = positions[r]! * base ** ((-2 * i) / row.length);
						const turned = mathjs.multiply(
							mathjs.complex(row[2 * i]!, row[2 * i + 1]!),
							mathjs.complex({ r: 1, phi }),
						) as mathjs.Complex;
						return [turned.re, turned.im];
					}),
				),
			alibiBias: (n: number, heads: number) =>
				recursiveSlopes(heads).map(
					(slope) =>
						mathjs.multiply(
							-slope,
							range(n).map((i) => range(n).map((j) => mathjs.abs(i - j))),
						) as number[][],
				),
		},
		"with matrices of rotation": {
			sinusoidalPositions: (n: number, d: number) =>
				// position 0 is 0, 1, 0, 1, …, and every step turns each pair by its angle
				range(n).map((p) =>
					range(d / 2).flatMap((i) => {
						const angle = p * 10_000 ** ((-2 * i) / d);
						const turn = [
							[Math.cos(angle), Math.sin(angle)],
							[-Math.sin(angle), Math.cos(angle)],
						];
						return mathjs.multiply(turn, [0, 1]) as unknown as number[];
					}),
				),
			applyRope: (x: Matrix, positions: Vector, base = 10_000) =>
				x.map((row, r) => {
					const d = row.length;
					const turn = range(d).map((to) =>
						range(d).map((from) => {
							if (Math.floor(to / 2) !== Math.floor(from / 2)) return 0;
							const angle = positions[r]! * base ** (-(to - (to % 2)) / d);
							if (to === from) return Math.cos(angle);
							return to < from ? -Math.sin(angle) : Math.sin(angle);
						}),
					);
					return turn.map((line) => line.reduce((sum, entry, c) => sum + entry * row[c]!, 0));
				}),
			alibiBias: (n: number, heads: number) =>
				recursiveSlopes(heads).map((slope) => {
					// from the diagonal outwards, one slope less each time
					const head = range(n).map(() => new Array<number>(n).fill(0));
					for (let apart = 1; apart < n; apart++)
						for (let i = 0; i + apart < n; i++) {
							head[i]![i + apart] = head[i]![i + apart - 1]! - slope;
							head[i + apart]![i] = head[i]![i + apart]!;
						}
					return head;
				}),
		},
		"with typed arrays, converted back": {
			sinusoidalPositions: (n: number, d: number) => {
				const flat = new Float64Array(n * d);
				for (let at = 0; at < flat.length; at++) {
					const [p, c] = [Math.floor(at / d), at % d];
					const angle = p / 10_000 ** ((2 * (c >> 1)) / d);
					flat[at] = c & 1 ? Math.cos(angle) : Math.sin(angle);
				}
				return range(n).map((p) => Array.from(flat.subarray(p * d, (p + 1) * d)));
			},
			applyRope: (x: Matrix, positions: Vector, base = 10_000) =>
				x.map((row, r) => {
					const turned = Float64Array.from(row);
					for (let c = 0; c < turned.length; c += 2) {
						const angle = positions[r]! * base ** (-c / row.length);
						turned.set(
							[
								row[c]! * Math.cos(angle) - row[c + 1]! * Math.sin(angle),
								row[c]! * Math.sin(angle) + row[c + 1]! * Math.cos(angle),
							],
							c,
						);
					}
					return Array.from(turned);
				}),
			alibiBias: (n: number, heads: number) =>
				recursiveSlopes(heads).map((slope) =>
					range(n).map((i) =>
						Array.from(Float64Array.from(range(n), (j) => -slope * Math.abs(j - i))),
					),
				),
		},
	},
});

/** As the authors of ALiBi write it: a number of heads that is no power asks for twice as many. */
function recursiveSlopes(heads: number): number[] {
	if (Number.isInteger(Math.log2(heads))) {
		const ratio = 2 ** -(2 ** -(Math.log2(heads) - 3));
		return range(heads).map((h) => ratio * ratio ** h);
	}
	const power = 2 ** Math.floor(Math.log2(heads));
	const more = recursiveSlopes(2 * power).filter((_, h) => h % 2 === 0);
	return recursiveSlopes(power).concat(more.slice(0, heads - power));
}
