import { javascriptKernels } from "./javascript-kernels";
import type { Kernels } from "./kernels";

/** The fastest kernels that this machine can run. */
export const kernels: Kernels = javascriptKernels;
