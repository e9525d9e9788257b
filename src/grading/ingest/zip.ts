import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
	type Entry,
	fromBufferPromise,
	getFileNameLowLevel,
	openPromise,
	type ZipFile,
} from "yauzl";
import { intakeLimits } from "./found-files";
import { Unusable } from "./unusable";

/** A zip file that is open for reading. Nothing of it is ever written to disk. */
export interface Zip {
	readonly entries: readonly ZipEntry[];
	/** @throws Unusable when the entry is damaged, encrypted, or has more than `most` bytes */
	read(entry: ZipEntry, most: number): Promise<Uint8Array>;
	close(): void;
}

export interface ZipEntry {
	/** As the archive has it: it may lead anywhere. */
	readonly name: string;
	readonly kind: "file" | "folder" | "link";
	readonly size: number;
	readonly compressedSize: number;
	readonly modified: Date | undefined;
	/** The time is in the zone of whoever packed it, which the archive does not say. */
	readonly isLocalTime: boolean;
	readonly entry: Entry;
}

/**
 * Opens a zip file and reads its list of contents.
 *
 * @param source a path, or its bytes
 * @param label how messages call it
 * @throws Unusable
 */
export async function openZip(source: string | Uint8Array, label: string): Promise<Zip> {
	let zip: ZipFile;
	const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
	try {
		zip = await (typeof source === "string"
			? openPromise(source, options)
			: fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.length), options));
	} catch (error) {
		throw notAZip(label, error);
	}
	try {
		const entries = await list(zip, label);
		return {
			entries,
			read: (entry, most) => readEntry(zip, entry, most, label),
			close: () => zip.close(),
		};
	} catch (error) {
		zip.close();
		throw error instanceof Unusable ? error : notAZip(label, error);
	}
}

const notAZip = (label: string, error: unknown): Unusable =>
	new Unusable(
		`${label} is no zip file, or it was damaged on its way (${(error as Error).message}). Make it anew and hand it in again.`,
	);

async function list(zip: ZipFile, label: string): Promise<ZipEntry[]> {
	if (zip.entryCount > intakeLimits.entries)
		throw new Unusable(
			`${label} has ${zip.entryCount.toLocaleString("en")} entries. Hand in your exercises only.`,
		);
	const entries: ZipEntry[] = [];
	for await (const entry of zip.eachEntry()) {
		const name = decodeName(entry);
		entries.push({
			name,
			kind: kindOf(entry, name),
			size: entry.uncompressedSize,
			compressedSize: entry.compressedSize,
			modified: validDate(entry.getLastModDate()),
			// Info-ZIP's universal time, and NTFS's
			isLocalTime: !entry.extraFields.some(({ id }) => id === 0x5455 || id === 0x000a),
			entry,
		});
	}
	return entries;
}

/** UTF-8 where the archive says so or the bytes allow it (macOS does not say so), else code page 437. */
function decodeName(entry: Entry): string {
	const bytes = entry.fileNameRaw;
	try {
		const marked = entry.extraFields.some(({ id }) => id === 0x7075);
		if (!marked) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {}
	return getFileNameLowLevel(entry.generalPurposeBitFlag, bytes, entry.extraFields, true);
}

const validDate = (date: Date | undefined): Date | undefined =>
	Number.isNaN(date?.getTime()) ? undefined : date;

function kindOf(entry: Entry, name: string): ZipEntry["kind"] {
	if (/[/\\]$/.test(name)) return "folder";
	const madeOnUnix = [3, 19].includes(entry.versionMadeBy >>> 8);
	const type = madeOnUnix ? (entry.externalFileAttributes >>> 16) & 0o170000 : 0;
	return type === 0 || type === 0o100000 ? "file" : type === 0o040000 ? "folder" : "link";
}

async function readEntry(
	zip: ZipFile,
	{ entry, name }: ZipEntry,
	most: number,
	label: string,
): Promise<Uint8Array> {
	if (entry.isEncrypted())
		throw new Unusable(
			`${name} in ${label} is encrypted. Make the archive anew, without a password.`,
		);
	try {
		const stream: Readable = await zip.openReadStreamPromise(entry);
		const chunks: Uint8Array[] = [];
		let length = 0;
		for await (const chunk of stream as AsyncIterable<Uint8Array>) {
			length += chunk.length;
			if (length > most) throw new Error(`it has more than ${most} bytes`);
			chunks.push(chunk);
		}
		const bytes = Buffer.concat(chunks);
		if (length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32)
			throw new Error("its checksum is another");
		return bytes;
	} catch (error) {
		throw new Unusable(
			`${name} in ${label} is damaged (${(error as Error).message}). Make the archive anew and hand it in again.`,
		);
	}
}
