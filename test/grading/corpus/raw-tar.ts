import { gzipSync } from "node:zlib";

/** An entry of a tar file, honest or not. */
export interface RawTarEntry {
	readonly name: string;
	readonly contents?: string;
	/** "0" a file (the default), "1" a hard link, "2" a symbolic link, "3" a device. */
	readonly type?: string;
	readonly linkTo?: string;
	/** The size that the header claims, when it lies. */
	readonly claimedSize?: number;
}

/** The bytes of a .tar.gz with just these entries, however wrong they are. */
export function rawTarGz(entries: readonly RawTarEntry[]): Uint8Array {
	const blocks = entries.flatMap(
		({ name, contents = "", type = "0", linkTo = "", claimedSize }) => {
			const data = Buffer.from(contents);
			const header = Buffer.alloc(512);
			const octal = (value: number, at: number, length: number) =>
				header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at);
			header.write(name, 0, 100);
			octal(0o644, 100, 8);
			octal(0, 108, 8);
			octal(0, 116, 8);
			octal(claimedSize ?? data.length, 124, 12);
			octal(1_763_164_800, 136, 12); // 2025-11-15
			header.write("        ", 148);
			header.write(type, 156);
			header.write(linkTo, 157, 100);
			header.write("ustar\x0000", 257);
			octal(
				header.reduce((sum, byte) => sum + byte, 0),
				148,
				7,
			);
			const padding = Buffer.alloc((512 - (data.length % 512)) % 512);
			return [header, data, padding];
		},
	);
	return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
