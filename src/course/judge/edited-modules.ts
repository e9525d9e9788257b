import { statSync } from "node:fs";
import type { Plugin } from "vite";

/** Which modules were edited after they were loaded: the judge watches no files, it looks before each check. */
export interface EditedModules {
	readonly plugin: Plugin;
	/** The files that have changed since they were loaded. */
	since(): string[];
}

export function createEditedModules(): EditedModules {
	const loaded = new Map<string, string>();
	return {
		plugin: {
			name: "attention-lab:edited-modules",
			enforce: "pre",
			transform(_, id) {
				const file = id.replace(/\?.*$/, "");
				loaded.set(file, stateOf(file));
			},
		},
		since: () =>
			[...loaded].filter(([file, state]) => state !== stateOf(file)).map(([file]) => file),
	};
}

function stateOf(file: string): string {
	const stats = statSync(file, { throwIfNoEntry: false });
	return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : "gone";
}
