import { checkIds } from "./check-ids";
import { checkWhole } from "./check-whole";

/** A language model that sees one character and guesses the next: what a better one has to beat. */
export interface Bigram {
	/** ln p(next | id) for every next character, [vocabularySize]; `sampleId` draws from it. */
	logProbabilities(id: number): Float32Array;
	/** The mean of −ln p(next | previous) over all pairs of neighbours, in nats a character. */
	loss(ids: ArrayLike<number>): number;
}

/**
 * Counts which character follows which. Each pair is counted once more than it occurs ("add-one
 * smoothing"), so that nothing is impossible: p(b | a) = (count(ab) + 1) / (count(a·) + vocabularySize).
 *
 * @throws RangeError when an id lies outside of the vocabulary
 * Source: Jurafsky and Martin, "Speech and Language Processing", 3rd edition, sections 3.1 and 3.6.1.
 */
export function createBigram(ids: ArrayLike<number>, vocabularySize: number): Bigram {
	checkWhole("vocabularySize", vocabularySize, 1);
	checkIds(ids, vocabularySize);
	const counts = new Float64Array(vocabularySize * vocabularySize).fill(1);
	for (let i = 1; i < ids.length; i++) counts[ids[i - 1]! * vocabularySize + ids[i]!]! += 1;
	const logs = new Float64Array(counts.length);
	for (let row = 0; row < counts.length; row += vocabularySize) {
		const total = counts.subarray(row, row + vocabularySize).reduce((a, b) => a + b, 0);
		for (let j = 0; j < vocabularySize; j++) logs[row + j] = Math.log(counts[row + j]! / total);
	}
	return {
		logProbabilities(id) {
			checkIds([id], vocabularySize);
			return Float32Array.from(logs.subarray(id * vocabularySize, (id + 1) * vocabularySize));
		},
		loss(examined) {
			checkIds(examined, vocabularySize);
			if (examined.length < 2)
				throw new RangeError(
					`${examined.length} ids have no pair of neighbours: give at least two`,
				);
			let sum = 0;
			for (let i = 1; i < examined.length; i++)
				sum -= logs[examined[i - 1]! * vocabularySize + examined[i]!]!;
			return sum / (examined.length - 1);
		},
	};
}
