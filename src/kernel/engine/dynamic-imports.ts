import type TypeScript from "@tslab/typescript-for-tslab";
import type { TypeScriptModule } from "./tslab";

/** A transformer that turns `import(x)` into `require.import(x)`: the engine's own loader then answers it. */
export function importThroughRequire(
	ts: TypeScriptModule,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
	const { factory } = ts;
	return (context) => {
		const visit = (node: TypeScript.Node): TypeScript.Node => {
			const visited = ts.visitEachChild(node, visit, context);
			if (
				!ts.isCallExpression(visited) ||
				visited.expression.kind !== ts.SyntaxKind.ImportKeyword
			) {
				return visited;
			}
			const load = factory.createPropertyAccessExpression(
				factory.createIdentifier("require"),
				"import",
			);
			return factory.updateCallExpression(visited, load, undefined, visited.arguments);
		};
		return (file) => ts.visitEachChild(file, visit, context);
	};
}
