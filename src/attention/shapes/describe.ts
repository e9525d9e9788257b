/** Names what a value is, for an error message: "undefined", "the text \"3\"", "a Float64Array". */
export function describe(value: unknown): string {
	if (typeof value === "string") return `the text ${JSON.stringify(value)}`;
	if (Array.isArray(value)) return "an array";
	if (typeof value === "function") return "a function";
	if (typeof value === "object" && value !== null) {
		const name: unknown = value.constructor?.name;
		return typeof name === "string" && name !== "Object" ? `a ${name}` : "an object";
	}
	return String(value);
}
