import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal";

export interface GuardOptions {
	readonly token: string;
	readonly port: number;
}

/** The cookie that carries the token once the page is open. Named by port: cookies are shared by all ports. */
export const cookieName = (port: number) => `attention-lab-${port}`;

/**
 * Refuses (throws a `Refusal` of status 403) a request that does not come from this lab's own page or a client
 * that knows the token. Checks, in this order:
 * - Host: only 127.0.0.1 and localhost, so that a foreign name rebound to this address gets nothing;
 * - Origin: a page of another origin gets nothing, cookie or not;
 * - token: in the query, the Authorization header or the cookie.
 */
export function guardRequest(request: IncomingMessage, { token, port }: GuardOptions): void {
	const host = request.headers.host ?? "";
	if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
		throw new Refusal(
			403,
			`This lab answers only at http://127.0.0.1:${port}; the request named the host ${JSON.stringify(host)}.`,
		);
	const { origin } = request.headers;
	if (origin !== undefined && origin !== `http://${host}`)
		throw new Refusal(403, `A page of ${origin} may not use this lab.`);
	const site = request.headers["sec-fetch-site"];
	if (site === "cross-site" && request.method !== "GET")
		throw new Refusal(403, "A page of another site may not use this lab.");
	if (!carriesToken(request, token, port))
		throw new Refusal(
			403,
			'Open the address that "npm start" printed: it holds the token this lab asks for.',
		);
}

/** Whether the token is in the address itself: the first visit, which earns the cookie. */
export function tokenInAddress(request: IncomingMessage): string | undefined {
	const query = (request.url ?? "").split("?")[1];
	return query === undefined ? undefined : (new URLSearchParams(query).get("token") ?? undefined);
}

export const tokenCookie = ({ token, port }: GuardOptions) =>
	`${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`;

function carriesToken(request: IncomingMessage, token: string, port: number): boolean {
	const authorization = /^(?:token|bearer)\s+(\S+)$/i.exec(request.headers.authorization ?? "");
	const cookies = (request.headers.cookie ?? "").split(/;\s*/);
	const prefix = `${cookieName(port)}=`;
	const cookie = cookies.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
	return [tokenInAddress(request), authorization?.[1], cookie].some(
		(given) => given !== undefined && sameText(given, token),
	);
}

/** Compares without telling by its duration how much was right. */
function sameText(a: string, b: string): boolean {
	const left = Buffer.from(a);
	const right = Buffer.from(b);
	return left.length === right.length && timingSafeEqual(left, right);
}
