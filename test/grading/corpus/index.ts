import { archives } from "./archives";
import { broken } from "./broken";
import type { CorpusEntry } from "./entry";
import { hostile } from "./hostile";

/** Every broken and hostile submission that the grader must get right. */
export const corpus: readonly CorpusEntry[] = [...broken, ...hostile, ...archives];
