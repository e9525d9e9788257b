import { checkVector } from "./shapes/check-vector";
import type { Vector } from "./types";

/**
 * Turns n scores into n weights between 0 and 1 that sum to 1: wᵢ = exp(sᵢ) / Σⱼ exp(sⱼ).
 *
 * The highest score is subtracted first. That changes no weight, and it keeps exp within range:
 * exp(710) is already Infinity, exp(highest − highest) is 1.
 *
 * At the edges it follows the limit: a score of −Infinity gets weight 0; scores of +Infinity share the
 * whole weight equally; when every score is −Infinity there is nothing to attend to and every weight
 * is 0. A NaN among the scores makes every weight NaN, so that it cannot hide.
 *
 * @example softmax([0, Math.log(3)]) // [0.25, 0.75]
 * @throws ShapeError when there are no scores or one is no number
 * Source: Goodfellow, Bengio, Courville 2016, "Deep Learning", section 4.1, equation 4.1 and the shift
 * below it. The name: Bridle 1990, "Probabilistic Interpretation of Feedforward Classification Network
 * Outputs, with Relationships to Statistical Pattern Recognition".
 */
export function softmax(scores: Vector): number[] {
	checkVector("scores", scores);
	// Not Math.max(...scores): a row of a few hundred thousand scores does not fit in an argument list.
	const highest = scores.reduce((a, b) => Math.max(a, b));
	if (highest === -Infinity) return scores.map(() => 0);
	// Infinity − Infinity is NaN, hence the explicit 1 for the highest.
	const shares = scores.map((score) => (score === highest ? 1 : Math.exp(score - highest)));
	const total = shares.reduce((a, b) => a + b);
	return shares.map((share) => share / total);
}
