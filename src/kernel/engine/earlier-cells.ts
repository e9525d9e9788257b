import type TypeScript from "@tslab/typescript-for-tslab";
import type { TypeScriptModule } from "./tslab";

/**
 * A transformer for two places in which tslab takes a property for a variable, or the other way round:
 * - `{ tokens }` becomes `{ tokens: exports.tokens }` where an earlier cell declared `tokens`. tslab does so with
 *   every other use of the name, but looks up the property here, and leaves a name that nothing declares.
 * - `const { first: x } = object` becomes `const { "first": x } = object`: where an earlier cell declared the
 *   object, tslab would put `exports.first` in the place of the property's name.
 */
export function namesOfEarlierCells(
	ts: TypeScriptModule,
	checker: TypeScript.TypeChecker,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
	const { factory } = ts;
	const withQuotedProperty = (element: TypeScript.BindingElement) => {
		const { dotDotDotToken, propertyName, name, initializer } = element;
		if (!propertyName || !ts.isIdentifier(propertyName)) return element;
		const quoted = factory.createStringLiteral(propertyName.text);
		return factory.updateBindingElement(element, dotDotDotToken, quoted, name, initializer);
	};
	return (context) => {
		const visit = (node: TypeScript.Node): TypeScript.Node => {
			const visited = ts.visitEachChild(node, visit, context);
			if (ts.isBindingElement(visited)) return withQuotedProperty(visited);
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
