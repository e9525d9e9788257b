/** How full something is, for the eye only: the numbers always stand beside it. */
export function pointsBar(points: number, maxPoints: number): string {
	const share = maxPoints > 0 ? Math.min(1, Math.max(0, points / maxPoints)) : 0;
	const full = share === 1 ? " full" : "";
	return `<div class="bar${full}" aria-hidden="true"><i style="width:${(100 * share).toFixed(1)}%"></i></div>`;
}
