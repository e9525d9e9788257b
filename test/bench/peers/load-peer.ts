import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { projectRoot } from "../../../src/project-root";

export const peersFolder = join(projectRoot, "test", "bench", "peers");

const require = createRequire(join(peersFolder, "package.json"));

/** Installs the peers from their own lock file unless they are there. What could not be installed fails to load. */
export function installPeers(): void {
	if (existsSync(join(peersFolder, "node_modules", ".package-lock.json"))) return;
	console.log("installing what is measured against into test/bench/peers (about 500 MB, once) …");
	spawnSync("npm ci --ignore-scripts --no-audit --no-fund", {
		cwd: peersFolder,
		shell: true,
		stdio: "inherit",
	});
}

/** The package; `Exports` names what of it is used. */
export const requirePeer = <Exports>(name: string): Exports => require(name);

export const pathOfPeer = (file: string): string => require.resolve(file);
