import type TypeScript from "@tslab/typescript-for-tslab";
import type { TypeScriptModule } from "./tslab";

/** The name under which guarded code finds its guard; the call throws when the code has been interrupted. */
export const guardName = "__attentionLabGuard";

/**
 * A transformer that puts a check at the top of every loop body, so that an endless loop can be stopped by a
 * message on every platform, also after an `await`, where no signal handler would ever run.
 * `execution` is the number the check is made for; without it, the check is for the cell that runs now.
 */
export function guardLoops(
	ts: TypeScriptModule,
	execution?: number,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
	const { factory } = ts;
	const guard = () =>
		// __attentionLabGuard.interrupted(3) && __attentionLabGuard.stop()
		factory.createExpressionStatement(
			factory.createLogicalAnd(call("interrupted", execution), call("stop")),
		);
	const call = (method: string, argument?: number) =>
		factory.createCallExpression(
			factory.createPropertyAccessExpression(factory.createIdentifier(guardName), method),
			undefined,
			argument === undefined ? [] : [factory.createNumericLiteral(argument)],
		);
	const guarded = (body: TypeScript.Statement) =>
		ts.isBlock(body)
			? factory.updateBlock(body, [guard(), ...body.statements])
			: factory.createBlock([guard(), body]);

	return (context) => {
		const visit = (node: TypeScript.Node): TypeScript.Node => {
			const visited = ts.visitEachChild(node, visit, context);
			if (ts.isForStatement(visited))
				return factory.updateForStatement(
					visited,
					visited.initializer,
					visited.condition,
					visited.incrementor,
					guarded(visited.statement),
				);
			if (ts.isWhileStatement(visited))
				return factory.updateWhileStatement(
					visited,
					visited.expression,
					guarded(visited.statement),
				);
			if (ts.isDoStatement(visited))
				return factory.updateDoStatement(visited, guarded(visited.statement), visited.expression);
			if (ts.isForOfStatement(visited))
				return factory.updateForOfStatement(
					visited,
					visited.awaitModifier,
					visited.initializer,
					visited.expression,
					guarded(visited.statement),
				);
			if (ts.isForInStatement(visited))
				return factory.updateForInStatement(
					visited,
					visited.initializer,
					visited.expression,
					guarded(visited.statement),
				);
			return visited;
		};
		return (file) => ts.visitEachChild(file, visit, context);
	};
}
