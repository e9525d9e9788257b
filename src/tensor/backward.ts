import { shapeText } from "./shape";
import { ShapeError } from "./shape-error";
import type { Tensor } from "./tensor";

/**
 * Reverse-mode automatic differentiation: from the loss back to what it was computed from, every result before
 * its parents, each adding to the gradients of its parents by the chain rule.
 *
 * A way back can be gone once. Then each result forgets what it was computed from, so that who keeps a list of
 * losses does not keep all the tensors behind them.
 *
 * Source: Baydin et al. 2018, "Automatic Differentiation in Machine Learning: a Survey", section 3.2.
 */
export function backward(loss: Tensor): void {
	if (loss.size !== 1)
		throw new ShapeError(
			`backward: it starts from one number, but this tensor is ${shapeText(loss.shape)}: ` +
				"take sum(…) or mean(…) of it first",
		);
	if (!loss.requiresGradient)
		throw new Error(
			"backward: nothing that this number was computed from requires a gradient: create the parameters " +
				"with { requiresGradient: true }, and compute the loss outside of withoutGradient(…)",
		);
	const order = parentsFirst(loss);
	if (!Number.isFinite(loss.item())) throw new RangeError(whereItBroke(loss, order));

	loss.gradient = loss.gradient ?? new Float32Array(1);
	loss.gradient[0]! += 1; // ∂loss/∂loss
	for (let i = order.length - 1; i >= 0; i--) {
		const { history, gradient } = order[i]!;
		if (!history || !gradient) continue;
		history.passBack!(gradient);
		history.passBack = undefined;
		history.parents = [];
	}
}

/** Everything on the way that requires a gradient, each tensor after all that it was computed from. */
function parentsFirst(loss: Tensor): Tensor[] {
	const order: Tensor[] = [];
	const seen = new Set<Tensor>([loss]);
	// a stack of our own: a chain of ten thousand operations is too deep for recursion
	const path = [{ tensor: loss, next: 0 }];
	while (path.length > 0) {
		const place = path[path.length - 1]!;
		const { tensor } = place;
		if (tensor.history && !tensor.history.passBack) throw new Error(alreadyUsed(tensor));
		const parent = tensor.history?.parents[place.next++];
		if (!parent) {
			order.push(tensor);
			path.pop();
		} else if (parent.requiresGradient && !seen.has(parent)) {
			seen.add(parent);
			path.push({ tensor: parent, next: 0 });
		}
	}
	return order;
}

const alreadyUsed = ({ history, shape }: Tensor) =>
	`backward: it already passed through the result of ${history!.operation} ${shapeText(shape)}: compute the ` +
	"loss again for another backward(), or use detach() where no gradient should pass";

function whereItBroke(loss: Tensor, order: readonly Tensor[]): string {
	const broken = order.find(({ data }) => !data.every(Number.isFinite))!;
	const name = broken.history
		? `the result of ${broken.history.operation} ${shapeText(broken.shape)}`
		: `a parameter ${shapeText(broken.shape)}`;
	const index = broken.data.findIndex((x) => !Number.isFinite(x));
	return (
		`backward: the loss is ${loss.item()}. The first tensor on the way that is not finite is ${name}, ` +
		`data[${index}] = ${broken.data[index]}: look at what goes in there, or take a smaller learning rate`
	);
}
