/** What is in a list more than once, each once. */
export const repeated = (texts: readonly string[]): string[] => [
	...new Set(texts.filter((text, i) => texts.indexOf(text) !== i)),
];
