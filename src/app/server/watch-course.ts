import { type FSWatcher, mkdirSync, watch } from "node:fs";
import { join, relative, sep } from "node:path";

/** What the page is told through Jupyter's event channel. */
export interface CourseEvent {
	readonly schema_id: "attention-lab/changed";
	/** A course path ("exercises/02-softmax.ts"), or a file of the progress directory. */
	readonly path: string;
}

/** Tells of every file that changes directly in one of `directories`. Returns a function that stops it. */
export function watchCourse(
	directories: readonly string[],
	tell: (event: CourseEvent) => void,
	root: string,
): () => void {
	const pending = new Map<string, NodeJS.Timeout>();
	const watchers = directories.flatMap((directory): FSWatcher[] => {
		try {
			mkdirSync(directory, { recursive: true });
			const watcher = watch(directory, { persistent: false }, (_, name) => {
				if (name === null || name.endsWith(".tmp")) return;
				const path = relative(root, join(directory, name)).split(sep).join("/");
				clearTimeout(pending.get(path));
				// several changes in a row are one: a writer is seldom done with the first
				pending.set(
					path,
					setTimeout(() => {
						pending.delete(path);
						tell({ schema_id: "attention-lab/changed", path });
					}, 60),
				);
			});
			watcher.on("error", () => watcher.close());
			return [watcher];
		} catch {
			return []; // a system without file watching: the page still asks when it gets the focus
		}
	});
	return () => {
		for (const timer of pending.values()) clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}
