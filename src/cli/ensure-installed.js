import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const lockFile = join(root, "package-lock.json");
/** npm writes this file as the last step of an install: its absence means "never finished". */
const installedMarker = join(root, "node_modules", ".package-lock.json");

/** @returns {string | undefined} why `npm ci` has to run, or undefined when it need not. */
export function reasonToInstall() {
	if (!existsSync(lockFile)) return undefined; // installed as a package: npm has done it already
	const installed = lstatSync(join(root, "node_modules"), { throwIfNoEntry: false });
	if (!installed) return "the dependencies are not installed yet";
	if (installed.isSymbolicLink()) return undefined; // another checkout's: not ours to replace
	if (!existsSync(installedMarker)) return "an earlier install did not finish";
	if (statSync(installedMarker).mtimeMs < statSync(lockFile).mtimeMs)
		return "package-lock.json is newer than the installed dependencies";
	return undefined;
}

/** Installs the dependencies from the lock file when they are missing, half-installed or outdated. */
export function ensureInstalled() {
	const reason = reasonToInstall();
	if (!reason) return;
	console.error(`attention-lab: ${reason}; running "npm ci" (about a minute, once) …`);
	const result = spawnSync("npm ci --no-audit --no-fund", {
		cwd: root,
		shell: true, // npm is a .cmd file on Windows
		stdio: ["ignore", process.stderr, process.stderr],
	});
	if (result.status === 0) return;
	console.error(
		'attention-lab: "npm ci" failed (its own message is above). Check the network connection and ' +
			`that ${root} is writable, then run "npm ci" there by hand.`,
	);
	process.exit(2);
}
