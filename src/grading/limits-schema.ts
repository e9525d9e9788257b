import { z } from "zod";
import type { Limits } from "./limits";

/** Limits as they are read back from a file or from another machine. */
export const limitsSchema: z.ZodType<Limits> = z.object({
	callSeconds: z.number(),
	callWallSeconds: z.number(),
	jobSeconds: z.number(),
	restarts: z.number(),
	heapMegabytes: z.number(),
	frameBytes: z.number(),
});
