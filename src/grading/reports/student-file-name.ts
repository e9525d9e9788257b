import { sha256 } from "../sha256";

/** Names that Windows keeps for devices, whatever follows the dot. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** What `student-file-name` itself puts at the end of a name it had to change. */
const fingerprinted = /-[0-9a-f]{12}$/;

/**
 * A file name, without ending, for any student id: safe on every file system, and another one for every other id,
 * also where capitals do not count. A plain id stays as it is.
 *
 * @example studentFileName("ana.lopez") // "ana.lopez"
 * @example studentFileName("../Ana") // "ana-" and twelve hexadecimal digits
 */
export function studentFileName(student: string): string {
	const isPlain = /^[a-z0-9][a-z0-9._-]{0,79}$/.test(student) && !student.endsWith(".");
	const stem = student.split(".")[0]!;
	if (isPlain && !reserved.test(stem) && !fingerprinted.test(student)) return student;
	const readable = student
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "")
		.slice(0, 40);
	const fingerprint = sha256(student).slice(0, 12);
	return `${readable || "student"}-${fingerprint}`;
}
