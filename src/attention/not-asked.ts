/** The target of a token that a model is not asked for: PyTorch's `ignore_index`. */
export const notAsked = -100;
