import { readFileSync } from "node:fs";
import { unprivilegedUser } from "./launch";

/**
 * Whom the administrator becomes before a jail is started; undefined for everybody else, and for the
 * administrator of a user namespace who has nobody to become: outside, that is an ordinary user.
 */
export function userToBecome(): number | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const maps = ["uid_map", "gid_map"].map((name) => readFileSync(`/proc/self/${name}`, "utf8"));
	return maps.every((map) => isMapped(map, unprivilegedUser)) ? unprivilegedUser : undefined;
}

/** Reads user_namespaces(7): lines of first id inside, first id outside, how many. */
export function isMapped(map: string, id: number): boolean {
	return map.split("\n").some((line) => {
		const [first = Number.NaN, , count = 0] = line.trim().split(/\s+/).map(Number);
		return id >= first && id < first + count;
	});
}
