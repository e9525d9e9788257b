import type { ESTree } from "vite";
import { parseSync } from "vite";

/** What a program does, without how it is written. */
export interface CodeTokens {
	readonly tokens: readonly string[];
	/** Where each token stands in the text, as offsets. */
	readonly places: readonly Place[];
}

export interface Place {
	readonly start: number;
	readonly end: number;
}

/**
 * The syntax tree of a program as a row of tokens, from which names, literals, types, comments, braces
 * and layout are gone; what the language and the library are called (`Math`, `.map`, `matmul`) stays,
 * because a copy cannot rename it. Undefined for what is no TypeScript.
 *
 * @example codeTokens("const a = b + 1;")?.tokens // ["declare", "name", "Binary+", "name", "number"]
 */
export function codeTokens(text: string): CodeTokens | undefined {
	const { program, errors, module } = parseSync("answer.ts", text);
	if (errors.length > 0) return undefined;
	const imported = new Set(
		module.staticImports.flatMap(({ entries }) => entries.map(({ localName }) => localName.value)),
	);
	const keeps = (name: string) => imported.has(name) || Reflect.has(globalThis, name);
	const tokens: string[] = [];
	const places: Place[] = [];
	const emit = (token: string, { start, end }: Place) => {
		tokens.push(token);
		places.push({ start, end });
	};

	const visit = (node: unknown): void => {
		if (Array.isArray(node)) {
			for (const one of node) visit(one);
		} else if (isNode(node) && !isType(node)) {
			const parts = told(node);
			if (parts) for (const part of parts) visit(part);
			else {
				const name = node.type.replace(/(Expression|Statement)$/, "");
				if (!silent.has(name) && !name.startsWith("TS"))
					emit("operator" in node ? name + node.operator : name, beginning(node));
				for (const [key, child] of Object.entries(node)) if (key !== "typeArguments") visit(child);
			}
		}
	};

	/** Emits the token of a node that has one of its own, and returns the parts to go on with. */
	const told = (node: ESTree.Node): readonly unknown[] | undefined => {
		switch (node.type) {
			case "Identifier":
				emit(keeps(node.name) ? node.name : "name", node);
				return [];
			case "Literal":
				emit(typeof node.value, node);
				return [];
			case "MemberExpression":
				visit(node.object);
				if (node.computed || node.property.type !== "Identifier") {
					emit("[]", beginning(node.property));
					return [node.property];
				}
				emit(`.${node.property.name}`, node.property);
				return [];
			case "VariableDeclarator":
				if (isFunction(node.init)) return [node.init]; // the same as a function declaration
				emit("declare", beginning(node.id));
				return [node.id, node.init];
			case "FunctionDeclaration":
			case "FunctionExpression":
			case "ArrowFunctionExpression":
				emit("function", beginning(node));
				visit(node.params);
				if (node.body && node.body.type !== "BlockStatement") emit("Return", beginning(node.body));
				return [node.body];
			default:
				return undefined;
		}
	};
	try {
		visit(program);
	} catch (error) {
		if (error instanceof RangeError) return undefined; // nested deeper than anybody writes
		throw error;
	}
	return { tokens, places };
}

/** What groups, and does nothing. */
const silent = new Set(
	"Program Block Expression ExportNamedDeclaration ExportDefaultDeclaration VariableDeclaration Parenthesized Chain Property".split(
		" ",
	),
);

const isNode = (value: unknown): value is ESTree.Node =>
	typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** Types and imports; `x as T` and `x!` are only their `x`. */
function isType(node: ESTree.Node): boolean {
	if (node.type === "ImportDeclaration") return true;
	return node.type.startsWith("TS") && !("expression" in node);
}

/** Of a node with parts only where it begins: the parts have places of their own. */
const beginning = ({ start }: Place): Place => ({ start, end: start + 1 });

const isFunction = (node: ESTree.Node | null): boolean =>
	node?.type === "ArrowFunctionExpression" || node?.type === "FunctionExpression";
