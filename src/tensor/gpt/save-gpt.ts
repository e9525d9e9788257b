import { writeFileAtomically } from "../../files/write-file-atomically";
import type { Gpt } from "./create-gpt";
import { modelToFile } from "./model-file";
import { writeSafetensors } from "./safetensors";

/**
 * Saves a model as one file in the safetensors format: all its numbers, and as metadata `config` (JSON:
 * context, dim, heads, layers) and `vocabulary` (JSON: the list of characters). An old file of this name
 * is replaced when the new one is complete, never before.
 *
 * @example In Python: safetensors.numpy.load_file("model.safetensors")["blocks.0.attention.wq"]
 */
export async function saveGpt(model: Gpt, path: string): Promise<void> {
	await writeFileAtomically(path, writeSafetensors(modelToFile(model)));
}
