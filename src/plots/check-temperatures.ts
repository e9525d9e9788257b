import { checkVector } from "../attention/shapes/check-vector";

/**
 * Makes sure that scores can be divided by each of the temperatures.
 *
 * @throws RangeError naming the temperature that is not finite and greater than 0
 */
export function checkTemperatures(temperatures: readonly number[]): void {
	checkVector("temperatures", temperatures);
	temperatures.forEach((temperature, i) => {
		if (!(temperature > 0 && temperature < Infinity))
			throw new RangeError(
				`temperatures[${i}] is ${temperature}: a temperature must be finite and greater than 0`,
			);
	});
}
