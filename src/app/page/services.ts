import { ServiceManager } from "@jupyterlab/services";

/** The connection to the lab's server. */
export const services = new ServiceManager({ standby: "never" });

/** Calls `listener` with the course path of every file that changes on disk. */
export function onDiskChange(listener: (path: string) => void): void {
	services.events.stream.connect((_, event) => {
		const { schema_id, path } = event as { schema_id: string; path?: unknown };
		if (schema_id === "attention-lab/changed" && typeof path === "string") listener(path);
	});
}
