import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { launchKernel } from "../../kernel/launch";
import { joinChannels } from "./channels";
import { Contents } from "./contents";
import { resolveCoursePath } from "./course-path";
import { type CourseView, courseView } from "./course-view";
import type { Launch } from "./kernel-host";
import { Kernels } from "./kernels";
import { labToken } from "./lab-token";
import { Refusal } from "./refusal";
import { guardRequest, tokenCookie, tokenInAddress } from "./request-guard";
import { requestPath, route, sendFailure } from "./router";
import { kernelDirectory, type Lab, labRoutes } from "./routes";
import { Sessions } from "./sessions";
import { watchCourse } from "./watch-course";
import { binaryProtocol } from "./websocket-message";

/** Where the lab is found when nothing else uses it. */
export const defaultPort = 8282;

export interface LabServerOptions {
	/** The folder that holds notebooks/, exercises/ and solutions/. */
	readonly root: string;
	/** The folder of the built page. */
	readonly pageDirectory: string;
	/** Where progress, the token and copies are kept: changes in it are told to the page. */
	readonly stateDirectory: string;
	/** 0 takes any free port. A port in use is replaced by a free one. */
	readonly port?: number;
	readonly launch?: Launch;
	readonly course?: CourseView;
	readonly token?: string;
}

export interface LabServer {
	/** The address to open, with the token. */
	readonly url: string;
	readonly port: number;
	readonly token: string;
	/** Ends the kernels, closes every connection, frees the port. */
	close(): Promise<void>;
	/** Ends the kernels at once. */
	kill(): void;
}

/** Serves the lab on the loopback interface, and starts a kernel before the page asks for it. */
export async function startLabServer(options: LabServerOptions): Promise<LabServer> {
	const {
		root,
		pageDirectory,
		stateDirectory,
		course = courseView(root),
		launch = launchKernel,
	} = options;
	const token = options.token ?? (await labToken(stateDirectory));
	const kernels = new Kernels(launch);
	const contents = new Contents({
		root,
		stateDirectory,
		solutionIsOpen: (id) => course.solutionIsOpen(id),
		isLesson: (id) => course.isLesson(id),
	});
	const sessions = new Sessions({
		start: async (path) => kernels.start(await kernelDirectory(root, path)),
		find: (id) => kernels.get(id),
	});
	const started = new Date();
	const lab: Lab = { root, pageDirectory, course, contents, kernels, sessions, started };
	kernels.warm(await resolveCoursePath(root, "notebooks"));

	const routes = labRoutes(lab);
	const server = createServer((request, response) => {
		answer(request, response).catch((error) => sendFailure(response, error));
	});
	const port = await listen(server, options.port ?? defaultPort);
	const guard = { token, port };

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		for (const [name, value] of Object.entries(securityHeaders(port)))
			response.setHeader(name, value);
		try {
			guardRequest(request, guard);
		} catch (error) {
			return wantsPage(request)
				? sendRefusalPage(response, error as Refusal)
				: Promise.reject(error);
		}
		if (tokenInAddress(request) !== undefined) response.setHeader("Set-Cookie", tokenCookie(guard));
		await route(routes, request, response);
	}

	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: 256 * 2 ** 20,
		handleProtocols: (offered) => (offered.has(binaryProtocol) ? binaryProtocol : false),
	});
	const eventSockets = new Set<WebSocket>();
	server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on("error", () => socket.destroy());
		try {
			guardRequest(request, guard);
			const join = socketJoin(request);
			sockets.handleUpgrade(request, socket, head, join);
		} catch (error) {
			const status = error instanceof Refusal ? error.status : 500;
			socket.end(
				`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n${(error as Error).message}\n`,
			);
		}
	});

	function socketJoin(request: IncomingMessage): (socket: WebSocket) => void {
		const path = requestPath(request.url ?? "").join("/");
		const query = new URLSearchParams((request.url ?? "").split("?")[1] ?? "");
		const kernel = /^api\/kernels\/([^/]+)\/channels$/.exec(path)?.[1];
		if (kernel !== undefined) {
			const host = kernels.get(kernel);
			return (socket) => joinChannels(socket, host, query.get("session_id"));
		}
		if (path !== "api/events/subscribe") throw new Refusal(404, `There is no socket at /${path}.`);
		return (socket) => {
			eventSockets.add(socket);
			socket.on("close", () => eventSockets.delete(socket));
		};
	}

	const stopWatching = watchCourse(
		[...["notebooks", "exercises"].map((name) => join(root, name)), stateDirectory],
		(event) => {
			for (const socket of eventSockets) socket.send(JSON.stringify(event));
		},
		root,
	);

	return {
		url: `http://127.0.0.1:${port}/?token=${token}`,
		port,
		token,
		kill: () => kernels.killAll(),
		async close() {
			stopWatching();
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of sockets.clients) socket.close(1001, "the lab was stopped");
			await kernels.shutdownAll();
			for (const socket of sockets.clients) socket.terminate();
			server.closeAllConnections();
			await closed;
		},
	};
}

/** Listens on the loopback interface, on another port when the wanted one is taken. */
async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
	const tryPort = (candidate: number) =>
		new Promise<number>((resolve, reject) => {
			server.once("error", reject);
			server.listen(candidate, "127.0.0.1", () => {
				server.off("error", reject);
				resolve((server.address() as AddressInfo).port);
			});
		});
	try {
		return await tryPort(port);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
		return tryPort(0);
	}
}

/** The page loads nothing, and sends nothing, that is not of this server. */
const securityHeaders = (port: number) => ({
	"Content-Security-Policy": [
		"default-src 'self'",
		`connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
		"img-src 'self' data: blob:",
		"media-src 'self' data: blob:",
		"font-src 'self' data:",
		"style-src 'self' 'unsafe-inline'", // editors, formulas and figures bring their own
		"worker-src 'self' blob:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join("; "),
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy": "no-referrer",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
});

const wantsPage = (request: IncomingMessage) =>
	request.method === "GET" && (request.headers.accept ?? "").includes("text/html");

async function sendRefusalPage(
	response: ServerResponse,
	{ status, message }: Refusal,
): Promise<void> {
	const text = message.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
	response
		.writeHead(status, { "Content-Type": "text/html; charset=utf-8" })
		.end(
			`<!doctype html><html lang="en"><title>attention-lab</title>` +
				`<body style="font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem">` +
				`<h1 style="font-size:1.4rem">This address is locked</h1><p>${text}</p>`,
		);
}
