import { projectQKV, scoreMatrix, transpose } from "attention-lab";
import { projections, sentence, twinSentence } from "attention-lab/course";
import { expect, it } from "vitest";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const prose = proseOf(await readLesson("04-projections"));
const { embeddings } = sentence;
const { q, k, v } = projectQKV(embeddings, projections);
const [she, fished, bank] = [0, 1, 4] as const;

await describeNotebook("04-projections", { numbers: {}, showingTheExercise: ["own"] });

it("the prose of 04-projections is right about XXᵀ: symmetric, and bank likes bank best", () => {
	const scores = scoreMatrix(embeddings, embeddings);
	expect(transpose(scores)).toEqual(scores);
	expect(scores[bank]![fished]).toBe(2);
	expect(Math.max(...scores[bank]!)).toBe(scores[bank]![bank]);
});

it("the prose of 04-projections shows wq as it is", () => {
	sentence.features.forEach((feature, d) => {
		const row = projections.wq[d]!.join(" | ").replaceAll("-", "−");
		expect(prose).toContain(`| ${feature} | ${row} |`);
	});
});

it("the prose of 04-projections is right about the embeddings, queries and keys it names", () => {
	expect(embeddings[bank]).toEqual([0, 1, 1, 1]);
	expect(embeddings[fished]).toEqual([1, 2, 0, 0]);
	expect(q[bank]).toEqual([1, 2]);
	expect(q[fished]).toEqual([2, -1]);
	expect(k[fished]).toEqual([1, 2]);
	expect(projections.wv.at(-1)).toEqual([0, 0, 0]);
});

it("the prose of 04-projections is right about QKᵀ: bank looks at fished, fished at she", () => {
	const scores = scoreMatrix(q, k);
	expect(scores[bank]![fished]).toBe(5);
	expect(scores[fished]![bank]).toBe(-1);
	expect(scores[bank]![bank]).toBe(2);
	expect(Math.max(...scores[bank]!)).toBe(5);
	expect(scores[fished]!.indexOf(Math.max(...scores[fished]!))).toBe(she);
});

it("the prose of 04-projections is right about the twin: no vector of bank changes", () => {
	const twin = projectQKV(twinSentence.embeddings, projections);
	expect([twin.q[bank], twin.k[bank], twin.v[bank]]).toEqual([q[bank], k[bank], v[bank]]);
});
