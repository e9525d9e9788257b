import { GradingError } from "../grading-error";
import { quoted, type Table } from "./read-table";

/** What a column of a roster says. */
export type RosterColumn = (typeof columns)[number][0];

/** Names of columns in the lists of several systems, without spaces, signs and case. */
const columns = [
	["student", ["student", "studentid", "id", "sid", "studentnumber", "matriculationnumber"]],
	["name", ["name", "fullname", "studentname", "displayname"]],
	["firstName", ["firstname", "givenname", "givennames", "forename"]],
	["lastName", ["lastname", "surname", "familyname"]],
	["email", ["email", "emailaddress", "mail"]],
	["section", ["section", "sections", "group", "groups", "class"]],
	["username", ["username", "user", "login", "loginid", "account"]],
	["idnumber", ["idnumber"]],
	["canvas", ["canvas", "canvasid", "canvasuserid"]],
	["sis_user", ["sisuser", "sisuserid", "sisid"]],
	["sis_login", ["sislogin", "sisloginid"]],
	["moodle", ["moodle", "moodleid", "userid", "moodleuserid"]],
	["participant", ["identifier", "participant"]],
	["github", ["github", "githubusername", "githublogin", "githubid"]],
	["extension", ["extension", "extensionuntil", "extendeddeadline"]],
	["lateDays", ["latedays"]],
] as const;

/** What lists of other systems have besides. */
const ignored = [
	...["institution", "department", "phone", "city", "country", "rootaccount", "integrationid"],
	...["lastaccesstocourse", "lastdownloadedfromthiscourse", "status", "roles", "role", "notes"],
];

/**
 * Finds out what each column of a roster says: its index by its meaning. A column whose name is empty
 * or begins with "#" is left out, and so are a Canvas gradebook's assignments.
 *
 * @throws GradingError that quotes the columns when one is not known, or two say the same
 */
export function rosterColumns({ name, header }: Table): Map<RosterColumn, number> {
	const plain = header.map((text) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}#]/gu, ""));
	const fromCanvas =
		plain.includes("sisuserid") ||
		plain.includes("sisloginid") ||
		(plain[0] === "student" && plain[1] === "id" && plain.includes("section"));
	const end = fromCanvas ? plain.indexOf("section") + 1 || plain.length : plain.length;

	const found = new Map<RosterColumn, number>();
	const unknown: string[] = [];
	for (const [i, text] of plain.slice(0, end).entries()) {
		if (text === "" || text.startsWith("#") || ignored.includes(text)) continue;
		const meaning = (fromCanvas && canvasMeanings.get(text)) || meaningOf(text);
		if (!meaning) unknown.push(header[i]!);
		else if (found.has(meaning))
			throw new GradingError(
				`${name} has two columns for one thing: ${quoted([header[found.get(meaning)!]!, header[i]!])}. Remove one, or put a # before its name.`,
			);
		else found.set(meaning, i);
	}
	if (unknown.length > 0)
		throw new GradingError(
			`${name} has columns that mean nothing here: ${quoted(unknown)}. Its columns are ${quoted(header)}; ` +
				`known are ${known}, and what Canvas and Moodle export. To keep a column that is not read, put a # before its name.`,
		);
	return found;
}

/** In Canvas the student is a name. */
const canvasMeanings: ReadonlyMap<string, RosterColumn> = new Map([
	["student", "name"],
	["id", "canvas"],
]);

const meaningOf = (text: string): RosterColumn | undefined =>
	columns.find(([, names]) => (names as readonly string[]).includes(text))?.[0];

const known =
	"student, name, first name, last name, email, section, username, github, extension, late days";
