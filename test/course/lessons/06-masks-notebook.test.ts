import {
	attention,
	causalMask,
	combineMasks,
	maskedSoftmaxRows,
	paddingMask,
	projectQKV,
	softmax,
} from "attention-lab";
import { projections, sentence } from "attention-lab/course";
import { expect, it } from "vitest";
import { describeNotebook } from "./describe-lesson";

const { embeddings } = sentence;
const qkv = (rows: readonly (readonly number[])[]) => projectQKV(rows, projections);

await describeNotebook("06-masks", { numbers: {}, showingTheExercise: ["own"] });

it("the prose of 06-masks is right about looking ahead", () => {
	const [old, other] = [qkv(embeddings), qkv([...embeddings.slice(0, 4), embeddings[0]!])];
	const outputs = (mask?: boolean[][]) =>
		[old, other].map(({ q, k, v }) => attention(q, k, v, mask).output);
	const [before, after] = outputs();
	before!.forEach((row, i) => {
		expect(row).not.toEqual(after![i]);
	});
	const [calm, calmAfter] = outputs(causalMask(5));
	expect(calm!.slice(0, 4)).toEqual(calmAfter!.slice(0, 4));
	expect(calm![4]).not.toEqual(calmAfter![4]);
});

it("the prose of 06-masks is right about the example by hand", () => {
	const scores = [0, Math.log(3), Math.log(4)];
	const [first, second, third] = softmax(scores);
	expect([first! * 8, second! * 8, third! * 8].map((x) => x.toFixed(9))).toEqual(
		[1, 3, 4].map((x) => x.toFixed(9)),
	);
	expect(first! + second!).toBeCloseTo(1 / 2, 12);
	expect(maskedSoftmaxRows([scores], [[true, true, false]])[0]![1]).toBeCloseTo(3 / 4, 12);
});

it("the prose of 06-masks is right about padding: with the mask nothing of it is left", () => {
	const zeros = [0, 0, 0, 0];
	const short = qkv(embeddings.slice(0, 2));
	const padded = qkv([...embeddings.slice(0, 2), zeros, zeros, zeros]);
	const alone = attention(short.q, short.k, short.v).output;
	const { output } = attention(padded.q, padded.k, padded.v, paddingMask(5, 2, 5));
	expect(output.slice(0, 2)).toEqual(alone);
});

it("the prose of 06-masks is right about both masks: padding changes the last row only", () => {
	const causal = causalMask(5);
	const both = combineMasks(causal, paddingMask(5, 4, 5));
	expect(both.slice(0, 4)).toEqual(causal.slice(0, 4));
	expect(both[4]).toEqual([true, true, true, true, false]);
});
