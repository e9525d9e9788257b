/** "3 days 4 hours", "15 minutes", "1 second": the two largest units, rounded up. */
export function duration(seconds: number): string {
	if (seconds < 60) return counted(seconds, "second");
	const minutes = Math.ceil(seconds / 60);
	if (minutes < 60) return counted(minutes, "minute");
	if (minutes < 1440) return pair(Math.floor(minutes / 60), "hour", minutes % 60, "minute");
	const hours = Math.ceil(minutes / 60);
	return pair(Math.floor(hours / 24), "day", hours % 24, "hour");
}

const pair = (large: number, unit: string, small: number, smallUnit: string): string =>
	[counted(large, unit), small > 0 ? counted(small, smallUnit) : ""].filter(Boolean).join(" ");

const counted = (count: number, unit: string): string =>
	`${count} ${unit}${count === 1 ? "" : "s"}`;
