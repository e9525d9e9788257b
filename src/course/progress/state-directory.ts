import { join, resolve } from "node:path";
import process from "node:process";
import { projectRoot } from "../../project-root";

/** Where progress is kept: `.attention-lab` in the course's folder, or the folder ATTENTION_LAB_STATE names. */
export function stateDirectory(): string {
	const chosen = process.env.ATTENTION_LAB_STATE;
	return chosen ? resolve(projectRoot, chosen) : join(projectRoot, ".attention-lab");
}
