import type TypeScript from "@tslab/typescript-for-tslab";
import type { TypeScriptModule } from "./tslab";

/**
 * A transformer that writes `{ tokens }` as `{ tokens: exports.tokens }` where an earlier cell declared
 * `tokens`. tslab does so with every other use of the name, but looks up the property here, not the
 * variable, and leaves a name that nothing declares.
 */
export function namesOfEarlierCells(
	ts: TypeScriptModule,
	checker: TypeScript.TypeChecker,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
	const { factory } = ts;
	return (context) => {
		const visit = (node: TypeScript.Node): TypeScript.Node => {
			const visited = ts.visitEachChild(node, visit, context);
			if (!ts.isShorthandPropertyAssignment(visited)) return visited;
			const written = ts.getOriginalNode(node);
			const { declarations = [] } = checker.getShorthandAssignmentValueSymbol(written) ?? {};
			if (!declarations.some((declaration) => isEarlierCell(declaration.getSourceFile())))
				return visited;
			const name = factory.createIdentifier(visited.name.text);
			const variable = factory.createPropertyAccessExpression(
				factory.createIdentifier("exports"),
				name,
			);
			const byDefault = visited.objectAssignmentInitializer; // ({ a = 1 } = object)
			return factory.createPropertyAssignment(
				name,
				byDefault ? factory.createAssignment(variable, byDefault) : variable,
			);
		};
		return (file) => ts.visitEachChild(file, visit, context);
	};
}

/** tslab keeps the declarations of all earlier cells in one file. */
const isEarlierCell = ({ fileName }: TypeScript.SourceFile) => fileName.endsWith("__prev__.d.ts");
