import type { Matrix, Vector } from "../../../attention";
import type { Misconception } from "../../lesson";

/**
 * The wrong answers to exercise 02 that people really give. `highest-starts-at-zero` comes before
 * `no-max-subtraction`, which fails in the same way and in others besides.
 */
export const misconceptions: readonly Misconception[] = [
	{
		id: "softmax-over-columns",
		title: "softmax over the columns instead of the rows",
		explanation:
			"A matrix looks the same from both sides, and many libraries ask for an axis, so it is easy to " +
			"take the other one. But a row of the scores belongs to one query: its weights say how that " +
			"query divides its attention, so every row has to sum to 1. Add up a row and a column of your " +
			"result: here it is the columns that come to 1.",
		wrong: {
			softmaxRows: (scores: Matrix) => {
				const columns = scores[0]!.map((_, j) => stable(scores.map((row) => row[j]!)));
				return scores.map((row, i) => row.map((_, j) => columns[j]![i]!));
			},
		},
	},
	{
		id: "softmax-over-whole-matrix",
		title: "one softmax over the whole matrix",
		explanation:
			"One sum over all entries is the shortest code, and the result looks like weights: all between " +
			"0 and 1, together 1. But then the queries compete with each other, and a query with low scores " +
			"gets hardly any attention to give. Every query has one whole unit of attention of its own: add " +
			"up each row of your result, it should be 1, not 1 divided by the number of rows or so.",
		wrong: {
			softmaxRows: (scores: Matrix) => {
				const all = stable(scores.flat());
				return scores.map((row, i) => row.map((_, j) => all[i * row.length + j]!));
			},
		},
	},
	{
		id: "one-global-max",
		title: "one maximum for the whole matrix instead of one for each row",
		explanation:
			"Subtracting any number leaves softmax unchanged on paper, so the highest score of the whole " +
			"matrix seems as good as the highest of the row, and it saves a loop. On a computer it is not: " +
			"in a row that lies 800 below the highest one, every exp(score − highest) is exp(−800), which is " +
			"0, and 0 / 0 is NaN. Each row needs its own highest score, so that at least one of its entries " +
			"becomes exp(0) = 1.",
		wrong: {
			softmaxRows: (scores: Matrix) => {
				const highest = highestOf(scores.flat());
				return scores.map((row) => shares(row.map((score) => Math.exp(score - highest))));
			},
		},
	},
	{
		id: "rows-aliased-by-fill",
		title: "all rows are one and the same array",
		explanation:
			"`Array(n).fill([])` or `Array(n).fill(row)` looks like n rows, but it puts one and the same " +
			"array into all n places: what you write into the second row also lands in the first. That is " +
			"why every row of your result equals the last one. `Array.from({ length: n }, () => [])` or " +
			"`scores.map(…)` makes a new row each time.",
		wrong: {
			softmaxRows: (scores: Matrix) => {
				const rows: number[][] = Array(scores.length).fill([]);
				scores.forEach((row, i) => {
					stable(row).forEach((weight, j) => {
						rows[i]![j] = weight;
					});
				});
				return rows;
			},
		},
	},
	{
		id: "input-changed",
		title: "the weights are written into the scores themselves",
		explanation:
			"`scores[i] = …` saves an array, but the array belongs to whoever called the function. Their " +
			"scores are gone, and a second call with them gives other weights. The types say so, too: a " +
			"`Vector` is readonly. Build a new array with `map`, or copy first: `[...scores]`, and for a " +
			"matrix `scores.map((row) => [...row])`, because `[...scores]` alone copies only the list of rows.",
		wrong: everywhere((scores) => {
			const target = scores as number[];
			stable(scores).forEach((weight, i) => {
				target[i] = weight;
			});
			return target;
		}),
	},
	{
		id: "output-rounded",
		title: "the weights are rounded",
		explanation:
			"0.09 reads better than 0.09003057317038046, and `toFixed` or `Math.round` gives it. But rounded " +
			"weights no longer sum to 1, and the small ones become 0. Errors add up over the layers of a " +
			"model: return the numbers as they are, and round only where you print.",
		wrong: everywhere((scores) => stable(scores).map((weight) => Math.round(weight * 1e4) / 1e4)),
	},
	{
		id: "single-precision",
		title: "the weights are computed with 32-bit numbers",
		explanation:
			"Real models compute with 32-bit or even shorter numbers, so a Float32Array looks professional. " +
			"It keeps 7 digits of the 16 that JavaScript's numbers have, and this course compares results " +
			"more closely than that. Use ordinary arrays here, or a Float64Array; speed comes later.",
		wrong: everywhere((scores) => Array.from(Float32Array.from(stable(scores)))),
	},
	{
		id: "spread-into-math-max",
		title: "Math.max(...scores) on a very long row",
		explanation:
			"`Math.max(...scores)` is the usual way to find the highest number, and it works for small " +
			"rows. But the three dots pass every score as an argument of its own, and arguments are kept on " +
			"the call stack, which has room for about a hundred thousand of them: a longer row throws " +
			'"Maximum call stack size exceeded". A loop or `scores.reduce((a, b) => Math.max(a, b))` has no ' +
			"such limit.",
		wrong: everywhere((scores) => {
			const highest = Math.max(...scores);
			return shares(scores.map((score) => Math.exp(score - highest)));
		}),
	},
	{
		id: "highest-starts-at-zero",
		title: "the search for the highest score starts at 0",
		explanation:
			"`let highest = 0`, or `reduce((a, b) => Math.max(a, b), 0)`, is right as long as one score is " +
			"above 0. When all of them are below, the highest is taken to be 0; and when they are far below, " +
			"every exp(score − 0) is 0 and the weights are 0 / 0 = NaN. `Number.MIN_VALUE` does not help: it " +
			"is the smallest number above 0. Start at `-Infinity`, or at the first score.",
		wrong: everywhere((scores) => {
			const highest = scores.reduce((a, b) => Math.max(a, b), 0);
			return shares(scores.map((score) => Math.exp(score - highest)));
		}),
	},
	{
		id: "no-max-subtraction",
		title: "the highest score is not subtracted before exp",
		explanation:
			"The formula says exp(score) / sum, and for small scores that is all there is to it. But " +
			"exp(710) is too large for a number in JavaScript, it becomes Infinity, and Infinity / Infinity " +
			"is NaN. (At −746 the opposite happens: exp gives 0, and 0 / 0 is NaN, too.) Subtract the " +
			"highest score of the row from every score first: no weight changes, and no exp is ever " +
			"larger than 1.",
		wrong: everywhere((scores) => shares(scores.map(Math.exp))),
	},
	{
		id: "lowest-subtracted",
		title: "the lowest score is subtracted instead of the highest",
		explanation:
			"Subtracting the lowest makes every score positive, which looks tidy, and on paper any shift is " +
			"as good as another. But the danger of exp is at the top: when the highest score lies more than " +
			"709 above the lowest, exp(score − lowest) is Infinity and the weight NaN. Subtract the highest: " +
			"then everything is at most exp(0) = 1, and whatever lies far below becomes 0, as it should.",
		wrong: everywhere((scores) => {
			const lowest = scores.reduce((a, b) => Math.min(a, b));
			return shares(scores.map((score) => Math.exp(score - lowest)));
		}),
	},
	{
		id: "large-scores-clamped",
		title: "scores are cut off where exp would overflow",
		explanation:
			"`Math.min(score, 709)` does keep exp finite (700 leaves room for the sum). But all scores above " +
			"the limit are now the same: [1000, 1003] gets the weights one half and one half, although " +
			"softmax([0, 3]) is nothing of the sort. Subtract the highest score instead: it keeps the " +
			"differences, which are all that matters.",
		wrong: everywhere((scores) =>
			shares(scores.map((score) => Math.exp(Math.min(700, Math.max(-700, score))))),
		),
	},
	{
		id: "divided-by-highest-before-exp",
		title: "scores are divided by the highest one instead of shifted by it",
		explanation:
			"Dividing by the highest score also keeps exp small, and it is what one does to bring numbers " +
			"into the range up to 1. But it stretches or shrinks the distances between the scores, and " +
			"those decide the weights: [1, 2] and [10, 20] would get the same ones. Only a shift, " +
			"score − highest, leaves the distances alone.",
		wrong: everywhere((scores) => {
			const highest = highestOf(scores);
			return stable(scores.map((score) => score / highest));
		}),
	},
	{
		id: "sign-flipped",
		title: "exp(highest − score): the lowest score gets the most weight",
		explanation:
			"`highest - score` is a natural way to say how far a score lies below the highest. As an " +
			"exponent it has the wrong sign: it is 0 for the best score and grows for the worse ones, so " +
			"the order of the weights is turned round. Look at the largest of your weights: it belongs to the " +
			"lowest score. It has to be exp(score − highest).",
		wrong: everywhere((scores) => stable(scores.map((score) => -score))),
	},
	{
		id: "normalised-without-exp",
		title: "scores are divided by their sum, without exp",
		explanation:
			"Dividing by the sum is how one makes shares of anything else, and for positive scores the " +
			"result even looks right. But scores can be negative, and so would be the weights; they can add " +
			"up to 0, and then the division fails; and adding the same amount to every score changes " +
			"everything, which softmax does not. exp makes every score positive first.",
		wrong: everywhere((scores) => shares([...scores])),
	},
	{
		id: "absolute-values-normalised",
		title: "absolute values are divided by their sum, without exp",
		explanation:
			"Taking Math.abs does get rid of negative weights. But it makes a score of −3 as good as one of " +
			"3, though it is the worst match there is. Compare your weights with the order of the scores: " +
			"the lowest score must get the smallest weight. exp keeps the order and makes everything " +
			"positive.",
		wrong: everywhere((scores) => shares(scores.map(Math.abs))),
	},
	{
		id: "negatives-cut-off",
		title: "negative scores count as 0, the others are divided by their sum",
		explanation:
			"Setting negative scores to 0 and dividing by the sum gives weights between 0 and 1. But all " +
			"negative scores become the same; a row without a positive score gets 0 / 0 = NaN; and the " +
			"result depends on where the zero of the scores lies, which means nothing to softmax. Use exp, " +
			"which makes every score positive and keeps the order.",
		wrong: everywhere((scores) => shares(scores.map((score) => Math.max(0, score)))),
	},
	{
		id: "lowest-to-zero-normalised",
		title: "the lowest score is moved to 0 and the rest divided by the sum, without exp",
		explanation:
			"Moving the lowest score to 0 makes all numbers positive and does not care about shifts, two " +
			"good ideas. But the lowest always gets the weight 0, however close it is to the others, and " +
			"when all scores are equal the sum is 0 and the weights are NaN. exp is what gives every score a " +
			"share, in proportion to its distance from the others.",
		wrong: everywhere((scores) => {
			const lowest = scores.reduce((a, b) => Math.min(a, b));
			return shares(scores.map((score) => score - lowest));
		}),
	},
	{
		id: "base-2",
		title: "powers of 2 instead of powers of e",
		explanation:
			"`2 ** score` is what the lesson's example by hand begins with, and it has every good property " +
			"of softmax: positive, in order, summing to 1. Only the numbers are others, because each point " +
			"of score counts for a factor of 2 instead of e, about 2.718. Use Math.exp: everybody means e, " +
			"and a model trained with e does not work with 2.",
		wrong: everywhere((scores) => stable(scores.map((score) => score * Math.LN2))),
	},
	{
		id: "softmax-twice",
		title: "softmax is applied twice",
		explanation:
			"It happens when softmaxRows calls softmax on rows that already went through it, or when the " +
			"normalisation is written twice. The result still sums to 1, so it goes unnoticed. But weights lie " +
			"between 0 and 1, and a second softmax takes them for scores: they are so close together that " +
			"everyone gets nearly the same. Look for exp being applied to something that was divided " +
			"already.",
		wrong: everywhere((scores) => stable(stable(scores))),
	},
	{
		id: "hard-argmax",
		title: "all weight goes to the highest score",
		explanation:
			"The name suggests it: softmax sounds like a maximum. A hard maximum gives 1 to the best score " +
			"and 0 to all others, so a score that is only slightly lower counts for nothing, and a small " +
			"change of the scores either changes nothing at all or everything at once. Softmax is the soft " +
			"version: the best gets most, the others get their share.",
		wrong: everywhere((scores) => {
			const best = scores.indexOf(highestOf(scores));
			return scores.map((_, i) => (i === best ? 1 : 0));
		}),
	},
	{
		id: "not-normalised",
		title: "exp(score) is returned without dividing by the sum",
		explanation:
			"exp is the interesting half of softmax, and it is easy to stop there. Its results are positive " +
			"and in the right order, but they are not shares: add them up, and they do not come to 1. Divide " +
			"each by the sum of all.",
		wrong: everywhere((scores) => scores.map(Math.exp)),
	},
	{
		id: "not-normalised-after-shift",
		title: "exp(score − highest) is returned without dividing by the sum",
		explanation:
			"After subtracting the highest score all results of exp lie between 0 and 1 and look like " +
			"weights already; the best one is exactly 1. But a weight of 1 means that the query attends to " +
			"nothing else. Add them up: they come to more than 1. Divide each by the sum of all.",
		wrong: everywhere((scores) => {
			const highest = highestOf(scores);
			return scores.map((score) => Math.exp(score - highest));
		}),
	},
	{
		id: "divided-by-length",
		title: "exp(score) is divided by the number of scores instead of by their sum",
		explanation:
			"Dividing by the number of entries is how one makes a mean, and with it comes the habit. But " +
			"shares are parts of a total, and the total here is the sum of all exp(score), not how many of " +
			"them there are. Add up your weights: they come to the mean of the exponentials, not to 1.",
		wrong: everywhere((scores) => scores.map((score) => Math.exp(score) / scores.length)),
	},
	{
		id: "log-softmax",
		title: "the logarithm of softmax",
		explanation:
			"Many libraries offer log-softmax, score − log(sum of exp), for use inside a loss, and formulas " +
			"found on the way often show that one. Its results are negative, and they do not sum to 1: " +
			"their exponentials do. Weights in attention multiply the values, so they have to be the real " +
			"shares.",
		wrong: everywhere((scores) => stable(scores).map(Math.log)),
	},
	{
		id: "sigmoid",
		title: "each score goes through the sigmoid by itself",
		explanation:
			"1 / (1 + exp(−score)) also gives numbers between 0 and 1, and it is softmax for the case of two " +
			"scores of which one is 0. But it looks at one score at a time: nothing is shared out, the " +
			"numbers do not sum to 1, and making one score larger takes nothing away from the others.",
		wrong: everywhere((scores) => scores.map((score) => 1 / (1 + Math.exp(-score)))),
	},
	{
		id: "temperature-left-in",
		title: "a temperature of 2 is left in from an experiment",
		explanation:
			"The lesson's experiments divide the scores by a temperature before softmax, and copying a cell " +
			"brings that along. At temperature 2 every weight is nearer to an even share than it should be. " +
			"Softmax itself has no temperature; where one is wanted, the caller divides the scores.",
		wrong: everywhere((scores) => stable(scores.map((score) => score / 2))),
	},
	{
		id: "divided-by-square-root-of-length",
		title: "scores are divided by the square root of their number",
		explanation:
			"Attention does divide by a square root, and it is tempting to do it here already. But that " +
			"root is of d_k, the length of a query or key, not of the number of scores; and it is taken " +
			"where the scores are made (lesson 05). Softmax takes the scores as they come.",
		wrong: everywhere((scores) => {
			const root = Math.sqrt(scores.length);
			return stable(scores.map((score) => score / root));
		}),
	},
	{
		id: "epsilon-in-denominator",
		title: "a small number is added to the sum before dividing",
		explanation:
			"Adding 1e-8 to a denominator is a common guard against dividing by 0. Here it guards against " +
			"nothing: after subtracting the highest score, one of the summands is exp(0) = 1, so the sum is " +
			"at least 1. What it does is make the weights sum to slightly less than 1.",
		wrong: everywhere((scores) => {
			const highest = highestOf(scores);
			const powers = scores.map((score) => Math.exp(score - highest));
			const total = powers.reduce((a, b) => a + b) + 1e-8;
			return powers.map((power) => power / total);
		}),
	},
];

/** A wrong softmax, and the softmaxRows that calls it. */
function everywhere(softmax: (scores: Vector) => number[]) {
	return { softmax, softmaxRows: (scores: Matrix) => scores.map((row) => softmax(row)) };
}

function stable(scores: Vector): number[] {
	const highest = highestOf(scores);
	return shares(scores.map((score) => Math.exp(score - highest)));
}

function shares(parts: Vector): number[] {
	const total = parts.reduce((a, b) => a + b);
	return parts.map((part) => part / total);
}

const highestOf = (scores: Vector) => scores.reduce((a, b) => Math.max(a, b));
