import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Refusal } from "./refusal";

const types: Readonly<Record<string, string>> = {
	".css": "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".ico": "image/x-icon",
	".js": "text/javascript; charset=utf-8",
	".json": "application/json",
	".map": "application/json",
	".png": "image/png",
	".svg": "image/svg+xml",
	".ttf": "font/ttf",
	".wasm": "application/wasm",
	".woff": "font/woff",
	".woff2": "font/woff2",
};

/** Sends a file of the built page. `path` has no ".." any more: see `requestPath`. */
export async function sendPageFile(
	response: ServerResponse,
	directory: string,
	path: string,
	headers: Record<string, string> = {},
): Promise<void> {
	const file = join(directory, ...path.split("/"));
	const stats = await stat(file).catch(() => undefined);
	if (!stats?.isFile()) throw new Refusal(404, `The page has no file ${path}.`);
	// names under assets/ change with their contents
	const cache = path.startsWith("assets/") ? "max-age=31536000, immutable" : "no-cache";
	response.writeHead(200, {
		"Content-Type": types[extname(file)] ?? "application/octet-stream",
		"Content-Length": stats.size,
		"Cache-Control": cache,
		...headers,
	});
	await pipeline(createReadStream(file), response).catch(() => {}); // the page went away
}

/** The type of a course file that a notebook shows (a picture beside it) or that is downloaded. */
export const mediaType = (path: string): string =>
	({
		".gif": "image/gif",
		".jpeg": "image/jpeg",
		".jpg": "image/jpeg",
		".png": "image/png",
		".svg": "image/svg+xml",
		".webp": "image/webp",
	})[extname(path).toLowerCase()] ?? "application/octet-stream";
