/** The same content in several formats, keyed by MIME type; a front end shows the richest it knows. */
export type MimeBundle = { readonly [mimeType: string]: unknown };

/**
 * A value with a method of this name shows itself in a notebook: the method returns a MIME bundle.
 * Source: the convention of the Deno and Bun Jupyter kernels.
 */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display") as never;
