import { crc32, deflateRawSync } from "node:zlib";

/** An entry of a zip file, honest or not. */
export interface RawEntry {
	readonly name: string;
	readonly contents: string | Uint8Array;
	/** The mode of a Unix file; `0o120777` makes a link of it whose target is the contents. */
	readonly mode?: number;
	readonly compressed?: boolean;
	/** The size that the directory claims, when it lies. */
	readonly claimedSize?: number;
	readonly encrypted?: boolean;
}

/** The bytes of a zip file with just these entries, however wrong they are: no library would write them. */
export function rawZip(entries: readonly RawEntry[]): Uint8Array {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const name = Buffer.from(entry.name);
		const plain = Buffer.from(entry.contents);
		const data = entry.compressed ? deflateRawSync(plain) : plain;
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0); // version needed
		common.writeUInt16LE(0x800 | (entry.encrypted ? 1 : 0), 2); // names are UTF-8
		common.writeUInt16LE(entry.compressed ? 8 : 0, 4);
		common.writeUInt16LE(0, 6); // midnight …
		common.writeUInt16LE(0x5b6f, 8); // … of 2025-11-15
		common.writeUInt32LE(crc32(plain), 10);
		common.writeUInt32LE(data.length, 14);
		common.writeUInt32LE(entry.claimedSize ?? plain.length, 18);
		common.writeUInt16LE(name.length, 22);
		files.push(Buffer.from("PK\x03\x04"), common, name, data);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE((((entry.mode ?? 0o100644) << 16) >>> 0) as number, 6);
		rest.writeUInt32LE(offset, 10);
		directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), common, rest, name);
		offset += 4 + common.length + name.length + data.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(entries.length, 4);
	end.writeUInt16LE(entries.length, 6);
	end.writeUInt32LE(central.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...files, central, Buffer.from("PK\x05\x06"), end]);
}
