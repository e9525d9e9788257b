import { z } from "zod";

/** Numbers with a shape, as a file keeps them. */
export interface NamedTensor {
	readonly name: string;
	readonly shape: readonly number[];
	readonly data: Float32Array;
}

export interface SafetensorsFile {
	readonly tensors: readonly NamedTensor[];
	/** Texts by name, for what is no tensor. */
	readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The bytes of a safetensors file: the length of the header as a 64-bit number, the header as JSON, and
 * all numbers, little-endian float32. Python reads it: `safetensors.numpy.load_file(path)`.
 *
 * Source: https://github.com/huggingface/safetensors, README, "Format".
 */
export function writeSafetensors({ tensors, metadata }: SafetensorsFile): Uint8Array {
	let end = 0;
	const entries = tensors.map(({ name, shape, data }) => {
		const start = end;
		end += data.length * bytesPerNumber;
		return [name, { dtype: "F32", shape, data_offsets: [start, end] }] as const;
	});
	const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
	const header = new TextEncoder().encode(json);
	const padding = (8 - (header.length % 8)) % 8; // so that the numbers begin at a multiple of 8
	const start = lengthBytes + header.length + padding;
	const bytes = new Uint8Array(start + end);
	const view = new DataView(bytes.buffer);
	view.setBigUint64(0, BigInt(header.length + padding), true);
	bytes.set(header, lengthBytes);
	bytes.fill(0x20, lengthBytes + header.length, start);
	let place = start;
	for (const { data } of tensors)
		for (const x of data) {
			view.setFloat32(place, x, true);
			place += bytesPerNumber;
		}
	return bytes;
}

/**
 * Reads such a file; `name` is what messages call it.
 *
 * @throws Error when it is no safetensors file, was cut off, holds other numbers than float32, or the
 *   places and the shapes of its tensors do not fit
 */
export function readSafetensors(bytes: Uint8Array, name: string): SafetensorsFile {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const start = lengthBytes + headerLength(view, name);
	const header = readHeader(bytes.subarray(lengthBytes, start), name);
	const { __metadata__: metadata = {}, ...entries } = header;
	let end = 0;
	const tensors = Object.entries(entries)
		.map(([tensor, entry]) => ({ tensor, ...tensorEntry(entry, tensor, name) }))
		.sort((a, b) => a.data_offsets[0] - b.data_offsets[0])
		.map(({ tensor, shape, data_offsets: [from, to] }) => {
			const length = shape.reduce((product, size) => product * size, 1);
			if (from !== end || to - from !== length * bytesPerNumber)
				throw new Error(
					`${name} is damaged: the tensor ${tensor} has the shape [${shape.join(", ")}], but lies at ` +
						`bytes ${from} to ${to}`,
				);
			end = to;
			if (start + end > bytes.length)
				throw new Error(
					`${name} was cut off: the tensor ${tensor} ends at byte ${start + end}, the file at ${bytes.length}`,
				);
			const data = Float32Array.from({ length }, (_, i) =>
				view.getFloat32(start + from + i * bytesPerNumber, true),
			);
			return { name: tensor, shape, data };
		});
	if (start + end !== bytes.length)
		throw new Error(
			`${name} is damaged: its tensors end at byte ${start + end}, the file at ${bytes.length}`,
		);
	return { tensors, metadata: metadata as Record<string, string> };
}

const lengthBytes = 8;
const bytesPerNumber = Float32Array.BYTES_PER_ELEMENT;
const longestHeader = 100_000_000; // the limit of the format

function headerLength(view: DataView, name: string): number {
	if (view.byteLength < lengthBytes)
		throw new Error(
			`${name} is no safetensors file: it has only ${view.byteLength} bytes. Choose a file of saved weights`,
		);
	const length = view.getBigUint64(0, true);
	if (length > longestHeader || view.getUint8(Math.min(lengthBytes, view.byteLength - 1)) !== 0x7b)
		throw new Error(
			`${name} is no safetensors file: it does not begin with a header. Choose a file of saved weights`,
		);
	if (lengthBytes + Number(length) > view.byteLength)
		throw new Error(
			`${name} was cut off: its header ends at byte ${lengthBytes + Number(length)}, the file at ${view.byteLength}`,
		);
	return Number(length);
}

const headerSchema = z
	.object({ __metadata__: z.record(z.string(), z.string()).optional() })
	.catchall(z.unknown());

const size = z.number().int().nonnegative();
const entrySchema = z.object({
	dtype: z.string(),
	shape: z.array(size),
	data_offsets: z.tuple([size, size]),
});

function readHeader(bytes: Uint8Array, name: string): z.infer<typeof headerSchema> {
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return headerSchema.parse(JSON.parse(text));
	} catch {
		throw new Error(`${name} is damaged: its header is not the JSON of a safetensors file`);
	}
}

function tensorEntry(entry: unknown, tensor: string, name: string): z.infer<typeof entrySchema> {
	const { success, data } = entrySchema.safeParse(entry);
	if (!success)
		throw new Error(`${name} is damaged: its header does not say where the tensor ${tensor} lies`);
	if (data.dtype !== "F32")
		throw new Error(
			`${name} holds ${tensor} as ${data.dtype}: only files of 32-bit floats (F32) can be read`,
		);
	return data;
}
