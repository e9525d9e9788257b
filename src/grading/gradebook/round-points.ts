/**
 * Points with two decimals at most; a half goes up. What binary fractions add far behind the decimals
 * (1.005 is 1.00499999999999989…) does not count.
 */
export const roundPoints = (points: number): number =>
	Math.round(Number((points * 100).toPrecision(12))) / 100;
