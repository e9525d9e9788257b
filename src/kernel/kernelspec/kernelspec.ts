import { access, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { z } from "zod";
import { makeFolder } from "../../files/make-folder";
import { writeFileAtomically } from "../../files/write-file-atomically";
import { projectRoot } from "../../project-root";

/** The name by which notebooks ask for this kernel. */
export const kernelName = "attention-lab";

/** What a Jupyter client is told of the kernel; source: jupyter_client, "Kernel specs". */
const kernelspecSchema = z.object({
	argv: z.array(z.string()),
	display_name: z.string(),
	language: z.string(),
});

/** The folder of the kernelspec below one of Jupyter's data folders. */
export function kernelspecFolder(dataFolder: string): string {
	return join(dataFolder, "kernels", kernelName);
}

/**
 * Writes the kernelspec with its launcher and logos below a data folder of Jupyter's, over an older one. Returns the
 * kernelspec's folder. Throws what the file system says.
 */
export async function installKernelspec(dataFolder: string): Promise<string> {
	const folder = kernelspecFolder(dataFolder);
	const resources = join(projectRoot, "src", "kernel", "kernelspec", "resources");
	await makeFolder(folder);
	for (const name of await readdir(resources)) {
		await writeFileAtomically(join(folder, name), await readFile(join(resources, name)));
	}
	// last, because a folder without it is no kernelspec
	const text = `${JSON.stringify(kernelspec(folder), null, 1)}\n`;
	await writeFileAtomically(join(folder, "kernel.json"), new TextEncoder().encode(text));
	return folder;
}

function kernelspec(folder: string) {
	return {
		argv: [
			process.execPath,
			"--disable-warning=ExperimentalWarning",
			join(folder, "launch.mjs"), // not {resource_dir}: VS Code before 2025.2 does not know it
			"{connection_file}",
			projectRoot,
		],
		display_name: "TypeScript (attention-lab)",
		language: "typescript",
		interrupt_mode: "message",
		env: {},
		metadata: { debugger: false },
	};
}

/** Removes the kernelspec below a data folder; false when there was none. */
export async function uninstallKernelspec(dataFolder: string): Promise<boolean> {
	const folder = kernelspecFolder(dataFolder);
	const existed = await readdir(folder).then(
		() => true,
		() => false,
	);
	await rm(folder, { recursive: true, force: true });
	return existed;
}

export interface InstalledKernelspec {
	/** The kernelspec's folder. */
	readonly path: string;
	/** The project that it starts, and the Node that it starts it with. */
	readonly project: string;
	readonly node: string;
	/** What it would do if it were used now; every state but "here" and "elsewhere" means: it would not work. */
	readonly state: "here" | "elsewhere" | "project is gone" | "Node is gone" | "unreadable";
}

/** The kernelspec below a data folder; undefined when there is none. */
export async function readKernelspec(dataFolder: string): Promise<InstalledKernelspec | undefined> {
	const path = kernelspecFolder(dataFolder);
	const text = await readFile(join(path, "kernel.json"), "utf8").catch(() => undefined);
	if (text === undefined) return undefined;
	try {
		const { argv } = kernelspecSchema.parse(JSON.parse(text));
		const node = argv[0] ?? "";
		const project = argv.at(-1) ?? "";
		return { path, project, node, state: await stateOf(project, node) };
	} catch {
		return { path, project: "", node: "", state: "unreadable" };
	}
}

async function stateOf(project: string, node: string): Promise<InstalledKernelspec["state"]> {
	const exists = (path: string) =>
		access(path).then(
			() => true,
			() => false,
		);
	if (!(await exists(node))) return "Node is gone";
	if (!(await exists(join(project, "package.json")))) return "project is gone";
	return project === projectRoot ? "here" : "elsewhere";
}
