import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { namedParameters, saveGpt } from "attention-lab/tensor";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tinyGpt } from "../tensor/gpt/tiny-gpt";

const python = process.env.ATTENTION_LAB_PYTHON;

const script = `
import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], "np") as file:
    tensors = {name: file.get_tensor(name) for name in file.keys()}
    shown = {name: [list(t.shape), t.ravel().tolist()] for name, t in tensors.items()}
    print(json.dumps([file.metadata(), shown]))
`;

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "weights-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("Python's safetensors reads a saved model: every number, its shape, the vocabulary", async () => {
	if (!python)
		throw new Error("ATTENTION_LAB_PYTHON must name a Python with test/e2e/requirements.txt");
	const path = join(folder, "model.safetensors");
	const model = tinyGpt();
	await saveGpt(model, path);
	const { stdout } = await promisify(execFile)(python, ["-c", script, path]);
	const [metadata, tensors] = JSON.parse(stdout);
	expect(JSON.parse(metadata.vocabulary)).toEqual(model.config.vocabulary.characters);
	expect(tensors).toEqual(
		Object.fromEntries(
			namedParameters(model).map(({ name, tensor }) => [name, [tensor.shape, [...tensor.data]]]),
		),
	);
});
