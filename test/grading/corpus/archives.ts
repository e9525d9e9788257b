import { gzipSync } from "node:zlib";
import { type CorpusEntry, type Expected, rightAnswer } from "./entry";
import { rawTarGz } from "./raw-tar";
import { rawZip } from "./raw-zip";

const file = { name: "02-softmax.ts", contents: rightAnswer };
const full: Expected = { points: 10, state: "graded", statuses: ["passed"] };
/** Either nobody is graded for it, or it is ungradable: a person looks. */
const refused: Expected = { points: 0, state: ["ungradable", "student-error"] };

const archived =
	(archive: ".zip" | ".tar.gz") =>
	(student: string, what: string, bytes: () => Uint8Array, expected: Expected): CorpusEntry => ({
		student,
		what,
		files: { archive, bytes },
		expected,
	});
const zip = archived(".zip");
const tar = archived(".tar.gz");

/** Archives, as they come and as an attacker makes them. */
export const archives: readonly CorpusEntry[] = [
	zip("zip", "a zip file", () => rawZip([file]), full),
	zip("zip-deflated", "a compressed zip file", () => rawZip([{ ...file, compressed: true }]), full),
	tar("tar", "a tar file", () => rawTarGz([file]), full),
	zip(
		"zip-with-junk",
		"what a Mac and an editor leave behind",
		() =>
			rawZip([
				{ name: "__MACOSX/._02-softmax.ts", contents: "\0\x05\x16\x07" },
				{ name: "work/.DS_Store", contents: "\0\0" },
				{ name: "work/node_modules/x/02-softmax.ts", contents: "wrong" },
				{ ...file, name: "work/02-softmax.ts" },
			]),
		full,
	),
	zip(
		"zip-climbs-up",
		"an entry whose name begins with ../",
		() => rawZip([{ ...file, name: "../../honest/02-softmax.ts" }]),
		refused,
	),
	zip(
		"zip-absolute",
		"an entry with an absolute name",
		() => rawZip([{ ...file, name: "/tmp/02-softmax.ts" }]),
		refused,
	),
	zip(
		"zip-drive",
		"an entry with a drive letter",
		() => rawZip([{ ...file, name: "C:\\02-softmax.ts" }]),
		refused,
	),
	zip(
		"zip-link",
		"an entry that is a link",
		() => rawZip([{ name: "02-softmax.ts", contents: "/etc/passwd", mode: 0o120777 }]),
		refused,
	),
	zip(
		"zip-bomb",
		"200 megabytes of zeros in a small file",
		() =>
			rawZip([{ name: "02-softmax.ts", contents: new Uint8Array(200_000_000), compressed: true }]),
		refused,
	),
	zip(
		"zip-bomb-in-disguise",
		"the same, with a directory that claims 100 bytes",
		() =>
			rawZip([
				{
					name: "02-softmax.ts",
					contents: new Uint8Array(50_000_000),
					compressed: true,
					claimedSize: 100,
				},
			]),
		refused,
	),
	zip(
		"zip-of-many",
		"twenty thousand files",
		() => rawZip(Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}.ts`, contents: "" }))),
		refused,
	),
	zip(
		"zip-encrypted",
		"a password is needed",
		() => rawZip([{ ...file, encrypted: true }]),
		refused,
	),
	zip("zip-cut-off", "the second half is missing", () => rawZip([file]).slice(0, 200), refused),
	zip(
		"zip-that-is-none",
		"a text by the name of a zip file",
		() => Buffer.from("PK, said the goat"),
		refused,
	),
	zip("zip-empty", "a zip file of nothing", () => rawZip([]), refused),
	tar(
		"tar-climbs-up",
		"an entry whose name begins with ../",
		() => rawTarGz([{ ...file, name: "../02-softmax.ts" }]),
		refused,
	),
	tar(
		"tar-links",
		"symbolic and hard links, and a device",
		() =>
			rawTarGz([
				{ name: "02-softmax.ts", type: "2", linkTo: "/etc/passwd" },
				{ name: "b.ts", type: "1", linkTo: "/etc/passwd" },
				{ name: "c.ts", type: "3" },
			]),
		refused,
	),
	tar("tar-bomb", "200 megabytes of zeros", () => gzipSync(Buffer.alloc(200_000_000)), refused),
	tar(
		"tar-claims-more",
		"a header that claims a gigabyte",
		() => rawTarGz([{ ...file, claimedSize: 1_000_000_000 }]),
		refused,
	),
];
