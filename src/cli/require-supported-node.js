import process from "node:process";

const oldest = [20, 19];

/** Ends the process with a clear message when Node is older than the course supports. */
export function requireSupportedNode(version = process.versions.node) {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	const [oldestMajor = 0, oldestMinor = 0] = oldest;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
	console.error(
		`attention-lab needs Node ${oldest.join(".")} or newer, but this is Node ${version}.\n` +
			"Install a current version from https://nodejs.org and try again.",
	);
	process.exit(2);
}
