import {
	type AttentionForward,
	dot,
	type Matrix,
	matmul,
	softmax,
	transpose,
	type Vector,
} from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";

/** The wrong answers to exercise 12 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "no-row-sum",
		title: "softmax backward without the row sum: p · dp",
		explanation:
			"p[i] · dp[i] is what a score would do if it acted on its own weight alone and nobody had to pay " +
			"for it. But the weights share one whole: when one score rises, all other weights fall. The row " +
			"sum Σ p[j] · dp[j] is what they lose. Add up your result: it should come to 0.",
		wrong: throughSoftmax((p, dp) => p.map((weight, i) => weight * dp[i]!)),
	},
	{
		id: "diagonal-only",
		title: "only ∂p[i]/∂s[i] is used: p · (1 − p) · dp",
		explanation:
			"p(1 − p) is the slope of a weight by its OWN score, and for a single sigmoid that is all there is. " +
			"A score in softmax moves every weight of its row: there are n slopes for each score, and the ones " +
			"beside the diagonal are −p[i] · p[j].",
		wrong: throughSoftmax((p, dp) => p.map((weight, i) => weight * (1 - weight) * dp[i]!)),
	},
	{
		id: "row-sum-without-weights",
		title: "the row sum adds up dp alone, without the weights",
		explanation:
			"What is subtracted is the mean of dp by the weights, Σ p[j] · dp[j]. Σ dp[j] counts a key that " +
			"nobody looks at as much as the one that everybody looks at.",
		wrong: throughSoftmax((p, dp) => {
			const total = dp.reduce((a, b) => a + b, 0);
			return p.map((weight, i) => weight * (dp[i]! - total));
		}),
	},
	{
		id: "plain-mean-subtracted",
		title: "the plain mean of dp is subtracted instead of the weighted one",
		explanation:
			"Subtracting the mean also makes things balance, but it is the mean by the weights that belongs " +
			"here: Σ p[j] · dp[j]. Only for equal weights are the two the same.",
		wrong: throughSoftmax((p, dp) => {
			const mean = dp.reduce((a, b) => a + b, 0) / dp.length;
			return p.map((weight, i) => weight * (dp[i]! - mean));
		}),
	},
	{
		id: "weight-in-front-missing",
		title: "the weight in front is missing: dp − Σ p · dp",
		explanation:
			"The difference says whether a key's slope is above or below the mixture's. How much its score can do " +
			"about it depends on its weight: a key with weight 0 stays at 0 for a small step. Multiply by p[i].",
		wrong: throughSoftmax((p, dp) => dp.map((slope) => slope - dot(p, dp))),
	},
	{
		id: "sign-flipped",
		title: "the sign is the wrong way round",
		explanation:
			"p · (Σ p·dp − dp) points downhill. The gradient says how the loss GROWS; it is the optimiser that " +
			"goes the other way. Raise a score whose dp is above the mean: the loss grows, its slope is positive.",
		wrong: throughSoftmax((p, dp) => p.map((weight, i) => weight * (dot(p, dp) - dp[i]!))),
	},
	{
		id: "softmax-again",
		title: "softmax is applied to the weights once more",
		explanation:
			"The formula needs the weights, and softmax makes weights. But p has been through softmax already: " +
			"a second time makes the weights more even, and the gradient that of other weights.",
		wrong: throughSoftmax((p, dp) => rightSoftmax(softmax(p), dp)),
	},
	{
		id: "arguments-exchanged",
		title: "the weights and their slopes are exchanged: dp · (p − Σ p · dp)",
		explanation:
			"The sum is the same either way, so half of it is right. But it is the weight that stands in front, " +
			"because a key with weight 0 cannot do anything yet, and from its slope the sum is subtracted: " +
			"p[i] · (dp[i] − …). The weights come first in softmaxBackward(p, dp), also where you call it.",
		wrong: throughSoftmax((p, dp) => rightSoftmax(dp, p)),
	},
	{
		id: "softmax-left-out",
		title: "dWeights is taken for dScores: the step through softmax is missing",
		explanation:
			"From the output to the weights is one step, from the weights to the scores another. Without it a " +
			"score would act on its weight as if softmax were not there, and nobody would share anything.",
		wrong: { attentionBackward: back({ softmax: (_p, dp) => [...dp] }) },
	},
	{
		id: "softmax-backward-over-columns",
		title: "softmax backward goes down the columns",
		explanation:
			"Forward, softmax shared out the weight of each ROW. So it is the weights of one row, one query, " +
			"that have to do with each other on the way back, too.",
		wrong: {
			attentionBackward: back({
				softmaxAll: (weights, dWeights) => {
					const [columns, slopes] = [transpose(weights), transpose(dWeights)];
					return transpose(columns.map((column, j) => rightSoftmax(column, slopes[j]!)));
				},
			}),
		},
	},
	{
		id: "one-sum-for-all-rows",
		title: "one sum of weights · dWeights for the whole matrix",
		explanation:
			"Every query has shared out a whole of its own. What one score takes it takes from its own row, so " +
			"every row has a sum of its own.",
		wrong: {
			attentionBackward: back({
				softmaxAll: (weights, dWeights) => {
					const total = dot(weights.flat(), dWeights.flat());
					return weights.map((row, i) => row.map((w, j) => w * (dWeights[i]![j]! - total)));
				},
			}),
		},
	},
	{
		id: "no-scale",
		title: "dq and dk are not divided by √d_k",
		explanation:
			"Forward, every score was divided by √d_k, so a query acts on it √d_k times less than on the plain " +
			"dot product. The division belongs on the way back as well. Your dq and dk are √d_k times too large.",
		wrong: { attentionBackward: back({ scales: () => [1, 1] }) },
	},
	{
		id: "dk-not-scaled",
		title: "dq is divided by √d_k, dk is not",
		explanation:
			"The score is q·k/√d_k: it depends on k just as on q. Divide dScores once, before you use it for " +
			"both, and it cannot be forgotten in one of them.",
		wrong: { attentionBackward: back({ scales: (root) => [root, 1] }) },
	},
	{
		id: "dq-not-scaled",
		title: "dk is divided by √d_k, dq is not",
		explanation:
			"The score is q·k/√d_k: it depends on q just as on k. Divide dScores once, before you use it for " +
			"both, and it cannot be forgotten in one of them.",
		wrong: { attentionBackward: back({ scales: (root) => [1, root] }) },
	},
	{
		id: "scaled-twice",
		title: "dq and dk are divided by d_k: twice by its root",
		explanation:
			"One division when the scores' gradient is made and another in the products: each seems right. " +
			"Forward there was one division by √d_k, so there is one on the way back.",
		wrong: { attentionBackward: back({ scales: (root) => [root ** 2, root ** 2] }) },
	},
	{
		id: "multiplied-by-root",
		title: "dq and dk are multiplied by √d_k",
		explanation:
			"Back is not the inverse: nothing is undone here. If the score is q·k/√d_k, then its slope by q is " +
			"k/√d_k. A number that was divided going forward is divided going back.",
		wrong: { attentionBackward: back({ scales: (root) => [1 / root, 1 / root] }) },
	},
	{
		id: "scaled-by-d-v",
		title: "dq and dk are divided by √d_v",
		explanation:
			"The root is that of the length of a key, because that is what the scores were divided by. Values " +
			"have another length, and no part in the scores.",
		wrong: { attentionBackward: back({ scales: (_root, rootV) => [rootV, rootV] }) },
	},
	{
		id: "everything-scaled",
		title: "dv is divided by √d_k, too",
		explanation:
			"output = weights · v: no root there. Only the scores were divided, and only what goes back through " +
			"them, dq and dk, is.",
		wrong: {
			attentionBackward: (forward: AttentionForward, dOutput: Matrix) => {
				const gradients = rightBack(forward, dOutput);
				return { ...gradients, dv: divided(gradients.dv, Math.sqrt(forward.k[0]!.length)) };
			},
		},
	},
	{
		id: "dq-dk-swapped",
		title: "dq and dk are exchanged",
		explanation:
			"dScores·k is dq: a query's gradient is made of keys, because the keys are what a query was " +
			"multiplied with. Easy to read the wrong way round; the shapes tell, unless there are as many " +
			"queries as keys.",
		wrong: {
			attentionBackward: (forward: AttentionForward, dOutput: Matrix) => {
				const { dq, dk, dv } = rightBack(forward, dOutput);
				return { dq: dk, dk: dq, dv };
			},
		},
	},
	{
		id: "own-matrix",
		title: "dq is made of queries and dk of keys",
		explanation:
			"The slope of q·k by q is k, and by k it is q: each gets the OTHER one. Your dq multiplies dScores " +
			"with q, your dk with k.",
		wrong: {
			attentionBackward: back({
				products: (dScores, q, k) => [matmul(dScores, q), matmul(transpose(dScores), k)],
			}),
		},
	},
	{
		id: "dk-not-transposed",
		title: "dk = dScores·q, without transposing",
		explanation:
			"Row i of dScores belongs to query i. For key j you need what all queries said about it: column j, " +
			"which is row j of dScoresᵀ. In self-attention the shapes fit either way, and the numbers are those " +
			"of other tokens.",
		wrong: {
			attentionBackward: back({
				products: (dScores, q, k) => [matmul(dScores, k), matmul(dScores, q)],
			}),
		},
	},
	{
		id: "dv-not-transposed",
		title: "dv = weights·dOutput, without transposing",
		explanation:
			"Value j went into the output of every query i, by weights[i][j]: it collects down column j, which " +
			"is row j of weightsᵀ. In self-attention the shapes fit either way.",
		wrong: { attentionBackward: back({ values: (weights, dOutput) => matmul(weights, dOutput) }) },
	},
	{
		id: "gradient-overwritten",
		title: "gradients are overwritten instead of added up",
		explanation:
			"In a loop over queries and keys, `dk[j] = …` keeps only what the last query said about key j, and " +
			"`dq[i] = …` only the last key. A number that acts on the loss in several ways has the SUM of all " +
			"of them as its gradient: start with zeros and use +=.",
		wrong: { attentionBackward: inLoops({ rows: "overwritten" }) },
	},
	{
		id: "overwritten-by-each-query",
		title: "dk and dv are overwritten by every query instead of added up",
		explanation:
			"One query at a time, its dq comes out whole. But keys and values are used by ALL queries: inside " +
			"the loop over queries, dk[j] and dv[j] have to be added to (+=). Set anew, they keep only what " +
			"the last query had to say.",
		wrong: { attentionBackward: inLoops({ rows: "added" }) },
	},
	{
		id: "forward-difference",
		title: "only one step forward: (f(x + ε) − f(x)) / ε",
		explanation:
			"It is the definition of a derivative in every school book, and right in the limit. But its error " +
			"falls with ε, that of the central difference with ε²: at 1e-5 five digits against ten. Step to " +
			"both sides and divide by 2ε.",
		wrong: {
			numericalGradient: differences((at, epsilon) => (at(epsilon) - at(0)) / epsilon),
		},
	},
	{
		id: "backward-difference",
		title: "only one step backward: (f(x) − f(x − ε)) / ε",
		explanation:
			"As good as one step forward, and as bad: the error falls only with ε. Step to both sides and " +
			"divide by 2ε.",
		wrong: {
			numericalGradient: differences((at, epsilon) => (at(0) - at(-epsilon)) / epsilon),
		},
	},
	{
		id: "divided-by-epsilon",
		title: "divided by ε instead of 2ε",
		explanation:
			"From x − ε to x + ε it is a way of 2ε. Your slopes are twice too steep; a straight line shows it " +
			"at once.",
		wrong: {
			numericalGradient: differences((at, epsilon) => (at(epsilon) - at(-epsilon)) / epsilon),
		},
	},
	{
		id: "multiplied-by-epsilon",
		title: "/ 2 * epsilon: divided by 2, and then multiplied by ε",
		explanation:
			"Division and multiplication are done from left to right: a / 2 * epsilon is (a / 2) · epsilon. With " +
			"epsilon = 1, as in the worked case, nobody notices; with 1e-5 the slopes are ten thousand million " +
			"times too small. The way between belongs in brackets: / (2 * epsilon).",
		wrong: {
			numericalGradient: differences((at, epsilon) => ((at(epsilon) - at(-epsilon)) / 2) * epsilon),
		},
	},
	{
		id: "half-steps",
		title: "steps of ε/2 to either side, instead of ε",
		explanation:
			"(f(x + ε/2) − f(x − ε/2)) / ε is a central difference as well, with half the step. The statement " +
			"has steps of ε and divides by 2ε; that way epsilon is how far a number is moved.",
		wrong: {
			numericalGradient: differences(
				(at, epsilon) => (at(epsilon / 2) - at(-epsilon / 2)) / epsilon,
			),
		},
	},
	{
		id: "difference-reversed",
		title: "f(x − ε) − f(x + ε): the sign is the wrong way round",
		explanation:
			"Where f grows, f(x + ε) is the larger one, and the slope should be positive. Subtract what is " +
			"below from what is above.",
		wrong: {
			numericalGradient: differences((at, epsilon) => (at(-epsilon) - at(epsilon)) / (2 * epsilon)),
		},
	},
	{
		id: "epsilon-fixed",
		title: "epsilon is always 1e-5, whatever is passed",
		explanation:
			"1e-5 is only what epsilon is when nobody says otherwise. Functions of float32 numbers need larger " +
			"steps, and the picture of the error against the step needs all of them. Use the argument.",
		wrong: {
			numericalGradient: differences((at) => (at(1e-5) - at(-1e-5)) / 2e-5),
		},
	},
	{
		id: "all-moved-at-once",
		title: "all numbers are moved together",
		explanation:
			"Moving the whole of x by ε measures ONE slope, in the direction of all numbers together: the sum " +
			"of all slopes. For each slope by itself move one number and leave the others as they are.",
		wrong: {
			numericalGradient: (f: Loss, x: Matrix, epsilon = 1e-5) => {
				const moved = (step: number) => f(x.map((row) => row.map((value) => value + step)));
				return x.map((row) => row.map(() => (moved(epsilon) - moved(-epsilon)) / (2 * epsilon)));
			},
		},
	},
	{
		id: "step-not-undone",
		title: "a number that was moved is not put back",
		explanation:
			"Moving numbers in one copy and measuring saves memory, but after `+ ε` and `− 2ε` the number is " +
			"still ε below where it was when the next one is measured. Put it back, or make a new copy for " +
			"each step.",
		wrong: {
			numericalGradient: (f: Loss, x: Matrix, epsilon = 1e-5) => {
				const copy = x.map((row) => [...row]);
				return x.map((row, i) =>
					row.map((_, j) => {
						copy[i]![j]! += epsilon;
						const up = f(copy);
						copy[i]![j]! -= 2 * epsilon;
						return (up - f(copy)) / (2 * epsilon);
					}),
				);
			},
		},
	},
	{
		id: "input-changed",
		title: "x itself is moved",
		explanation:
			"`x[i][j] += epsilon` changes the caller's matrix, and even when it is moved back, rounding leaves " +
			"a trace. Here the arguments are frozen, so it shows at once. Copy first: x.map((row) => [...row]).",
		wrong: {
			numericalGradient: (_f: Loss, x: number[][]) => {
				x[0]![0]! += 1;
			},
		},
	},
];

type Loss = (x: Matrix) => number;
type SoftmaxStep = (p: Vector, dp: Vector) => number[];

/** A wrong softmaxBackward, and the attentionBackward that calls it. */
function throughSoftmax(softmaxBackward: SoftmaxStep): Implementation {
	return { softmaxBackward, attentionBackward: back({ softmax: softmaxBackward }) };
}

function rightSoftmax(p: Vector, dp: Vector): number[] {
	const shared = dot(p, dp);
	return p.map((weight, i) => weight * (dp[i]! - shared));
}

interface BackSteps {
	readonly softmax: SoftmaxStep;
	softmaxAll(weights: Matrix, dWeights: Matrix): number[][];
	/** What dq and dk are divided by, of √d_k and √d_v. */
	scales(root: number, rootV: number): readonly [number, number];
	/** dq and dk before they are divided. */
	products(dScores: Matrix, q: Matrix, k: Matrix): readonly [number[][], number[][]];
	/** dv */
	values(weights: Matrix, dOutput: Matrix): number[][];
}

/** attentionBackward with some of its steps replaced. */
function back(changes: Partial<BackSteps>) {
	const steps: BackSteps = {
		softmax: rightSoftmax,
		softmaxAll: (weights, dWeights) => weights.map((row, i) => steps.softmax(row, dWeights[i]!)),
		scales: (root) => [root, root],
		products: (dScores, q, k) => [matmul(dScores, k), matmul(transpose(dScores), q)],
		values: (weights, dOutput) => matmul(transpose(weights), dOutput),
		...changes,
	};
	return ({ q, k, v, weights }: AttentionForward, dOutput: Matrix) => {
		const dScores = steps.softmaxAll(weights, matmul(dOutput, transpose(v)));
		const [byQ, byK] = steps.products(dScores, q, k);
		const [scaleQ, scaleK] = steps.scales(Math.sqrt(k[0]!.length), Math.sqrt(v[0]!.length));
		return {
			dq: divided(byQ, scaleQ),
			dk: divided(byK, scaleK),
			dv: steps.values(weights, dOutput),
		};
	};
}

function rightBack(forward: AttentionForward, dOutput: Matrix) {
	return back({})(forward, dOutput);
}

/** dk and dv set anew by every query; dq added up over the keys, or set anew by every key. */
function inLoops({ rows }: { rows: "added" | "overwritten" }) {
	return ({ q, k, v, weights }: AttentionForward, dOutput: Matrix) => {
		const dWeights = matmul(dOutput, transpose(v));
		const scale = Math.sqrt(k[0]!.length);
		const dq = q.map((row) => row.map(() => 0));
		const dk = k.map((row) => row.map(() => 0));
		const dv = v.map((row) => row.map(() => 0));
		for (let i = 0; i < q.length; i++) {
			const dScores = rightSoftmax(weights[i]!, dWeights[i]!);
			for (let j = 0; j < k.length; j++) {
				const slope = dScores[j]! / scale;
				dq[i] = k[j]!.map((value, t) => (rows === "added" ? dq[i]![t]! : 0) + slope * value);
				dk[j] = q[i]!.map((value) => slope * value);
				dv[j] = dOutput[i]!.map((value) => weights[i]![j]! * value);
			}
		}
		return { dq, dk, dv };
	};
}

/** numericalGradient by another quotient; `at(step)` is f with one number moved. */
function differences(quotient: (at: (step: number) => number, epsilon: number) => number) {
	return (f: Loss, x: Matrix, epsilon = 1e-5) =>
		x.map((row, i) =>
			row.map((_, j) => {
				const at = (step: number) =>
					f(x.map((r, y) => r.map((value, c) => (y === i && c === j ? value + step : value))));
				return quotient(at, epsilon);
			}),
		);
}

const divided = (matrix: Matrix, by: number): number[][] =>
	matrix.map((row) => row.map((value) => value / by));
