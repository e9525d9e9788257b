const [major] = process.versions.node.split(".");

/** The program that runs containers: podman or docker, or what ATTENTION_LAB_CONTAINER_ENGINE says. */
export function containerEngine(): string {
	return process.env["ATTENTION_LAB_CONTAINER_ENGINE"] || "podman";
}

/** An image with Node: of the version that runs here, or what ATTENTION_LAB_CONTAINER_IMAGE says. */
export function containerImage(): string {
	return process.env["ATTENTION_LAB_CONTAINER_IMAGE"] || `docker.io/library/node:${major}-slim`;
}
