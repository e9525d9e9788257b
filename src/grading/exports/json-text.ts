/** JSON as every file of the grader is written. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, "\t")}\n`;
