import type { z } from "zod";
import type { Problem } from "./problem";

/** What is wrong with a JSON text, by the schema of whoever reads it. */
export function schemaProblems(text: string, schema: z.ZodType): Problem[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		return [{ where: "the file", rule: `is no JSON: ${(error as Error).message}` }];
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return [];
	return parsed.error.issues.map(({ path, message }) => ({
		where: path.join(".") || "the top level",
		rule: message,
	}));
}
