import { WinnowFilter } from "@dodona/dolos-core";
import { type CodeTokens, codeTokens } from "./code-tokens";
import { matchingPassages, type Passages, passageTokens } from "./matching-passages";

/** What one student wrote for one exercise. */
export interface Answer {
	readonly student: string;
	readonly text: string;
	/** The text must not be parsed: it is compared by its bytes. */
	readonly isOpaque?: boolean;
}

/** Students whose answers have more in common than answers of different people usually have. */
export interface Group {
	/** By id. */
	readonly students: readonly string[];
	/** For each student but the first, the answer of another that theirs is most like. */
	readonly pairs: readonly Pair[];
}

export interface Pair {
	readonly left: Answer;
	readonly right: Answer;
	/** "identical": to the last byte. "same code": only names, order of words and layout differ. */
	readonly kind: "identical" | "same code" | "alike";
	/** How much of the shorter answer stands in the other one and in hardly any third: 0 to 1. */
	readonly share: number;
	readonly passages: Passages;
}

/** So many tokens in common, at least, about eight lines of code … */
const leastTokens = 60;
/** … and so much of the shorter answer. A small class says less about what everybody writes. */
const leastShareIn = (answers: number) => (answers < 20 ? 0.8 : 0.6);
/** Code that more than a tenth of the class wrote (three people of a small one, fifty of a large one) is nobody's own. */
const commonFrom = (answers: number) => Math.min(50, Math.max(3, Math.round(answers / 10)));
/** The same code of this length does not come about twice, however many have it. */
const neverByChance = 300;

/**
 * Finds the answers of a class that are alike: whatever stands in `known` (the stub, the course's own
 * solution) or in the answers of many is left out of account, names, layout, types and comments do not
 * matter, nor the order of the functions. Answers that are no TypeScript are only compared by their bytes.
 *
 * The work grows with the number of answers and with what rare passages they share, not with the number
 * of pairs.
 *
 * Source of the fingerprints: Schleimer, Wilkerson and Aiken (2003), “Winnowing: local algorithms for
 * document fingerprinting”, as implemented by Dolos, with a window of one: the answers are short.
 */
export function compareAnswers(answers: readonly Answer[], known: readonly string[]): Group[] {
	const ignored = new Set(known.flatMap((text) => hashesOf(codeTokens(text)?.tokens ?? [])));
	const knownCode = new Set(known.map((text) => codeTokens(text)?.tokens.join(" ")));
	const codes = distinctCodes(answers).filter(({ key }) => key !== "" && !knownCode.has(key));
	const spread = studentsByHash(codes, ignored);
	const common = commonFrom(answers.length);
	const leastShare = leastShareIn(answers.length);
	const rare = (hash: number) => (spread.get(hash) ?? 0) > 1 && spread.get(hash)! <= common;
	const pairs = [
		...codes.flatMap((code) => within(code, code.hashes.filter(rare), ignored, leastShare)),
		...candidates(codes, rare).flatMap(([a, b]) => between(a, b, rare, leastShare)),
	];
	return groups(pairs);
}

/** Answers that differ only in what does not matter. */
interface Code {
	readonly key: string;
	readonly answers: Answer[];
	/** Missing when it is no TypeScript. */
	readonly code: CodeTokens | undefined;
	/** Of every passage, in order. */
	readonly hashes: readonly number[];
}

function distinctCodes(answers: readonly Answer[]): Code[] {
	const codes = new Map<string, Code>();
	for (const answer of answers) {
		const code = answer.isOpaque ? undefined : codeTokens(answer.text);
		const key = code?.tokens.join(" ") ?? `no TypeScript: ${answer.text}`;
		const entry = codes.get(key);
		if (entry) entry.answers.push(answer);
		else codes.set(key, { key, answers: [answer], code, hashes: hashesOf(code?.tokens ?? []) });
	}
	return [...codes.values()];
}

const fingerprints = new WinnowFilter(passageTokens, 1);
const hashesOf = (tokens: readonly string[]): number[] =>
	fingerprints.fingerprints([...tokens]).map(({ hash }) => hash);

/** In how many students' answers each passage stands. */
function studentsByHash(codes: readonly Code[], ignored: ReadonlySet<number>) {
	const spread = new Map<number, number>();
	for (const { hashes, answers } of codes)
		for (const hash of new Set(hashes))
			if (!ignored.has(hash)) spread.set(hash, (spread.get(hash) ?? 0) + answers.length);
	return spread;
}

/** Pairs of different codes that share enough rare passages to be looked at. */
function candidates(codes: readonly Code[], isRare: (hash: number) => boolean): [Code, Code][] {
	const where = new Map<number, number[]>();
	codes.forEach(({ hashes }, i) => {
		for (const hash of new Set(hashes.filter(isRare)))
			where.set(hash, [...(where.get(hash) ?? []), i]);
	});
	const shared = new Map<number, number>();
	for (const indexes of where.values())
		indexes.forEach((a, n) => {
			for (const b of indexes.slice(n + 1)) {
				const pair = a * codes.length + b;
				shared.set(pair, (shared.get(pair) ?? 0) + 1);
			}
		});
	// Passages overlap: so few of them cannot cover enough tokens.
	const enough = leastTokens / passageTokens;
	return [...shared]
		.filter(([, count]) => count >= enough)
		.map(([pair]) => [codes[Math.floor(pair / codes.length)]!, codes[pair % codes.length]!]);
}

/** The pair of two codes, when they are alike. */
function between(a: Code, b: Code, isRare: (hash: number) => boolean, leastShare: number): Pair[] {
	if (!a.code || !b.code) return [];
	const [left, right] = [a.answers[0]!, b.answers[0]!];
	const passages = matchingPassages(a.code, b.code, isRare);
	const tokens = Math.min(passages.leftTokens, passages.rightTokens);
	const share = tokens / Math.min(a.code.tokens.length, b.code.tokens.length);
	if (tokens < leastTokens || share < leastShare) return [];
	return [{ left, right, kind: "alike", share, passages }];
}

/** The pairs of one code: everybody with the same bytes, and everybody else if the code is rare or long. */
function within(
	{ answers, code, hashes }: Code,
	rare: readonly number[],
	ignored: ReadonlySet<number>,
	leastShare: number,
): Pair[] {
	if (answers.length === 1) return [];
	const isOwn = new Set(rare);
	const own = code ? matchingPassages(code, code, (hash) => isOwn.has(hash)).leftTokens : 0;
	const isTelling = own >= leastTokens && own >= leastShare * (code?.tokens.length ?? 0);
	const isLong = hashes.filter((hash) => !ignored.has(hash)).length >= neverByChance;
	const firstOfBytes = new Map<string, Answer>();
	return answers.flatMap((right): Pair[] => {
		const same = firstOfBytes.get(right.text);
		if (same) return [wholly("identical", same, right)];
		const left = firstOfBytes.values().next().value;
		firstOfBytes.set(right.text, right);
		return left && (isTelling || isLong) ? [wholly("same code", left, right)] : [];
	});
}

function wholly(kind: Pair["kind"], left: Answer, right: Answer): Pair {
	const [a, b] = [left, right].map(({ text }) => ({ start: 0, end: text.length }));
	const passages = { left: [a!], right: [b!], leftTokens: 0, rightTokens: 0 };
	return { left, right, kind, share: 1, passages };
}

/** Students connected by pairs; the most telling groups first. */
function groups(pairs: readonly Pair[]): Group[] {
	const strongest = pairs.toSorted(
		(a, b) => b.share - a.share || order(a.left, b.left) || order(a.right, b.right),
	);
	const leader = new Map<string, string>();
	const find = (student: string): string => {
		let first = student;
		for (let above = leader.get(first); above !== undefined; above = leader.get(first))
			first = above;
		if (first !== student) leader.set(student, first); // shorter for the next time
		return first;
	};
	const kept = strongest.filter(({ left, right }) => {
		const [a, b] = [find(left.student), find(right.student)];
		if (a !== b) leader.set(b, a);
		return a !== b;
	});
	const pairsOf = new Map<string, Pair[]>();
	for (const pair of kept) {
		const group = find(pair.left.student);
		pairsOf.set(group, [...(pairsOf.get(group) ?? []), pair]);
	}
	return [...pairsOf.values()].map((own) => ({
		students: [...new Set(own.flatMap(({ left, right }) => [left.student, right.student]))].sort(),
		pairs: own,
	}));
}

const order = (a: Answer, b: Answer): number =>
	a.student < b.student ? -1 : +(a.student > b.student);
