import { GradingError } from "../grading-error";

/** Reads the secret seed of the hidden fixtures: a whole number. @throws GradingError */
export function parseSeed(text: string): number {
	const seed = Number(text);
	if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
	throw new GradingError(
		`The seed "${text}" is no whole number from 0 to ${Number.MAX_SAFE_INTEGER}. Leave --seed away to get a random one.`,
	);
}
