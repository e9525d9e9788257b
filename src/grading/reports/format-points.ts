import { roundPoints } from "../gradebook/round-points";

/**
 * Points as a person writes them: at most two decimals.
 *
 * @example [3, 2.5, 87.33333].map(formatPoints) // ["3", "2.5", "87.33"]
 */
export const formatPoints = (points: number): string => `${roundPoints(points)}`;
