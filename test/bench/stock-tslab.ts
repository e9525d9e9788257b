import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { projectRoot } from "../../src/project-root";
import { type JupyterKernel, launchJupyterKernel } from "./jupyter-kernel";

/** How tslab's own kernelspec starts it. */
export function stockTslab(): readonly string[] {
	const tslab = createRequire(join(projectRoot, "package.json")).resolve("tslab/bin/tslab");
	return [process.execPath, tslab, "kernel", "--config-path={connection_file}"];
}

export const launchStockTslab = (cwd: string): Promise<JupyterKernel> =>
	launchJupyterKernel(stockTslab(), cwd);
