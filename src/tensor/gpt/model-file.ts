import { z } from "zod";
import { shapeText } from "../shape";
import { createGpt, type Gpt } from "./create-gpt";
import { checkConfig, type GptConfig } from "./gpt-config";
import { namedParameters } from "./named-parameters";
import { parameterCount } from "./parameter-count";
import type { NamedTensor, SafetensorsFile } from "./safetensors";

/** A model as the contents of a file: its parameters by name, its config and vocabulary as JSON. */
export function modelToFile(model: Gpt): SafetensorsFile {
	const { vocabulary, context, dim, heads, layers } = model.config;
	return {
		tensors: namedParameters(model).map(({ name, tensor }) => ({
			name,
			shape: tensor.shape,
			data: tensor.data,
		})),
		metadata: {
			format,
			config: JSON.stringify({ context, dim, heads, layers }),
			vocabulary: JSON.stringify(vocabulary.characters),
		},
	};
}

/**
 * The model in the contents of a file.
 *
 * @throws Error when the file is of another kind, or its tensors are not those of a model of its config
 */
export function modelFromFile({ tensors, metadata }: SafetensorsFile, file: string): Gpt {
	if (metadata.format !== format)
		throw new Error(`${file} holds no GPT of this library: choose a file that saveGpt wrote`);
	const config = readConfig(metadata, file);
	const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
	checkSize(config, tensors, file);
	const model = createGpt(config, { normal: () => 0 });
	for (const { name, tensor } of namedParameters(model)) {
		const saved = byName.get(name);
		if (!saved) throw new Error(`${file} is damaged: it lacks the tensor ${name}`);
		if (shapeText(saved.shape) !== shapeText(tensor.shape))
			throw new Error(
				`${file} is damaged: ${name} is ${shapeText(saved.shape)}, but a model of its config has ` +
					shapeText(tensor.shape),
			);
		tensor.data.set(saved.data);
	}
	return model;
}

/** A later form of the file would have another name. */
const format = "attention-lab character GPT, 1";

const configSchema = z.object({
	context: z.number(),
	dim: z.number(),
	heads: z.number(),
	layers: z.number(),
});
const vocabularySchema = z.array(z.string().refine((text) => [...text].length === 1)).min(1);

function readConfig({ config, vocabulary }: SafetensorsFile["metadata"], file: string): GptConfig {
	try {
		const characters = vocabularySchema.parse(JSON.parse(vocabulary ?? ""));
		const sizes = configSchema.parse(JSON.parse(config ?? ""));
		const read = { ...sizes, vocabulary: { characters, size: characters.length } };
		checkConfig(read);
		return read;
	} catch (error) {
		const why = error instanceof RangeError ? error.message : "they are not as saveGpt writes them";
		throw new Error(`${file} is damaged: its config or its vocabulary cannot be used: ${why}`);
	}
}

/** Before memory is taken for a model: a damaged config may ask for any amount. */
function checkSize(config: GptConfig, tensors: readonly NamedTensor[], file: string): void {
	const expected = parameterCount(config);
	const held = tensors.reduce((sum, { data }) => sum + data.length, 0);
	if (held !== expected)
		throw new Error(
			`${file} is damaged: it holds ${held} numbers, but a model of its config has ${expected}`,
		);
}
