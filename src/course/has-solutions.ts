import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../project-root";

/** Whether this edition of the course holds its solutions; a teacher may hand out one without. */
export const hasSolutions = (): boolean => existsSync(join(projectRoot, "solutions"));
