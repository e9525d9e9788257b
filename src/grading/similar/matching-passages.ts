import { File, FingerprintIndex, Region, TokenizedFile } from "@dodona/dolos-core";
import type { CodeTokens, Place } from "./code-tokens";

/** How long a passage has to be, in tokens, to say anything: shorter ones are how everybody writes. */
export const passageTokens = 12;

/** What two answers have in common. */
export interface Passages {
	/** Places in the left text, in order, without overlaps. */
	readonly left: readonly Place[];
	readonly right: readonly Place[];
	/** How many tokens they cover. */
	readonly leftTokens: number;
	readonly rightTokens: number;
}

/** Finds the passages that stand in both, of those whose fingerprint counts. */
export function matchingPassages(
	a: CodeTokens,
	b: CodeTokens,
	counts: (hash: number) => boolean,
): Passages {
	const index = new FingerprintIndex(passageTokens, 1);
	const [left, right] = [tokenized("left", a), tokenized("right", b)];
	const hashes = index.addFiles([left, right]).keys();
	index.addIgnoredHashes([...hashes].filter((hash) => !counts(hash)));
	const passages = index
		.getPair(left, right)
		.buildFragments()
		.flatMap(({ pairs }) => pairs);
	const inLeft = covered(passages.map((pair) => pair.left));
	const inRight = covered(passages.map((pair) => pair.right));
	return {
		left: placesOf(a, inLeft),
		right: placesOf(b, inRight),
		leftTokens: inLeft.size,
		rightTokens: inRight.size,
	};
}

/** Dolos counts lines and columns; one long line will do, because the places are made anew below. */
function tokenized(name: string, { tokens, places }: CodeTokens): TokenizedFile {
	const regions = places.map(({ start, end }) => new Region(0, start, 0, end));
	return new TokenizedFile(new File(name, ""), [...tokens], regions);
}

/** The tokens of passages, by number. */
function covered(passages: readonly { start: number; stop: number }[]): Set<number> {
	const tokens = new Set<number>();
	for (const { start, stop } of passages)
		for (let token = start; token <= stop; token++) tokens.add(token);
	return tokens;
}

/** Runs of tokens as places in the text. */
function placesOf({ places }: CodeTokens, tokens: ReadonlySet<number>): Place[] {
	const runs: Place[] = [];
	let last = -2;
	for (const token of [...tokens].sort((a, b) => a - b)) {
		const place = places[token]!;
		const run = runs.at(-1);
		if (run && token === last + 1)
			runs[runs.length - 1] = { start: run.start, end: Math.max(run.end, place.end) };
		else runs.push(place);
		last = token;
	}
	return runs;
}
