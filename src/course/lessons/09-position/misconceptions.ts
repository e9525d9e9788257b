import type { Matrix, Vector } from "../../../attention";
import { alibiSlopes, sinusoidalPositions } from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";

/** The wrong answers to exercise 09 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "sine-and-cosine-swapped",
		title: "cosine in the even columns, sine in the odd ones",
		explanation:
			"Which of the two comes first is a convention, and a model would learn as well with the other. But " +
			"whoever loads weights that were trained with one convention must keep to it. In the paper, " +
			"dimension 2i has the sine and 2i + 1 the cosine: position 0 is 0, 1, 0, 1, …",
		wrong: encoding((p, c, d) => wave(c + 1, p / 10_000 ** ((2 * pairOf(c)) / d))),
	},
	{
		id: "exponent-by-column",
		title: "the exponent has the column in place of 2⌊column / 2⌋",
		explanation:
			"The paper writes i, and i looks like the number of the column. It counts pairs: dimensions 2i and " +
			"2i + 1 share the wavelength 10000^(2i/d). With the column itself the even columns come out right, " +
			"and each cosine runs a little slower than its sine, so that a pair no longer goes round a circle.",
		wrong: encoding((p, c, d) => wave(c, p / 10_000 ** (c / d))),
	},
	{
		id: "exponent-doubled",
		title: "the exponent is 4i / d: doubled once too often",
		explanation:
			"The 2 of 2i/d is there to make a column out of a pair number. Whoever already has the column " +
			"(c − c mod 2) must not double it again. The waves then run twice as far down: with d = 4 the " +
			"second pair has the wavelength 2π · 10000 in place of 2π · 100.",
		wrong: {
			...encoding((p, c, d) => wave(c, p / 10_000 ** ((4 * pairOf(c)) / d))),
			...turning((position, i, d, base) => position * base ** ((-4 * i) / d)),
		},
	},
	{
		id: "exponent-twice-the-column",
		title: "the exponent is 2 · column / d",
		explanation:
			"The formula says 2i, and i was taken for the column. i is the number of the pair, ⌊column / 2⌋: " +
			"columns 4 and 5 are both i = 2, and have the exponent 4/d.",
		wrong: encoding((p, c, d) => wave(c, p / 10_000 ** ((2 * c) / d))),
	},
	{
		id: "exponent-halved",
		title: "the exponent is i / d in place of 2i / d",
		explanation:
			"With i counting the d/2 pairs, i/d only goes from 0 to ½, so the slowest wave has the length " +
			"2π · 100, not nearly 2π · 10000, and far positions look alike. The exponent 2i/d goes from 0 to " +
			"nearly 1.",
		wrong: {
			...encoding((p, c, d) => wave(c, p / 10_000 ** (pairOf(c) / d))),
			...turning((position, i, d, base) => position * base ** (-i / d)),
		},
	},
	{
		id: "positions-from-one",
		title: "the first position is 1 in place of 0",
		explanation:
			"People count from 1, papers of mathematics too. Here the first row is position 0: 0, 1, 0, 1, … " +
			"(and a rotary embedding turns by the position it is given, not by the one after it). Scores of " +
			"rotary embeddings would survive the shift, because they know differences alone; anything that was " +
			"trained with sinusoids would not.",
		wrong: {
			...encoding((p, c, d) => wave(c, (p + 1) / 10_000 ** ((2 * pairOf(c)) / d))),
			...turning((position, i, d, base) => (position + 1) * base ** ((-2 * i) / d)),
		},
	},
	{
		id: "one-wavelength",
		title: "all pairs have the same wavelength",
		explanation:
			"Without the power of 10000 every pair goes round in 2π tokens, and says the same as the first one. " +
			"Positions 0 and 44 would then look almost alike (44 is nearly 7 · 2π). The slow pairs are there to " +
			"tell them apart, as the hour hand of a clock tells apart what the minute hand cannot.",
		wrong: {
			...encoding((p, c) => wave(c, p)),
			...turning((position) => position),
		},
	},
	{
		id: "multiplied-by-the-wavelength",
		title: "the position is multiplied by 10000^(2i/d) in place of divided",
		explanation:
			"A wave that gets slower needs a smaller angle: divide. Multiplied, the last pair turns thousands of " +
			"times from one token to the next, and neighbouring positions have nothing in common. Look at your " +
			"last column: it should hardly change from row to row.",
		wrong: {
			...encoding((p, c, d) => wave(c, p * 10_000 ** ((2 * pairOf(c)) / d))),
			...turning((position, i, d, base) => position * base ** ((2 * i) / d)),
		},
	},
	{
		id: "power-forgotten",
		title: "10000 is multiplied by 2i/d in place of raised to it",
		explanation:
			"In print, 10000 and the small 2i/d beside it can be taken for a product. Then the first pair " +
			"divides by 0 and gives NaN or, at position 0, nothing that makes sense. It is a power: " +
			"10_000 ** (2 * i / d), which is 1 for the first pair.",
		wrong: encoding((p, c, d) => wave(c, p / (10_000 * ((2 * pairOf(c)) / d)))),
	},
	{
		id: "divided-by-tokens",
		title: "the exponent is divided by n, the number of positions",
		explanation:
			"Two sizes are at hand, and it is the number of columns that is shared out over the wavelengths. If " +
			"it were n, the vector of position 3 would change with the length of the text it stands in.",
		wrong: encoding((p, c, _, n) => wave(c, p / 10_000 ** ((2 * pairOf(c)) / n))),
	},
	{
		id: "sines-then-cosines",
		title: "first all sines, then all cosines",
		explanation:
			"Tensor2Tensor, the authors' own code, did it this way, so many have seen it. It is the paper's " +
			"matrix with its columns in another order. Here, as in the paper, sine and cosine alternate: both " +
			"columns of a pair stand side by side.",
		wrong: encoding((p, c, d) => {
			const i = c % (d / 2);
			return wave(c < d / 2 ? 0 : 1, p / 10_000 ** ((2 * i) / d));
		}),
	},
	{
		id: "sines-only",
		title: "a sine in every column",
		explanation:
			"A sine alone cannot tell a rising wave from a falling one: sin(1) and sin(2.14) are the same. With " +
			"its cosine beside it, it is a point on a circle, and every step a turn.",
		wrong: encoding((p, c, d) => wave(0, p / 10_000 ** ((2 * pairOf(c)) / d))),
	},
	{
		id: "transposed",
		title: "[d, n] in place of [n, d]",
		explanation:
			"Rows are tokens, in this course everywhere. Here is one row a column: it could not be added to " +
			"embeddings [n, d].",
		wrong: {
			sinusoidalPositions: (n: number, d: number) => {
				const positions = sinusoidalPositions(n, d);
				return Array.from({ length: d }, (_, c) => positions.map((row) => row[c]!));
			},
		},
	},
	{
		id: "rows-aliased-by-fill",
		title: "all rows are one and the same array",
		explanation:
			"`Array(n).fill([])` puts one and the same array into every place, so all rows are the last one " +
			"that was written. `Array.from({ length: n }, () => [])` makes a new one each time.",
		wrong: {
			sinusoidalPositions: (n: number, d: number) => {
				const rows: number[][] = Array(n).fill([]);
				for (const [p, row] of sinusoidalPositions(n, d).entries())
					for (const [c, value] of row.entries()) rows[p]![c] = value;
				return rows;
			},
			alibiBias: (n: number, heads: number) =>
				alibiSlopes(heads).map((slope) => {
					const rows: number[][] = Array(n).fill([]);
					for (let i = 0; i < n; i++)
						for (let j = 0; j < n; j++) rows[i]![j] = -slope * Math.abs(i - j);
					return rows;
				}),
		},
	},
	{
		id: "turned-backwards",
		title: "the pairs are turned in the other direction",
		explanation:
			"The minus belongs to the first new column: a · cos − b · sin. With the minus in the second one the " +
			"pair turns clockwise. Scores would not notice when queries and keys both turn the wrong way, but " +
			"weights that were trained with the right one do. Turn (1, 0) by a quarter: it must become (0, 1).",
		wrong: turning((position, i, d, base) => -position * base ** ((-2 * i) / d)),
	},
	{
		id: "halves-paired",
		title: "column i is paired with column i + d/2",
		explanation:
			"This is how LLaMA's code does it (`rotate_half`), and it is as good, for a model that was trained " +
			"so: the same rotation with the columns in another order. Here, as in the paper's equation 34, " +
			"neighbours are paired: columns 0 and 1, columns 2 and 3. Mixing the two up is the usual reason why " +
			"converted weights talk nonsense.",
		wrong: rotary((row, angleOf) => {
			const half = row.length / 2;
			return row.map((value, c) => {
				const angle = angleOf(c % half);
				return c < half
					? value * Math.cos(angle) - row[c + half]! * Math.sin(angle)
					: row[c - half]! * Math.sin(angle) + value * Math.cos(angle);
			});
		}),
	},
	{
		id: "pairs-mismatched",
		title: "neighbours are paired, but with the angles of the halves",
		explanation:
			"Two conventions were mixed: the partners are neighbours, the angles are laid out 0, 1, …, 0, 1, … " +
			"as for halves. So the two columns of a pair are turned by different angles, which is no turn at " +
			"all: lengths change. The length of a row must be the same before and after.",
		wrong: rotary((row, angleOf) =>
			row.map((value, c) => {
				const angle = angleOf(c % (row.length / 2));
				return c % 2 === 0
					? value * Math.cos(angle) - row[c + 1]! * Math.sin(angle)
					: row[c - 1]! * Math.sin(angle) + value * Math.cos(angle);
			}),
		),
	},
	{
		id: "angle-by-column",
		title: "each column has an angle of its own",
		explanation:
			"A pair turns as a whole, by one angle, base^(−2i/d) times the position, with i the number of the " +
			"pair. If the second column uses its own number, its sine and cosine belong to another angle, and " +
			"lengths change.",
		wrong: rotary((row, _, angleOfColumn) =>
			row.map((value, c) => {
				const angle = angleOfColumn(c);
				return c % 2 === 0
					? value * Math.cos(angle) - row[c + 1]! * Math.sin(angle)
					: row[c - 1]! * Math.sin(angle) + value * Math.cos(angle);
			}),
		),
	},
	{
		id: "overwritten-too-early",
		title: "the second column is computed with the first one already turned",
		explanation:
			"When the row is turned in place, column 2i has its new value before column 2i + 1 asks for the old " +
			"one. Keep both old values first: `const [a, b] = [row[c], row[c + 1]]`.",
		wrong: rotary((row, angleOf) => {
			const turned = [...row];
			for (let c = 0; c < row.length; c += 2) {
				const angle = angleOf(c / 2);
				turned[c] = turned[c]! * Math.cos(angle) - turned[c + 1]! * Math.sin(angle);
				turned[c + 1] = turned[c]! * Math.sin(angle) + turned[c + 1]! * Math.cos(angle);
			}
			return turned;
		}),
	},
	{
		id: "cosine-for-sine",
		title: "sine and cosine are exchanged in the rotation",
		explanation:
			"At position 0 nothing may move, and cos(0) = 1 has to stand where the value is kept: a · cos − " +
			"b · sin, and a · sin + b · cos. Try position 0: with the two exchanged the columns change places.",
		wrong: rotary((row, angleOf) =>
			row.map((value, c) => {
				const angle = angleOf(pairOf(c));
				return c % 2 === 0
					? value * Math.sin(angle) - row[c + 1]! * Math.cos(angle)
					: row[c - 1]! * Math.cos(angle) + value * Math.sin(angle);
			}),
		),
	},
	{
		id: "row-number-for-position",
		title: "the number of the row is taken for its position",
		explanation:
			"For a whole text the two are the same. They are not when it is written token by token: the one new " +
			"row then stands at position 57, not 0 (lesson 17). That is why the positions are given: use " +
			"positions[r].",
		wrong: {
			applyRope: (x: Matrix, _: Vector, base = 10_000) =>
				rotate(
					x,
					x.map((_, r) => r),
					base,
				),
		},
	},
	{
		id: "base-ignored",
		title: "the base is always 10000",
		explanation:
			"10000 is only what the base is when nothing is said. Models for long texts use larger ones, 500000 " +
			"in Llama 3. Write `base` where you wrote the number.",
		wrong: {
			applyRope: (x: Matrix, positions: Vector) => rotate(x, positions, 10_000),
		},
	},
	{
		id: "added-in-place-of-turned",
		title: "waves are added to the row in place of turning it",
		explanation:
			"That is the first scheme. Rotary embedding adds nothing: it turns what is there, so that lengths " +
			"stay and dot products know the difference of two positions alone.",
		wrong: {
			applyRope: (x: Matrix, positions: Vector, base = 10_000) =>
				x.map((row, r) =>
					row.map((v, c) => v + wave(c, positions[r]! * base ** ((-2 * pairOf(c)) / row.length))),
				),
		},
	},
	{
		id: "input-changed",
		title: "the rows that were given are turned in place",
		explanation:
			"It saves an array, and the caller's queries are turned with it; call it twice and they are turned " +
			"twice. Here the arguments are frozen, so it shows at once. Build new rows.",
		wrong: {
			applyRope: (x: number[][], positions: Vector, base = 10_000) => {
				const turned = rotate(x, positions, base);
				x.forEach((row, r) => {
					for (let c = 0; c < row.length; c++) row[c] = turned[r]![c]!;
				});
				return x;
			},
		},
	},
	{
		id: "bias-rewards-distance",
		title: "the bias is positive: what is far away is preferred",
		explanation:
			"The bias is added to the scores, and softmax prefers what is higher. To forget what is far away it " +
			"has to be negative: −slope · |i − j|, and 0 for the token itself.",
		wrong: linear((slope, i, j) => slope * Math.abs(i - j)),
	},
	{
		id: "distance-signed",
		title: "the distance has a sign: later tokens are rewarded",
		explanation:
			"−slope · (i − j) is right for what came before. For what comes later i − j is negative, and the " +
			"bias becomes a reward that grows without end. With a causal mask nobody sees it; without one the " +
			"last token gets everything. The distance is |i − j|.",
		wrong: linear((slope, i, j) => slope * (j - i)),
	},
	{
		id: "bias-by-key-position",
		title: "the bias is slope · j, the position of the key alone",
		explanation:
			"Under a causal mask this gives the same weights, because slope · j and −slope · (i − j) differ by a " +
			"number that all keys of a row share, and softmax does not see that (lesson 02). Some programs use " +
			"it. Here the bias itself is asked for, for both directions: −slope · |i − j|.",
		wrong: linear((slope, _, j) => slope * j),
	},
	{
		id: "future-hidden",
		title: "what comes later gets −Infinity",
		explanation:
			"The paper's model is causal, so its picture ends at the diagonal. But hiding is the work of the " +
			"mask (lesson 06). Here a bias is asked for that works without one, too: the same for both " +
			"directions.",
		wrong: linear((slope, i, j) => (j > i ? -Infinity : slope * (j - i))),
	},
	{
		id: "future-without-bias",
		title: "what comes later gets no bias",
		explanation:
			"max(i − j, 0) leaves 0 for all that comes later, so that the farthest future counts as much as the " +
			"token itself. The distance counts the same in both directions: |i − j|.",
		wrong: linear((slope, i, j) => -slope * Math.max(i - j, 0)),
	},
	{
		id: "distance-from-one",
		title: "the distance of a token to itself is taken for 1",
		explanation:
			"Softmax would not mind, since the extra slope is the same for every key of a row. But the bias of a " +
			"token to itself is 0, as |i − i| is.",
		wrong: linear((slope, i, j) => -slope * (Math.abs(i - j) + 1)),
	},
	{
		id: "first-slope-one",
		title: "heads are counted from 0 in the exponent: the first slope is 1",
		explanation:
			"The row of slopes begins at 2^(−8/heads) and ends at 1/256. With h from 0 in place of h + 1 it begins " +
			"at 1, and the slowest head is missing.",
		wrong: linearWith((heads) =>
			alibiSlopes(heads).map((slope) => slope * 2 ** (8 / power(heads))),
		),
	},
	{
		id: "one-slope-for-all",
		title: "all heads have the slope of the first",
		explanation:
			"The point of several slopes is several spans: one head looks at its neighbours, another far back. " +
			"The exponent needs h + 1.",
		wrong: linearWith((heads) => alibiSlopes(heads).map(() => alibiSlopes(heads)[0]!)),
	},
	{
		id: "slopes-of-eight-heads",
		title: "the slopes are 1/2, 1/4, 1/8, …, whatever the number of heads",
		explanation:
			"With 8 heads 2^(−8(h+1)/heads) is 2^(−(h+1)), and the paper's example has 8. With another number " +
			"the slopes are spread over the same range: they always end at 1/256.",
		wrong: linearWith((heads) => Array.from({ length: heads }, (_, h) => 2 ** -(h + 1))),
	},
	{
		id: "slopes-reversed",
		title: "the slopes are in reverse order",
		explanation:
			"Head 0 has the largest slope, and forgets fastest. Each following one is smaller: multiplied by " +
			"2^(−8/heads).",
		wrong: linearWith((heads) => alibiSlopes(heads).reverse()),
	},
	{
		id: "formula-for-any-heads",
		title: "the formula for powers of two is used for every number of heads",
		explanation:
			"2^(−8(h+1)/heads) can be computed for 3 heads, too, and the paper's text says nothing else. But its " +
			"authors' code, which all models followed, keeps to the slopes of powers of two, and fills the rest " +
			"from the next power: for 3 heads 1/16, 1/256, 1/4.",
		wrong: linearWith((heads) =>
			Array.from({ length: heads }, (_, h) => 2 ** ((-8 * (h + 1)) / heads)),
		),
	},
	{
		id: "first-of-the-next-power",
		title: "the first slopes of the next power of two are taken",
		explanation:
			"Taking 6 of the 8 slopes of 8 heads leaves out the two slowest, and with them the long view. The " +
			"first p heads keep the slopes of p, the largest power of two below, which end at 1/256; only the " +
			"others come from the next power.",
		wrong: linearWith((heads) => {
			const next = heads === power(heads) ? heads : 2 * power(heads);
			return alibiSlopes(next).slice(0, heads);
		}),
	},
	{
		id: "every-second-from-the-second",
		title: "the second, fourth, … slope of the next power of two",
		explanation:
			"Those are the slopes the first heads have already: the second of 2p heads is the first of p. Take " +
			"the ones between, the first, the third, the fifth, …",
		wrong: linearWith((heads) => {
			const more = alibiSlopes(2 * power(heads)).filter((_, h) => h % 2 === 1);
			return [...alibiSlopes(power(heads)), ...more].slice(0, heads);
		}),
	},
	{
		id: "heads-last",
		title: "[n][n][heads] in place of [heads][n][n]",
		explanation:
			"All numbers are there. But what is added to the scores of head h is the matrix bias[h]: the first " +
			"index is the head, as in the weights of lesson 07.",
		wrong: {
			alibiBias: (n: number, heads: number) =>
				grid(n, (i, j) => alibiSlopes(heads).map((slope) => -slope * Math.abs(i - j))),
		},
	},
];

/** Sine in even columns, cosine in odd ones. */
function wave(column: number, angle: number): number {
	return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
}

function pairOf(column: number): number {
	return Math.floor(column / 2);
}

function encoding(
	entry: (position: number, column: number, d: number, n: number) => number,
): Implementation {
	return {
		sinusoidalPositions: (n: number, d: number) =>
			Array.from({ length: n }, (_, p) => Array.from({ length: d }, (_, c) => entry(p, c, d, n))),
	};
}

/** Neighbouring columns turned by another angle. */
function turning(
	angle: (position: number, pair: number, d: number, base: number) => number,
): Implementation {
	return {
		applyRope: (x: Matrix, positions: Vector, base = 10_000) =>
			x.map((row, r) => turnPairs(row, (i) => angle(positions[r]!, i, row.length, base))),
	};
}

/** Rows turned in another way, from the angle of each pair, or of each column taken for a pair of its own. */
function rotary(
	turn: (
		row: Vector,
		angleOf: (pair: number) => number,
		angleOfColumn: (column: number) => number,
	) => number[],
): Implementation {
	return {
		applyRope: (x: Matrix, positions: Vector, base = 10_000) =>
			x.map((row, r) => {
				const angleOfColumn = (c: number) => positions[r]! * base ** (-c / row.length);
				return turn(row, (i) => angleOfColumn(2 * i), angleOfColumn);
			}),
	};
}

const rotate = (x: Matrix, positions: Vector, base: number): number[][] =>
	x.map((row, r) => turnPairs(row, (i) => positions[r]! * base ** ((-2 * i) / row.length)));

function turnPairs(row: Vector, angleOf: (pair: number) => number): number[] {
	return row.map((value, c) => {
		const [cos, sin] = [Math.cos(angleOf(pairOf(c))), Math.sin(angleOf(pairOf(c)))];
		return c % 2 === 0 ? value * cos - row[c + 1]! * sin : row[c - 1]! * sin + value * cos;
	});
}

function grid<T>(n: number, entry: (i: number, j: number) => T): T[][] {
	return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));
}

function linear(bias: (slope: number, i: number, j: number) => number): Implementation {
	return {
		alibiBias: (n: number, heads: number) =>
			alibiSlopes(heads).map((slope) => grid(n, (i, j) => bias(slope, i, j))),
	};
}

function linearWith(slopes: (heads: number) => readonly number[]): Implementation {
	return {
		alibiBias: (n: number, heads: number) =>
			slopes(heads).map((slope) => grid(n, (i, j) => -slope * Math.abs(i - j))),
	};
}

/** The largest power of two that is not above `heads`. */
function power(heads: number): number {
	return 2 ** Math.floor(Math.log2(heads));
}
