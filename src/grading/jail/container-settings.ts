import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const [major] = process.versions.node.split(".");

/** The program that runs containers: what ATTENTION_LAB_CONTAINER_ENGINE says, podman, or else docker. */
export function containerEngine(): string {
	return (
		process.env.ATTENTION_LAB_CONTAINER_ENGINE || (isInstalled("podman") ? "podman" : "docker")
	);
}

/** An image with Node: what ATTENTION_LAB_CONTAINER_IMAGE says, or of the version that runs here. */
export function containerImage(): string {
	return process.env.ATTENTION_LAB_CONTAINER_IMAGE || `docker.io/library/node:${major}-slim`;
}

function isInstalled(program: string): boolean {
	const folders = (process.env.PATH ?? "").split(delimiter);
	return folders.some((folder) => {
		try {
			accessSync(join(folder, program), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}
