import { join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { projectRoot } from "../../project-root";

/** Starts a thread that runs checks. @param program its path in `.build` */
export function startThread(program: string, options: WorkerOptions = {}): Worker {
	return new Worker(join(projectRoot, ".build", program), {
		...options,
		// The stack of a program's main thread: Math.max(...row) overflows here for the rows it overflows for in a cell.
		resourceLimits: { maxOldGenerationSizeMb: 1024, stackSizeMb: 1 },
	});
}
