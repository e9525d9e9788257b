import { z } from "zod";

/** What a student runs; the other scripts need what the student edition has not. */
const scripts = ["start", "test", "build"];

/** The package.json of the student edition: the lock file fits it as it fits the course's own. */
export function studentPackage(text: string): string {
	const whole = z
		.looseObject({ scripts: z.record(z.string(), z.string()) })
		.parse(JSON.parse(text));
	const kept = Object.entries(whole.scripts).filter(([name]) => scripts.includes(name));
	return `${JSON.stringify({ ...whole, scripts: Object.fromEntries(kept) }, null, "\t")}\n`;
}
