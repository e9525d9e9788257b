/** What is in a list more than once, each once. */
export function repeated(texts: readonly string[]): string[] {
	const seen = new Set<string>();
	const again = texts.filter((text) => seen.has(text) || !seen.add(text));
	return [...new Set(again)];
}
