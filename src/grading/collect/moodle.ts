import type { Attempt, Collection, DownloadedFile, Person, Unplaced } from "./collection";
import { folderName } from "./folder-name";
import type { Row } from "./read-rows";

export interface MoodleOptions {
	/** The lines of Moodle's grading worksheet: `Identifier,Full name,Email address,…`. */
	readonly worksheet?: readonly Row[];
	/** Turns Moodle's "Friday, 20 November 2026, 10:05 AM" into ISO 8601, UTC. */
	readonly toTime?: (text: string) => string | undefined;
}

/**
 * Sorts Moodle's "Download all submissions", with or without folders, of persons, groups, or
 * participants whose names are hidden:
 *
 *     Ada Lovelace_4711_assignsubmission_file_/05-attention.ts
 *     Ada Lovelace_4711_assignsubmission_file_05-attention.ts
 *     Participant_4711_assignsubmission_file/05-attention.ts
 *     Group Seven_12_assignsubmission_file/05-attention.ts
 *
 * The number is the participant of this assignment ("Participant 4711" in the grading worksheet), not
 * the user of the site.
 *
 * Source: Moodle, mod/assign/classes/downloader.php.
 */
export function moodleCollection(
	files: readonly DownloadedFile[],
	{ worksheet, toTime = () => undefined }: MoodleOptions,
): Collection {
	const unplaced: Unplaced[] = [];
	const people = new Map((worksheet ?? []).flatMap(personOf));
	const received = new Map((worksheet ?? []).flatMap((row) => timeOf(row, toTime)));
	const attempts: Attempt[] = [];

	for (const [participant, { name, source, own }] of byParticipant(files, unplaced)) {
		if (!worksheet)
			people.set(participant, {
				student: participant,
				name,
				ids: { participant: participant },
			});
		const person = people.get(participant);
		if (!person) {
			const why = `The grading worksheet has no “Participant ${participant}” (${name}). Download the worksheet again; a group's submission has to be handed out to its members by hand.`;
			unplaced.push({ source, why });
			continue;
		}
		const receivedAt = received.get(participant);
		attempts.push({ student: person.student, ...(receivedAt && { receivedAt }), files: own });
	}
	const untimed = attempts.filter(({ receivedAt }) => receivedAt === undefined).length;
	const notes =
		untimed > 0
			? [
					`The download does not say when ${untimed === 1 ? "a submission" : `${untimed} submissions`} came. Moodle's grading worksheet does, where Moodle speaks English (“Last modified (submission)”): give it with --gradebook, and the site's --zone. Else write student,received into a CSV file for “grade run --times”.`,
				]
			: [];
	return { attempts, people: [...people.values()], unplaced, notes };
}

function byParticipant(files: readonly DownloadedFile[], unplaced: Unplaced[]) {
	const participants = new Map<string, { name: string; source: string; own: DownloadedFile[] }>();
	for (const file of files) {
		const parts = submitted.exec(file.path)?.groups;
		if (!parts) {
			unplaced.push({
				source: file.path,
				why: "Moodle calls a submission “name_number_assignsubmission_file”; this is something else. Move it out of the download, or hand it in by hand.",
			});
			continue;
		}
		const { name = "", participant = "", kind, path = "" } = parts;
		if (kind === "assignfeedback") continue; // what the teacher gave back, in the same folder tree
		const entry = participants.get(participant) ?? { name, source: file.path, own: [] };
		entry.own.push({ ...file, path });
		participants.set(participant, entry);
	}
	return participants;
}

const submitted =
	/(?:^|\/)(?<name>[^/]*?)_(?<participant>\d+)_(?<kind>assignsubmission|assignfeedback)_[a-z]+(?:_?\/|_)(?<path>.+)$/su;

/** By the participant's number. */
function personOf(row: Row): [string, Person][] {
	const participant = participantOf(row);
	if (participant === undefined) return [];
	const email = row["Email address"] ?? "";
	const idNumber = row["ID number"] ?? "";
	const username = row.Username ?? "";
	return [
		[
			participant,
			{
				student: folderName(username || idNumber || email || participant),
				name: row["Full name"] ?? "",
				...(email && { email }),
				ids: {
					participant: participant,
					...(idNumber && { idnumber: idNumber }),
					...(username && { username }),
				},
			},
		],
	];
}

function timeOf(row: Row, toTime: (text: string) => string | undefined): [string, string][] {
	const participant = participantOf(row);
	const time = toTime(row["Last modified (submission)"] ?? "");
	return participant !== undefined && time !== undefined ? [[participant, time]] : [];
}

const participantOf = ({ Identifier = "" }: Row): string | undefined =>
	/\d+$/.exec(Identifier)?.[0];
