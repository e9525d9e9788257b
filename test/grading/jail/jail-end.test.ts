import { expect, it } from "vitest";
import { jailEnd } from "../../../src/grading/jail/jail-end";

const left = {
	nodeRan: true,
	killed: "broken" as const,
	code: 0,
	cpuSeconds: 0.1,
	cpuLimit: 10,
	lastWords: "",
};
const why = (more: Partial<Parameters<typeof jailEnd>[0]>) => jailEnd({ ...left, ...more }).why;

it("is the grader's doing when the grader killed it, whatever it said", () => {
	expect(why({ ended: "killed", code: 137, lastWords: "out of memory" })).toBe("killed");
	expect(why({ ended: "output", code: 137 })).toBe("output");
});

it("is broken when Node never ran", () => {
	expect(why({ nodeRan: false, code: 1, lastWords: "bwrap: no permission" })).toBe("broken");
});

it("is an exit with any ordinary code", () => {
	expect(why({ code: 0 })).toBe("exit");
	expect(why({ code: 7, lastWords: "out of memory" })).toBe("exit");
});

it("is memory when V8 or the C++ library said so", () => {
	const heap = "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory";
	expect(why({ code: 134, lastWords: heap })).toBe("memory");
	expect(why({ code: 133, lastWords: "Fatal process OOM in Failed to reserve" })).toBe("memory");
	expect(why({ code: 134, lastWords: "what(): std::bad_alloc" })).toBe("memory");
});

it("is time when the kernel ended it after all its processor time, and before, what that means there", () => {
	expect(why({ code: 152 })).toBe("time");
	expect(why({ code: 137, cpuSeconds: 10.2 })).toBe("time");
	expect(why({ code: 137, cpuSeconds: 0.3 })).toBe("broken");
	expect(why({ code: 137, cpuSeconds: 0.3, killed: "memory" })).toBe("memory");
});

it("is a signal when Node crashed", () => {
	expect(why({ code: 139, lastWords: "Segmentation fault" })).toBe("signal");
});

it("hands on no more than the end of what was said", () => {
	const { lastWords } = jailEnd({ ...left, lastWords: `${"x".repeat(5_000)}!` });
	expect(lastWords).toHaveLength(2_048);
	expect(lastWords.endsWith("!")).toBe(true);
});
