import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "attention-lab";
import {
	buildVocabulary,
	createGpt,
	gptForward,
	loadGpt,
	namedParameters,
	saveGpt,
} from "attention-lab/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSafetensors, writeSafetensors } from "../../../src/tensor/gpt/safetensors";
import { randomIds, tinyGpt } from "./tiny-gpt";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "weights-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A saved model with its contents changed. */
async function changed(
	change: (contents: ReturnType<typeof readSafetensors>) => ReturnType<typeof readSafetensors>,
): Promise<string> {
	const path = join(folder, "changed.safetensors");
	await saveGpt(tinyGpt(), path);
	const contents = readSafetensors(await readFile(path), path);
	await writeFile(path, writeSafetensors(change(contents)));
	return path;
}

describe("saveGpt(model, path) and loadGpt(path)", () => {
	it("give back the same model, to the bit, vocabulary included", async () => {
		const path = join(folder, "model.safetensors");
		const vocabulary = buildVocabulary('a "b" \\ — 🐳\n');
		const config = { vocabulary, context: 5, dim: 6, heads: 2, layers: 3 };
		const model = createGpt(config, createRandom(1));
		await saveGpt(model, path);
		const loaded = await loadGpt(path);
		expect(loaded).toEqual(model);
		expect(gptForward(loaded, randomIds(5)).data).toEqual(gptForward(model, randomIds(5)).data);
	});

	it("give back a model that can learn on", async () => {
		const path = join(folder, "model.safetensors");
		await saveGpt(tinyGpt(), path);
		for (const { tensor } of namedParameters(await loadGpt(path)))
			expect(tensor.requiresGradient).toBe(true);
	});

	it("replace an old file", async () => {
		const path = join(folder, "model.safetensors");
		await saveGpt(tinyGpt({ seed: 1 }), path);
		await saveGpt(tinyGpt({ seed: 2 }), path);
		expect(await loadGpt(path)).toEqual(tinyGpt({ seed: 2 }));
	});
});

describe("loadGpt(path)", () => {
	it("says so when there is no such file, or it is a folder", async () => {
		const none = join(folder, "none");
		await expect(loadGpt(none)).rejects.toThrow(`There is no file ${none}`);
		await expect(loadGpt(folder)).rejects.toThrow("is a folder");
	});

	it("refuses a file that was cut off, and one of another kind", async () => {
		const path = join(folder, "short.safetensors");
		await saveGpt(tinyGpt(), path);
		await writeFile(path, (await readFile(path)).subarray(0, -1));
		await expect(loadGpt(path)).rejects.toThrow("short.safetensors was cut off");
		await writeFile(path, "Call me Ishmael.");
		await expect(loadGpt(path)).rejects.toThrow("is no safetensors file");
	});

	it("refuses somebody else's weights", async () => {
		const path = await changed((contents) => ({ ...contents, metadata: {} }));
		await expect(loadGpt(path)).rejects.toThrow("holds no GPT of this library");
	});

	it.each([
		["no JSON", '{"context": 8'],
		["sizes that are texts", '{"context":"8","dim":12,"heads":3,"layers":2}'],
		["heads that cannot share", '{"context":8,"dim":12,"heads":5,"layers":2}'],
	])("refuses a config with %s", async (_, config) => {
		const path = await changed(({ tensors, metadata }) => ({
			tensors,
			metadata: { ...metadata, config },
		}));
		await expect(loadGpt(path)).rejects.toThrow("its config or its vocabulary cannot be used");
	});

	it("refuses a config of another size, before it takes memory for it", async () => {
		const config = '{"context":8,"dim":1200000,"heads":3,"layers":2000}';
		const path = await changed(({ tensors, metadata }) => ({
			tensors,
			metadata: { ...metadata, config },
		}));
		await expect(loadGpt(path)).rejects.toThrow(/it holds \d+ numbers, but a model of its config/);
	});

	it("refuses a vocabulary of more than characters", async () => {
		const path = await changed(({ tensors, metadata }) => ({
			tensors,
			metadata: { ...metadata, vocabulary: '["a","bc","d","e","f","g","h"]' },
		}));
		await expect(loadGpt(path)).rejects.toThrow("its config or its vocabulary cannot be used");
	});

	it("refuses a tensor of another name or shape", async () => {
		const rename = await changed(({ tensors, metadata }) => ({
			tensors: tensors.map((t) => (t.name === "finalNorm.beta" ? { ...t, name: "other" } : t)),
			metadata,
		}));
		await expect(loadGpt(rename)).rejects.toThrow("it lacks the tensor finalNorm.beta");
		const reshaped = await changed(({ tensors, metadata }) => ({
			tensors: tensors.map((t) => (t.name === "tokenEmbedding" ? { ...t, shape: [12, 7] } : t)),
			metadata,
		}));
		await expect(loadGpt(reshaped)).rejects.toThrow(
			"tokenEmbedding is [12, 7], but a model of its config has [7, 12]",
		);
	});
});
