import { Tensor } from "../tensor";
import type { Gpt } from "./create-gpt";

export interface NamedParameter {
	/** Its way through the parameters: "blocks.0.attention.wq" */
	readonly name: string;
	readonly tensor: Tensor;
}

/** All that the model has learned, in a fixed order. */
export function namedParameters({ parameters }: Gpt): NamedParameter[] {
	const visit = (node: object, path: string): NamedParameter[] =>
		Object.entries(node).flatMap(([key, child]) => {
			const name = path === "" ? key : `${path}.${key}`;
			return child instanceof Tensor ? [{ name, tensor: child }] : visit(child, name);
		});
	return visit(parameters, "");
}
