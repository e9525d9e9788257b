import type { JudgingProgress } from "./judge-jobs";

/**
 * How far the judging is, in a line: "[######····] 60/100  12.3/s  4 s left  1 infra-error".
 *
 * @param seconds since the judging began
 * @param width of the bar in characters; without one, there is no bar
 */
export function progressLine(
	{ total, known, judged, infraErrors }: JudgingProgress,
	seconds: number,
	width = 0,
): string {
	const done = known + judged;
	const full = total === 0 ? width : Math.floor((width * done) / total);
	const rate = seconds > 0 ? judged / seconds : 0;
	return [
		...(width > 0 ? [`[${"#".repeat(full)}${"·".repeat(width - full)}]`] : []),
		`${done}/${total}`,
		...(known > 0 ? [`${known} known`] : []),
		...(rate > 0 ? [`${rate.toFixed(1)}/s`] : []),
		...(rate > 0 && done < total ? [`${timeLeft((total - done) / rate)} left`] : []),
		...(infraErrors > 0 ? [`${infraErrors} infra-error${infraErrors > 1 ? "s" : ""}`] : []),
	].join("  ");
}

function timeLeft(seconds: number): string {
	if (seconds < 90) return `${Math.ceil(seconds)} s`;
	const minutes = Math.round(seconds / 60);
	return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
