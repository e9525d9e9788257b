import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import process from "node:process";

/** The environment that a command runs in; a test gives its own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of the active virtual or conda environment, if one is active. */
export function activeEnvironment(env: Environment = process.env): string | undefined {
	return env.VIRTUAL_ENV || env.CONDA_PREFIX || undefined;
}

/** Below a prefix, such as an environment, Jupyter's data lies here. */
export function dataFolderOf(prefix: string): string {
	return join(resolve(prefix), "share", "jupyter");
}

/** Jupyter's data folder of this user; source: `jupyter_core.paths.jupyter_data_dir`. */
export function userDataFolder(
	env: Environment = process.env,
	platform: NodeJS.Platform = process.platform,
): string {
	if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
	const home = env.HOME ?? homedir();
	if (platform === "darwin") return join(home, "Library", "Jupyter");
	if (platform === "win32") return join(env.APPDATA ?? join(home, "AppData", "Roaming"), "jupyter");
	return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}

/** Every folder in which Jupyter looks for kernels, without repetition; the order says nothing. */
export function dataFolders(
	env: Environment = process.env,
	platform: NodeJS.Platform = process.platform,
): readonly string[] {
	const environments = [env.VIRTUAL_ENV, env.CONDA_PREFIX].filter((prefix) => prefix !== undefined);
	const system =
		platform === "win32"
			? [join(env.PROGRAMDATA ?? "C:\\ProgramData", "jupyter")]
			: ["/usr/local/share/jupyter", "/usr/share/jupyter"];
	return [
		...new Set([
			...(env.JUPYTER_PATH ?? "").split(delimiter).filter(Boolean),
			...environments.map(dataFolderOf),
			userDataFolder(env, platform),
			...system,
		]),
	];
}
