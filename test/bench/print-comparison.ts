/** Prints minimum and median in milliseconds and, against a peer measured in the same run, the ratio of the medians. */
export function printComparison(
	name: string,
	ours: readonly number[],
	peer?: readonly number[],
): void {
	const figures = [`${name.padEnd(36)} ${describe(ours)}`];
	if (peer)
		figures.push(`peer ${describe(peer)}`, `ratio ${(median(ours) / median(peer)).toFixed(2)}`);
	console.log(figures.join("   "));
}

function describe(values: readonly number[]): string {
	return `min ${format(Math.min(...values))} median ${format(median(values))} ms`;
}

function format(value: number): string {
	return value.toFixed(value < 10 ? 2 : 0).padStart(6);
}

export function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
