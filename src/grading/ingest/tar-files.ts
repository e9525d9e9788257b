import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Parser, type ReadEntry } from "tar";
import { entryPath } from "./entry-path";
import { type FoundFiles, intakeLimits } from "./found-files";
import { refuseGrowth } from "./refuse-growth";
import { Unusable } from "./unusable";

/**
 * Gathers files out of a tar file, compressed by gzip or not, reading it once from front to back.
 *
 * @param source a path, or its bytes
 * @param label how messages call the archive
 * @throws Unusable when the archive is damaged or attacks whoever opens it
 */
export async function tarFiles(
	source: string | Uint8Array,
	found: FoundFiles,
	{ prefix, label }: { prefix: string; label: string },
): Promise<void> {
	let failure: unknown;
	let entries = 0;
	let ended = false;
	const guarded = (work: () => void) => {
		try {
			if (!failure) work();
		} catch (error) {
			failure = error;
		}
	};
	const parser = new Parser({
		strict: true,
		onReadEntry: (entry) => {
			guarded(() => {
				entries += 1;
				if (entries > intakeLimits.entries) throw new Unusable(`${label} has too many entries.`);
				gather(entry, found, prefix, label, guarded);
			});
			entry.resume();
		},
	});
	parser.on("error", (error) => {
		failure ??= error;
	});
	parser.on("eof", () => {
		ended = true;
	});
	try {
		for await (const bytes of plainBytes(source, label)) {
			parser.write(bytes);
			if (failure) throw failure;
			if (ended) break; // what follows is no part of the archive
		}
		parser.end();
		if (failure) throw failure;
	} catch (error) {
		if (error instanceof Unusable) throw error;
		throw new Unusable(
			`${label} is no tar file, or it was damaged on its way (${(error as Error).message}). Make it anew and hand it in again.`,
		);
	}
}

function gather(
	entry: ReadEntry,
	found: FoundFiles,
	prefix: string,
	label: string,
	guarded: (work: () => void) => void,
): void {
	const inside = entryPath(entry.path, label);
	if (inside === undefined || /^(Directory|GNUDumpDir)$/.test(entry.type)) return;
	const path = `${prefix}${inside}`;
	const most = found.expect(path);
	if (most === undefined) return;
	const modified = Number.isNaN(entry.mtime?.getTime() ?? Number.NaN) ? undefined : entry.mtime;
	if (!/File$/.test(entry.type)) found.addLink(path, modified);
	else if (entry.size > most) found.addTooLarge(path, entry.size, modified);
	else {
		const chunks: Uint8Array[] = [];
		entry.on("data", (chunk) => chunks.push(Buffer.from(chunk)));
		entry.on("end", () =>
			guarded(() => found.add(path, { contents: Buffer.concat(chunks), modified })),
		);
	}
}

/** What the parser reads: unpacked, and no more of it than an honest archive has. */
async function* plainBytes(
	source: string | Uint8Array,
	label: string,
): AsyncGenerator<Buffer, void, undefined> {
	const raw = typeof source === "string" ? createReadStream(source) : Readable.from([source]);
	const gunzip = startsWith(await firstBytes(source), gzip) ? createGunzip() : undefined;
	if (gunzip) pipeline(raw, gunzip, () => {}); // an error ends the loop
	let unpacked = 0;
	for await (const chunk of (gunzip ?? raw) as AsyncIterable<Buffer>) {
		if (unpacked === 0 && (startsWith(chunk, gzip) || startsWith(chunk, zstandard)))
			throw new Unusable(
				`${label} is compressed in a way that is not read. Make a zip file of it.`,
			);
		unpacked += chunk.length;
		refuseGrowth(label, gunzip?.bytesWritten ?? unpacked, unpacked);
		yield chunk;
	}
}

async function firstBytes(source: string | Uint8Array): Promise<Uint8Array> {
	if (typeof source !== "string") return source.subarray(0, 2);
	const file = await open(source);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

const gzip = [0x1f, 0x8b];
const zstandard = [0x28, 0xb5, 0x2f, 0xfd];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
	magic.every((byte, i) => bytes[i] === byte);
