import type { Kernels } from "./kernels";

export declare const javascriptKernels: Kernels;
