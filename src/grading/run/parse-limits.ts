import { GradingError } from "../grading-error";
import { defaultLimits, type Limits } from "../limits";

const wholeNumbers: readonly string[] = ["restarts", "heapMegabytes", "frameBytes"];
const mayBeZero = "restarts";

/**
 * Reads "callSeconds=4,jobSeconds=20"; what is not named stays as it is by default.
 *
 * @throws GradingError
 */
export function parseLimits(text: string): Limits {
	const limits: Record<string, number> = { ...defaultLimits };
	for (const part of text.split(",")) {
		const [name = "", value = ""] = part.split("=").map((word) => word.trim());
		if (!Object.hasOwn(defaultLimits, name))
			throw new GradingError(
				`There is no limit "${name}" (in "${text}"). The limits are ${Object.entries(defaultLimits)
					.map(([known, amount]) => `${known}=${amount}`)
					.join(", ")}.`,
			);
		const amount = Number(value);
		const isKind = wholeNumbers.includes(name) ? Number.isSafeInteger : Number.isFinite;
		const isEnough = amount > 0 || (amount === 0 && name === mayBeZero);
		if (value === "" || !isKind(amount) || !isEnough)
			throw new GradingError(
				`The limit ${name} is "${value}". It must be a ${wholeNumbers.includes(name) ? "whole " : ""}number above 0, as in ${name}=${defaultLimits[name as keyof Limits]}.`,
			);
		limits[name] = amount;
	}
	return limits as unknown as Limits;
}
