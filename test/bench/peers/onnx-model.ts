import { Buffer } from "node:buffer";

/** An operator: `attributes` are whole numbers, or numbers given as { float }. */
export interface OnnxNode {
	readonly type: string;
	readonly domain?: string;
	readonly inputs: readonly string[];
	readonly output: string;
	readonly attributes?: Readonly<Record<string, number | readonly number[] | { float: number }>>;
}

export interface OnnxGraph {
	readonly inputs: Readonly<Record<string, readonly number[]>>;
	readonly output: readonly [name: string, shape: readonly number[]];
	readonly nodes: readonly OnnxNode[];
	/** Numbers that the nodes name like inputs. */
	readonly constants?: Readonly<Record<string, number>>;
}

/**
 * A model file of float32 tensors, written as the protocol buffer that it is.
 * Source: ONNX, onnx/onnx.proto; the field numbers below are from there.
 */
export function onnxModel({ inputs, output, nodes, constants = {} }: OnnxGraph): Uint8Array {
	const graph = [
		...nodes.map((node) => bytes(1, nodeProto(node))),
		text(2, "attention"),
		...Object.entries(constants).map(([name, value]) =>
			bytes(5, Buffer.concat([integer(2, float32), bytes(4, float(value)), text(8, name)])),
		),
		...Object.entries(inputs).map(([name, shape]) => bytes(11, valueInfo(name, shape))),
		bytes(12, valueInfo(...output)),
	];
	const operatorSets = [
		bytes(8, Buffer.concat([text(1, ""), integer(2, 17)])),
		bytes(8, Buffer.concat([text(1, "com.microsoft"), integer(2, 1)])),
	];
	return Buffer.concat([integer(1, 8), bytes(7, Buffer.concat(graph)), ...operatorSets]);
}

const float32 = 1; // TensorProto.DataType

function nodeProto({ type, domain = "", inputs, output, attributes = {} }: OnnxNode): Buffer {
	return Buffer.concat([
		...inputs.map((name) => text(1, name)),
		text(2, output),
		text(4, type),
		...Object.entries(attributes).map(([name, value]) => bytes(5, attributeProto(name, value))),
		text(7, domain),
	]);
}

function attributeProto(name: string, value: number | readonly number[] | { float: number }) {
	const kinds = { float: 1, integer: 2, integers: 7 };
	if (typeof value === "number")
		return Buffer.concat([text(1, name), integer(3, value), integer(20, kinds.integer)]);
	if ("float" in value)
		return Buffer.concat([text(1, name), tag(2, 5), float(value.float), integer(20, kinds.float)]);
	const list = value.map((item) => integer(8, item));
	return Buffer.concat([text(1, name), ...list, integer(20, kinds.integers)]);
}

function valueInfo(name: string, shape: readonly number[]): Buffer {
	const dimensions = shape.map((size) => bytes(1, integer(1, size)));
	const tensor = Buffer.concat([integer(1, float32), bytes(2, Buffer.concat(dimensions))]);
	return Buffer.concat([text(1, name), bytes(2, bytes(1, tensor))]);
}

const text = (field: number, value: string) => bytes(field, Buffer.from(value));

const bytes = (field: number, value: Uint8Array) =>
	Buffer.concat([tag(field, 2), varint(value.length), value]);

const integer = (field: number, value: number) => Buffer.concat([tag(field, 0), varint(value)]);

const tag = (field: number, wireType: number) => varint(field * 8 + wireType);

/** A whole number ≥ 0, seven bits a byte, the lowest first. */
function varint(value: number): Buffer {
	const parts: number[] = [];
	let rest = value;
	for (; rest >= 128; rest = Math.floor(rest / 128)) parts.push((rest % 128) + 128);
	return Buffer.from([...parts, rest]);
}

function float(value: number): Buffer {
	const buffer = Buffer.alloc(4);
	buffer.writeFloatLE(value);
	return buffer;
}
