import { statSync } from "node:fs";

/** Changes whenever the file is written, created or removed. */
export function fileVersion(path: string): string {
	const stats = statSync(path, { throwIfNoEntry: false });
	return stats ? `${stats.mtimeMs} ${stats.size}` : "absent";
}
