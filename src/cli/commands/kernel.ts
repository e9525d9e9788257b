import { type Command, Option } from "commander";
import {
	activeEnvironment,
	dataFolderOf,
	dataFolders,
	userDataFolder,
} from "../../kernel/kernelspec/jupyter-folders";
import {
	type InstalledKernelspec,
	installKernelspec,
	kernelName,
	kernelspecFolder,
	readKernelspec,
	uninstallKernelspec,
} from "../../kernel/kernelspec/kernelspec";
import { projectRoot } from "../../project-root";
import { CommandFailure } from "../command-failure";

interface Place {
	readonly user?: boolean;
	readonly sysPrefix?: boolean;
	readonly prefix?: string;
	readonly json?: boolean;
}

export function addKernelCommand(program: Command): void {
	const kernel = program
		.command("kernel")
		.description("make the kernel known to JupyterLab, VS Code and other Jupyter clients");
	withPlace(
		kernel
			.command("install")
			.description("write the kernelspec: into the active environment, else into your own folder"),
	)
		.option("--json", "print one JSON object: {name, path, project, node}")
		.action(install);
	withPlace(
		kernel.command("uninstall").description("remove the kernelspec from where install put it"),
	)
		.option("--json", "print one JSON object: {name, path, removed}")
		.action(uninstall);
	kernel
		.command("list")
		.description("show where the kernel is installed, and whether it still works from there")
		.option("--prefix <dir>", "look below this folder, too")
		.option("--json", "print a JSON array of {path, project, node, state}")
		.action(list);
}

function withPlace(command: Command): Command {
	return command
		.addOption(
			new Option("--user", "your own Jupyter data folder").conflicts(["prefix", "sysPrefix"]),
		)
		.addOption(
			new Option("--sys-prefix", "the active virtual or conda environment").conflicts("prefix"),
		)
		.option("--prefix <dir>", "DIR/share/jupyter/kernels, for example /usr/local");
}

async function install(place: Place): Promise<void> {
	const dataFolder = chosenDataFolder(place);
	const path = await installKernelspec(dataFolder).catch((error: unknown) => {
		throw new CommandFailure(refusal("written", dataFolder, error), 2);
	});
	if (place.json) {
		console.log(
			JSON.stringify({ name: kernelName, path, project: projectRoot, node: process.execPath }),
		);
		return;
	}
	console.log(`The kernel "${kernelName}" is installed in ${path}.`);
	if (!dataFolders().includes(dataFolder)) {
		console.log(`Jupyter finds it when it runs from there, or with JUPYTER_PATH=${dataFolder}.`);
	}
	console.log("Reload JupyterLab or VS Code, and choose TypeScript (attention-lab).");
}

async function uninstall(place: Place): Promise<void> {
	const dataFolder = chosenDataFolder(place);
	const path = kernelspecFolder(dataFolder);
	const removed = await uninstallKernelspec(dataFolder).catch((error: unknown) => {
		throw new CommandFailure(refusal("removed", dataFolder, error), 2);
	});
	if (place.json) console.log(JSON.stringify({ name: kernelName, path, removed }));
	else if (removed) console.log(`The kernel was removed from ${path}.`);
	if (removed) return;
	throw new CommandFailure(
		place.json
			? ""
			: `The kernel is not installed in ${path}. "attention-lab kernel list" shows where it is.`,
		1,
	);
}

async function list({ prefix, json }: { prefix?: string; json?: boolean }): Promise<void> {
	const folders = new Set([...(prefix ? [dataFolderOf(prefix)] : []), ...dataFolders()]);
	const found = (await Promise.all([...folders].map(readKernelspec))).filter(
		(kernelspec) => kernelspec !== undefined,
	);
	if (json) console.log(JSON.stringify(found));
	else if (found.length > 0) for (const kernelspec of found) console.log(describe(kernelspec));
	else console.log('The kernel is not installed. "attention-lab kernel install" does it.');
}

const again = 'run "npx attention-lab kernel install" once more';

function describe({ path, project, node, state }: InstalledKernelspec): string {
	const says = {
		here: "starts this project",
		elsewhere: `starts the project in ${project}`,
		"project is gone": `broken: there is no project in ${project} any more; ${again} where it is now`,
		"Node is gone": `broken: there is no Node at ${node} any more; ${again}`,
		unreadable: `broken: its kernel.json cannot be understood; ${again}`,
	}[state];
	return `${path}\n    ${says}`;
}

function chosenDataFolder({ user, sysPrefix, prefix }: Place): string {
	if (prefix !== undefined) return dataFolderOf(prefix);
	const environment = user ? undefined : activeEnvironment();
	if (environment !== undefined) return dataFolderOf(environment);
	if (!sysPrefix) return userDataFolder();
	throw new CommandFailure(
		"No virtual or conda environment is active (VIRTUAL_ENV and CONDA_PREFIX are not set). " +
			"Activate one, or use --prefix DIR or --user.",
		2,
	);
}

function refusal(what: string, dataFolder: string, error: unknown): string {
	const { message } = error as Error;
	return (
		`The kernel cannot be ${what} in ${kernelspecFolder(dataFolder)}: ${message}\n` +
		"Use --user for your own folder, --prefix DIR for another one, or a user who may write there."
	);
}
