import { z } from "zod";

const contender = z.object({
	name: z.string(),
	/** milliseconds a call */
	minimum: z.number(),
	median: z.number(),
	rounds: z.number(),
	/** largest difference of a number of its result from ours; float32 leaves about 1e-6 */
	difference: z.number(),
});

const attentionCase = z.object({
	title: z.string(),
	task: z.enum(["forward", "backward", "forward + backward", "softmax"]),
	n: z.number(),
	dim: z.number(),
	causal: z.boolean(),
	/** ours first */
	contenders: z.array(contender),
});

const target = z.object({
	/** what is to be reached, in words */
	name: z.string(),
	/** how many times as fast as the other we are to be, and are; `reached` is null where the other is missing */
	wanted: z.number(),
	reached: z.number().nullable(),
	met: z.boolean().nullable(),
});

/** What the benchmark writes: .build/bench/attention.json */
export const attentionReport = z.object({
	date: z.string(),
	machine: z.object({
		cpu: z.string(),
		cores: z.number(),
		platform: z.string(),
		node: z.string(),
	}),
	/** which of our kernels ran: "wasm-relaxed-simd", "wasm-simd" or "javascript" */
	kernels: z.string(),
	cases: z.array(attentionCase),
	/** who could not be measured, and why */
	missing: z.array(z.object({ name: z.string(), why: z.string() })),
	targets: z.array(target),
});

/** @typedef {z.infer<typeof attentionReport>} AttentionReport */
/** @typedef {z.infer<typeof attentionCase>} CaseReport */
/** @typedef {z.infer<typeof target>} TargetReport */
