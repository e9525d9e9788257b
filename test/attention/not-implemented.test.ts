import { NotImplemented } from "attention-lab";
import { expect, it } from "vitest";

it("NotImplemented tells which function is still to be written, and where", () => {
	const error = new NotImplemented("softmax", "exercises/02-softmax.ts");
	expect(error.name).toBe("NotImplemented");
	expect(error.functionName).toBe("softmax");
	expect(error.message).toMatch("softmax is still to be written: open exercises/02-softmax.ts");
});
