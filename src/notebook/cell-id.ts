import { createHash } from "node:crypto";

/** An id for a cell that has none: the same for the same text at the same place, so that files stay stable. */
export function cellId(source: string, index: number, taken: ReadonlySet<string>): string {
	for (let attempt = 0; ; attempt++) {
		const id = createHash("sha256")
			.update(`${index} ${attempt} ${source}`)
			.digest("hex")
			.slice(0, 8);
		if (!taken.has(id)) return id;
	}
}
