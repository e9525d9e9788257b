import type { Gpt } from "./create-gpt";
import { modelFromFile } from "./model-file";
import { readFileOrExplain } from "./read-file-or-explain";
import { readSafetensors } from "./safetensors";

/**
 * Loads a model that `saveGpt` saved, to the bit.
 *
 * @throws Error when there is no such file, it is of another kind, was cut off or is damaged
 */
export async function loadGpt(path: string): Promise<Gpt> {
	return modelFromFile(readSafetensors(await readFileOrExplain(path), path), path);
}
