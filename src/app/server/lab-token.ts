import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The secret that opens the lab, made once for each checkout and readable by its owner only. It stays the same from
 * start to start, so that a page left open finds the lab again and saves what it holds.
 */
export async function labToken(stateDirectory: string): Promise<string> {
	const file = join(stateDirectory, "token");
	const kept = await readFile(file, "utf8").catch(() => "");
	if (/^[0-9a-f]{48}$/.test(kept)) return kept;
	const token = randomBytes(24).toString("hex");
	try {
		await mkdir(stateDirectory, { recursive: true });
		await writeFile(file, token, { mode: 0o600 });
	} catch {
		// a read-only folder: the token lasts as long as this lab
	}
	return token;
}
