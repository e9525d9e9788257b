import { splitIds } from "attention-lab/tensor";
import { expect, it } from "vitest";

const ids = Int32Array.from({ length: 20 }, (_, i) => i);

it("splitIds(ids) keeps the last tenth for examination", () => {
	const { train, validation } = splitIds(ids);
	expect([...train, ...validation]).toEqual([...ids]);
	expect(validation).toHaveLength(2);
});

it("splitIds(ids, share) keeps this share", () => {
	expect(splitIds(ids, 0.25).validation).toHaveLength(5);
});

it.each([0, 1, -0.5, Number.NaN])("splitIds(ids, %d) is refused", (share) => {
	expect(() => splitIds(ids, share)).toThrow(`validationShare is ${share}`);
});

it("splitIds(ids) refuses a text of which one part would have no pair of neighbours", () => {
	expect(() => splitIds(ids.subarray(0, 10))).toThrow("10 characters are too few to split");
});
