import { createHash } from "node:crypto";
import { escapeHtml } from "../../course/views/drawing";
import { pageStyle } from "./page-style";

export interface HtmlPage {
	readonly title: string;
	/** HTML, everything of others in it escaped. */
	readonly body: string;
	/** Programs of the page, in order. */
	readonly scripts?: readonly string[];
}

/**
 * A page that stands alone: nothing is fetched. Its content security policy lets no script run but its
 * own, so that even a mistake in escaping could not bring a student's to life.
 */
export function htmlPage({ title, body, scripts = [] }: HtmlPage): string {
	for (const script of scripts)
		if (/<\/script/i.test(script)) throw new Error("a script would end itself by </script");
	const hashes = scripts.map(
		(script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
	);
	const policy = [
		"default-src 'none'",
		"style-src 'unsafe-inline'",
		...(hashes.length > 0 ? ["img-src data: blob:", `script-src ${hashes.join(" ")}`] : []),
	].join("; ");
	return [
		"<!doctype html>",
		'<html lang="en">',
		"<head>",
		'<meta charset="utf-8">',
		`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="referrer" content="no-referrer">',
		'<meta name="robots" content="noindex">',
		`<title>${escapeHtml(title)}</title>`,
		`<style>${pageStyle}</style>`,
		"</head>",
		"<body>",
		body,
		...scripts.map((script) => `<script>${script}</script>`),
		"</body>",
		"</html>",
		"",
	].join("\n");
}
