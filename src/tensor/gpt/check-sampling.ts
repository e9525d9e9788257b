import { checkWhole } from "./check-whole";
import type { SamplingOptions } from "./sample-id";

/**
 * Makes sure of what can be checked before there are logits.
 *
 * @throws RangeError for a temperature below 0 or a topK below 1
 * @throws TypeError when there is no `random` and the temperature is not 0
 */
export function checkSampling({ temperature = 1, topK = 1, random }: SamplingOptions): void {
	if (!(temperature >= 0 && temperature < Infinity))
		throw new RangeError(`temperature is ${temperature}: it must be 0 or a positive number`);
	checkWhole("topK", topK, 1);
	if (temperature > 0 && !random)
		throw new TypeError(
			`a temperature of ${temperature} needs chance: give a random, such as createRandom(1)`,
		);
}
