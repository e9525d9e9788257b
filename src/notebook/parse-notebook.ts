import { z } from "zod";
import type { JsonObject } from "../kernel/message";
import { cellId } from "./cell-id";
import type { Notebook } from "./notebook";
import { NotebookError } from "./notebook-error";

/** nbformat allows a text as one string or as a list of lines. */
const text = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(""))]);
const json: z.ZodType<JsonObject[string]> = z.json();
const object = z.record(z.string(), json);
const mimeBundle = object.transform((bundle) =>
	Object.fromEntries(Object.entries(bundle).map(([type, data]) => [type, joined(type, data)])),
);
const executionCount = z.number().int().nonnegative().nullable();

const output = z.discriminatedUnion("output_type", [
	z.looseObject({ output_type: z.literal("stream"), name: z.enum(["stdout", "stderr"]), text }),
	z.looseObject({ output_type: z.literal("display_data"), data: mimeBundle, metadata: object }),
	z.looseObject({
		output_type: z.literal("execute_result"),
		data: mimeBundle,
		metadata: object,
		execution_count: executionCount,
	}),
	z.looseObject({
		output_type: z.literal("error"),
		ename: z.string(),
		evalue: z.string(),
		traceback: z.array(z.string()),
	}),
]);

const textCell = {
	id: z.string().min(1).max(64).optional(),
	metadata: object,
	source: text,
	attachments: object.optional(),
};
const cell = z.discriminatedUnion("cell_type", [
	z.looseObject({ cell_type: z.literal("markdown"), ...textCell }),
	z.looseObject({ cell_type: z.literal("raw"), ...textCell }),
	z.looseObject({
		cell_type: z.literal("code"),
		id: textCell.id,
		metadata: object,
		source: text,
		execution_count: executionCount,
		outputs: z.array(output),
	}),
]);

const notebook = z.looseObject({
	cells: z.array(cell),
	metadata: object,
	nbformat: z.literal(4),
	nbformat_minor: z.number().int().nonnegative(),
});

/**
 * Reads the text of an .ipynb file of format 4.0 to 4.5; cells without an id (before 4.5) get one.
 * Throws a NotebookError that says what is wrong; `name` is how the message calls the file.
 */
export function parseNotebook(contents: string, name: string): Notebook {
	const parsed = notebook.safeParse(parseJson(contents, name));
	if (!parsed.success)
		throw new NotebookError(describe(parsed.error, name, parseJson(contents, name)));
	const taken = new Set<string>();
	const cells = parsed.data.cells.map((cell, index) => {
		const id =
			cell.id !== undefined && !taken.has(cell.id) ? cell.id : cellId(cell.source, index, taken);
		taken.add(id);
		return { ...cell, id };
	});
	return {
		...parsed.data,
		cells,
		nbformat_minor: Math.max(5, parsed.data.nbformat_minor),
	} as Notebook;
}

function parseJson(contents: string, name: string): unknown {
	try {
		return JSON.parse(contents.replace(/^\uFEFF/, ""));
	} catch (error) {
		const reason = contents.trim() === "" ? "it is empty" : (error as Error).message;
		throw new NotebookError(
			`${name} is not a notebook: its text is no JSON (${reason}). ` +
				"Restore it from a backup or from version control; it was not changed.",
		);
	}
}

function describe(error: z.ZodError, name: string, value: unknown): string {
	const format = (value as { nbformat?: unknown } | null)?.nbformat;
	if (typeof format === "number" && format !== 4) {
		return (
			`${name} is a notebook of format ${format}, but only format 4 is supported. ` +
			'Convert it with "jupyter nbconvert --to notebook"; it was not changed.'
		);
	}
	const [issue] = error.issues;
	const place = issue && issue.path.length > 0 ? ` at ${issue.path.join(".")}` : "";
	return `${name} is not a notebook of format 4${place}: ${issue?.message}. It was not changed.`;
}

/** Texts of a MIME bundle are joined; JSON stays as it is. */
function joined(type: string, data: JsonObject[string]): JsonObject[string] {
	const isText = !/^application\/(.*\+)?json$/.test(type);
	return isText && Array.isArray(data) && data.every((line) => typeof line === "string")
		? data.join("")
		: data;
}
