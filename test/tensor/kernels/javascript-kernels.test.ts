import { javascriptKernels } from "../../../src/tensor/kernels/javascript-kernels";
import { describeKernels } from "./describe-kernels";

describeKernels("javascriptKernels", javascriptKernels, { forward: 1e-6, backward: 1e-5 });
