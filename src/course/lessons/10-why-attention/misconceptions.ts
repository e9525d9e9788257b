import {
	type LayerKind,
	type Matrix,
	matmul,
	type PathOptions,
	pathLength,
	type RnnWeights,
	rnnForward,
	transpose,
	type Vector,
} from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";

/** The wrong answers to exercise 10 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "bias-forgotten",
		title: "b is not added",
		explanation:
			"x·wx + before·wh looks complete, and with b all zeros it is. Each number of the state has a bias of " +
			"its own, added before tanh.",
		wrong: stepping((x, before, { wx, wh }) =>
			plus(times(x, wx), times(before, wh)).map(Math.tanh),
		),
	},
	{
		id: "tanh-forgotten",
		title: "the state is not sent through tanh",
		explanation:
			"Without tanh the network is linear: any number of steps is one multiplication, and its states can " +
			"grow without end. Every number of a state lies between −1 and 1.",
		wrong: stepping((x, before, { wx, wh, b }) => plus(plus(times(x, wx), times(before, wh)), b)),
	},
	{
		id: "sigmoid-for-tanh",
		title: "the logistic function in place of tanh",
		explanation:
			"Both squeeze a number into a range, one into 0 … 1, the other into −1 … 1. The gates of an LSTM use " +
			"the first. This network uses tanh: with no input, no state and no bias it stays at 0.",
		wrong: stepping((x, before, { wx, wh, b }) =>
			plus(plus(times(x, wx), times(before, wh)), b).map((sum) => 1 / (1 + Math.exp(-sum))),
		),
	},
	{
		id: "state-not-carried",
		title: "every step begins with a state of zeros",
		explanation:
			"If the state is created inside the loop, or a map over the inputs has no memory, each step sees its " +
			"own input alone. The network then has no past at all. Keep the state outside the loop and replace it.",
		wrong: stepping((x, _, { wx, b }) => plus(times(x, wx), b).map(Math.tanh)),
	},
	{
		id: "tanh-before-the-state",
		title: "tanh is applied to the input's part only",
		explanation:
			"tanh(x·wx + b) + before·wh squeezes the input and lets the state grow. tanh goes round everything " +
			"that makes the new state: input, state before, bias.",
		wrong: stepping((x, before, { wx, wh, b }) =>
			plus(plus(times(x, wx), b).map(Math.tanh), times(before, wh)),
		),
	},
	{
		id: "sum-carried-on",
		title: "what is carried on is the sum before tanh",
		explanation:
			"Two things have the length of a state: the sum, and its tanh. It is the state, after tanh, that goes " +
			"into the next step. Look at the second row: the first is right even so.",
		wrong: reading((xs, { wx, wh, b }) => {
			let before: number[] = b.map(() => 0);
			return xs.map((x) => {
				before = plus(plus(times(x, wx), times(before, wh)), b);
				return before.map(Math.tanh);
			});
		}),
	},
	{
		id: "state-added",
		title: "the state before is added to the new one",
		explanation:
			"That is a residual connection, and it does help gradients on their way back (lesson 14). But it is " +
			"another network: here the state before comes in through wh alone.",
		wrong: stepping((x, before, { wx, wh, b }) =>
			plus(before, plus(plus(times(x, wx), times(before, wh)), b).map(Math.tanh)),
		),
	},
	{
		id: "wh-transposed",
		title: "the state is multiplied by whᵀ",
		explanation:
			"wh is square, so nothing complains. In this course a row is multiplied by a matrix, row · wh: " +
			"number c of the result takes column c of wh. PyTorch keeps its matrices the other way round. (On the " +
			"way back it is whᵀ, and there it is right.)",
		wrong: stepping((x, before, { wx, wh, b }) =>
			plus(plus(times(x, wx), times(before, transpose(wh))), b).map(Math.tanh),
		),
	},
	{
		id: "read-backwards",
		title: "the inputs are read from the last to the first",
		explanation:
			"The state of step t knows inputs 0 to t. Some models read in both directions, with two networks. This " +
			"one begins with xs[0], and row 0 of the result depends on nothing else.",
		wrong: reading((xs, weights) => rnnForward([...xs].reverse(), weights).reverse()),
	},
	{
		id: "only-the-last-state",
		title: "only the last state is returned",
		explanation:
			"For a verdict on a whole sentence the last state is what one takes. Here all of them are asked for, " +
			"one row an input.",
		wrong: reading((xs, weights) => rnnForward(xs, weights).slice(-1)),
	},
	{
		id: "initial-state-returned",
		title: "the zeros before the first input are returned, too",
		explanation:
			"With the initial state there are n + 1 rows, and every row is one off. It belongs to no input, and " +
			"is not part of the result.",
		wrong: reading((xs, weights) => [weights.b.map(() => 0), ...rnnForward(xs, weights)]),
	},
	{
		id: "slope-of-tanh-forgotten",
		title: "the slope of tanh is left out on the way back",
		explanation:
			"D is J times 1 − h², column by column. Without it only wh is multiplied, as if tanh were a straight " +
			"line. It is steepest, with slope 1, at 0, and nearly flat where |h| is near 1: a saturated state lets " +
			"next to nothing through.",
		wrong: backwards({ slope: () => 1 }),
	},
	{
		id: "slope-without-the-square",
		title: "the slope of tanh is taken for 1 − h",
		explanation:
			"The derivative of tanh is 1 − tanh². It must not depend on the sign of h, since tanh is as steep at " +
			"−2 as at 2; 1 − h does.",
		wrong: backwards({ slope: (h) => 1 - h }),
	},
	{
		id: "slope-of-the-logistic",
		title: "the slope is taken for h · (1 − h)",
		explanation:
			"That is the derivative of the logistic function. Here the state is a tanh, whose derivative is 1 − h²: " +
			"1 at h = 0, where h · (1 − h) would be 0.",
		wrong: backwards({ slope: (h) => h * (1 - h) }),
	},
	{
		id: "slope-of-rows",
		title: "the slopes multiply the rows of J in place of its columns",
		explanation:
			"J is square, so both can be done. Its rows stand for numbers of the last state, its columns for " +
			"numbers of the state of step t. The slope at step t belongs to the columns.",
		wrong: backwards({
			through: (jacobian, slopes) => jacobian.map((row, r) => row.map((x) => x * slopes[r]!)),
		}),
	},
	{
		id: "wh-not-transposed-on-the-way-back",
		title: "D · wh in place of D · whᵀ on the way back",
		explanation:
			"wh is square, so both can be computed. On the way there number c of the new state takes column c of " +
			"wh; on the way back number a of the old state collects from everything it went into, which is row a. " +
			"So it is whᵀ, as it is wxᵀ, where the shapes leave no choice.",
		wrong: backwards({ back: (d, { wh }) => matmul(d, wh) }),
	},
	{
		id: "slope-of-the-step-before",
		title: "the slopes of the step before are used",
		explanation:
			"1 − h² needs the state of the very step that is gone through, the one that this tanh gave. With an " +
			"index one off, the last step uses h of the last but one, and the first uses zeros, whose slope is 1.",
		wrong: {
			rnnGradientNorms: (xs: Matrix, weights: RnnWeights) => {
				const states = rnnForward(xs, weights);
				return normsOf([weights.b.map(() => 0), ...states.slice(0, -1)], weights, {});
			},
		},
	},
	{
		id: "by-position",
		title: "the norms are in the order of the inputs",
		explanation:
			"Entry k is the distance k from the end: the last input comes first. In the order of the inputs the " +
			"result is turned round; its largest entry usually stands at the end then.",
		wrong: {
			rnnGradientNorms: (xs: Matrix, weights: RnnWeights) => norms(xs, weights).reverse(),
		},
	},
	{
		id: "derivative-by-the-state",
		title: "the norm of J, the derivative by the state, in place of the one by the input",
		explanation:
			"J says how the last state depends on the state of step t. The question was about the input xs[t], " +
			"which is one tanh and one wx further: D·wxᵀ. Entry 0 of yours is the root of d_h, the norm of the " +
			"identity.",
		wrong: {
			rnnGradientNorms: (xs: Matrix, weights: RnnWeights) => {
				const found: number[] = [];
				normsOf(rnnForward(xs, weights), weights, {
					input: (d) => d,
					watch: (jacobian) => found.push(frobenius(jacobian)),
				});
				return found;
			},
		},
	},
	{
		id: "wx-left-out",
		title: "the norm of D: wxᵀ is left out",
		explanation:
			"D is the derivative by the sum before tanh. The input is one multiplication further away: the sum " +
			"changes with xs[t] by wx, so the derivative by the input is D·wxᵀ, [d_h, d_in].",
		wrong: backwards({ input: (d) => d }),
	},
	{
		id: "root-forgotten",
		title: "the sum of the squares without its root",
		explanation:
			"The Frobenius norm is √(sum of squares). Squared, everything falls twice as fast on a logarithmic axis.",
		wrong: backwards({ norm: (matrix) => frobenius(matrix) ** 2 }),
	},
	{
		id: "sum-of-sizes",
		title: "the sizes of the entries are added up, not their squares",
		explanation:
			"That is another norm, and a good one. The Frobenius norm is the one asked for: square, add, take the " +
			"root.",
		wrong: backwards({
			norm: (matrix) => matrix.flat().reduce((sum, entry) => sum + Math.abs(entry), 0),
		}),
	},
	{
		id: "product-of-norms",
		title: "the norms of the factors are multiplied",
		explanation:
			"The norm of a product is at most the product of the norms, and often much smaller: what one matrix " +
			"stretches the next may shrink. Papers use that bound to prove that gradients vanish. The norm itself " +
			"needs the product of the matrices.",
		wrong: {
			rnnGradientNorms: (xs: Matrix, { wx, wh, b }: RnnWeights) => {
				let product = 1;
				return rnnForward(xs, { wx, wh, b })
					.reverse()
					.map((state) => {
						const slopes = frobenius([state.map((h) => 1 - h * h)]);
						const entry = product * slopes * frobenius(wx);
						product *= slopes * frobenius(wh);
						return entry;
					});
			},
		},
	},
	{
		id: "own-input-left-out",
		title: "the last input, at distance 0, is left out",
		explanation:
			"There is an entry for every input, also for the last one: the last state depends on it, through one " +
			"tanh and wx. Yours begins with distance 1.",
		wrong: {
			rnnGradientNorms: (xs: Matrix, weights: RnnWeights) => norms(xs, weights).slice(1),
		},
	},
	{
		id: "attention-counts-distance",
		title: "attention is taken to need as many steps as there are tokens between",
		explanation:
			"In attention a query is compared with every key directly, the farthest as well as the next. One layer, " +
			"whatever the distance: that is the point of it.",
		wrong: counting((kind, distance, options) =>
			kind === "attention" ? distance + 1 : pathLength(kind, distance, options),
		),
	},
	{
		id: "input-step-forgotten",
		title: "recurrence is counted as distance, without the step into the state",
		explanation:
			"From the input of a token to its own state is one step, at distance 0 already. Then one more for " +
			"every place: distance + 1.",
		wrong: counting((kind, distance, options) =>
			kind === "recurrent" ? distance : pathLength(kind, distance, options),
		),
	},
	{
		id: "zero-layers",
		title: "distance 0 takes no layer",
		explanation:
			"⌈0 / 2⌉ is 0, but without any layer there is no output to reach. Even a token's own input goes through " +
			"one: at least 1.",
		wrong: counting((kind, distance, options) =>
			distance === 0 && kind !== "attention" && kind !== "recurrent"
				? 0
				: pathLength(kind, distance, options),
		),
	},
	{
		id: "kernel-counts-itself",
		title: "a layer is taken to reach `kernel` places back",
		explanation:
			"A kernel of 3 sees three tokens, and one of them is the token itself: it reaches two places back. " +
			"Divide by kernel − 1 (and by window − 1).",
		wrong: stacking((distance, width) => Math.ceil(distance / width)),
	},
	{
		id: "centred-kernel",
		title: "the kernel is centred: it reaches (kernel − 1) / 2 places back",
		explanation:
			"In pictures, and in BERT-like models, half of a kernel lies on each side of the token. Here it ends " +
			"with the token, as it must where nobody may look ahead.",
		wrong: stacking((distance, width) => Math.ceil(distance / ((width - 1) / 2))),
	},
	{
		id: "layers-rounded-down",
		title: "the number of layers is rounded down",
		explanation:
			"A distance of 3 with two places a layer needs two layers: after one, the signal has come two places " +
			"far, and one is missing. A layer that is needed in part is needed: round up.",
		wrong: stacking((distance, width) => Math.floor(distance / (width - 1))),
	},
	{
		id: "dilation-ignored",
		title: "the dilated convolution is counted like an ordinary one",
		explanation:
			"Dilated layers look at tokens that are farther and farther apart. Each multiplies the reach (by " +
			"`kernel`), where ordinary ones add to it: the number of layers grows with the logarithm of the distance.",
		wrong: counting((kind, distance, options) =>
			pathLength(kind === "dilated-convolution" ? "convolution" : kind, distance, options),
		),
	},
	{
		id: "logarithm-of-the-distance",
		title: "⌈log_k(distance)⌉ in place of ⌈log_k(distance + 1)⌉",
		explanation:
			"L layers reach kᴸ − 1 places back, since the token itself is one of the kᴸ they see. At a distance of " +
			"exactly kᴸ one more layer is needed.",
		wrong: dilating((distance, kernel) => smallest((layers) => kernel ** layers >= distance)),
	},
	{
		id: "logarithm-rounded-up",
		title: "⌈log(distance + 1) / log(kernel)⌉, which computers get wrong now and then",
		explanation:
			"The formula is right, and Math.log(125) / Math.log(5) is 3.0000000000000004, of which Math.ceil makes " +
			"4. Where whole numbers are asked for, count with whole numbers: raise kernel to the power of 1, 2, 3, … " +
			"until it is enough.",
		wrong: dilating((distance, kernel) => Math.ceil(Math.log(distance + 1) / Math.log(kernel))),
	},
	{
		id: "dilation-doubles",
		title: "the spacing is taken to double in each layer, whatever the kernel",
		explanation:
			"In WaveNet it doubles, because its kernel is 2. Here it is multiplied by the kernel, so that the layers " +
			"leave no gap and do not overlap: spacings 1, k, k², ….",
		wrong: dilating((distance, kernel) =>
			smallest((layers) => (kernel - 1) * (2 ** layers - 1) >= distance),
		),
	},
	{
		id: "options-ignored",
		title: "kernel and window are always 3",
		explanation:
			"3 is only what they are when nothing is said. Take them out of the third argument: " +
			"`{ kernel = 3, window = 3 }: PathOptions = {}`.",
		wrong: counting((kind, distance) => pathLength(kind, distance)),
	},
	{
		id: "window-from-kernel",
		title: "the window is taken from `kernel`",
		explanation:
			"Windowed attention and convolution reach back in the same way, so one formula serves both. But their " +
			"widths are two options: `window` for the one, `kernel` for the other.",
		wrong: counting((kind, distance, { kernel = 3 } = {}) =>
			pathLength(kind, distance, { kernel, window: kernel }),
		),
	},
];

function times(row: Vector, w: Matrix): number[] {
	return w[0]!.map((_, c) => row.reduce((sum, x, a) => sum + x * w[a]![c]!, 0));
}

function plus(a: Vector, b: Vector): number[] {
	return a.map((x, i) => x + b[i]!);
}

function stepping(
	step: (x: Vector, before: Vector, weights: RnnWeights) => number[],
): Implementation {
	return reading((xs, weights) => {
		let state: number[] = weights.b.map(() => 0);
		return xs.map((x) => {
			state = step(x, state, weights);
			return [...state];
		});
	});
}

/** Other states, and the gradients that a right way back makes of them. */
function reading(states: (xs: Matrix, weights: RnnWeights) => number[][]): Implementation {
	return {
		rnnForward: states,
		rnnGradientNorms: (xs: Matrix, weights: RnnWeights) =>
			normsOf(states(xs, weights), weights, {}),
	};
}

/** The steps of the way back, each of which may be replaced. */
interface WayBack {
	slope?(h: number): number;
	through?(jacobian: Matrix, slopes: Vector): number[][];
	input?(d: Matrix, weights: RnnWeights): Matrix;
	back?(d: Matrix, weights: RnnWeights): Matrix;
	norm?(matrix: Matrix): number;
	watch?(jacobian: Matrix): void;
}

function backwards(way: WayBack): Implementation {
	return {
		rnnGradientNorms: (xs: Matrix, weights: RnnWeights) =>
			normsOf(rnnForward(xs, weights), weights, way),
	};
}

function normsOf(states: Matrix, weights: RnnWeights, way: WayBack): number[] {
	const {
		slope = (h) => 1 - h * h,
		through = (jacobian, slopes) => jacobian.map((row) => row.map((x, c) => x * slopes[c]!)),
		input = (d, { wx }) => matmul(d, transpose(wx)),
		back = (d, { wh }) => matmul(d, transpose(wh)),
		norm = frobenius,
		watch,
	} = way;
	let jacobian: Matrix = weights.b.map((_, r) => weights.b.map((_, c) => (r === c ? 1 : 0)));
	return [...states].reverse().map((state) => {
		watch?.(jacobian);
		const d = through(jacobian, state.map(slope));
		jacobian = back(d, weights);
		return norm(input(d, weights));
	});
}

function norms(xs: Matrix, weights: RnnWeights): number[] {
	return normsOf(rnnForward(xs, weights), weights, {});
}

function frobenius(matrix: Matrix): number {
	return Math.sqrt(matrix.flat().reduce((sum, entry) => sum + entry * entry, 0));
}

function counting(
	count: (kind: LayerKind, distance: number, options?: PathOptions) => number,
): Implementation {
	return { pathLength: count };
}

/** Convolution and windowed attention counted in another way, at least 1. */
function stacking(layers: (distance: number, width: number) => number): Implementation {
	return counting((kind, distance, options = {}) => {
		const { kernel = 3, window = 3 } = options;
		if (kind === "convolution") return Math.max(1, layers(distance, kernel));
		if (kind === "windowed-attention") return Math.max(1, layers(distance, window));
		return pathLength(kind, distance, options);
	});
}

/** Dilated convolution counted in another way, at least 1. */
function dilating(layers: (distance: number, kernel: number) => number): Implementation {
	return counting((kind, distance, options = {}) =>
		kind === "dilated-convolution"
			? Math.max(1, layers(distance, options.kernel ?? 3))
			: pathLength(kind, distance, options),
	);
}

function smallest(isEnough: (layers: number) => boolean): number {
	let layers = 1;
	while (!isEnough(layers)) layers++;
	return layers;
}
