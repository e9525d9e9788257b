import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tensors from "attention-lab/tensor";
import { projectRoot } from "../../src/project-root";

/** The names that attention-lab/tensor exports from src/tensor/operations/. */
export function exportedOperations(): string[] {
	const index = readFileSync(join(projectRoot, "src", "tensor", "index.ts"), "utf8");
	const names = [...index.matchAll(/export \{([^}]+)\} from "\.\/operations\/[\w-]+"/g)]
		.flatMap(([, list = ""]) => list.split(","))
		.map((name) => name.trim())
		.filter((name) => name !== "" && !name.startsWith("type "))
		.sort();
	for (const name of names)
		if (!(name in tensors)) throw new Error(`${name} is in the index, but not exported`);
	if (names.length === 0) throw new Error("found no operation in src/tensor/index.ts");
	return names;
}
