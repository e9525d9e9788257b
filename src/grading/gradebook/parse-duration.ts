const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The seconds of "90s", "15m", "36h" or "2d"; undefined when it is no duration. */
export function parseDuration(text: string): number | undefined {
	const [, count, unit = ""] = /^(\d+(?:\.\d+)?) ?([smhd])$/i.exec(text.trim()) ?? [];
	const seconds = Number(count) * (units[unit.toLowerCase()] ?? Number.NaN);
	return Number.isFinite(seconds) ? seconds : undefined;
}
