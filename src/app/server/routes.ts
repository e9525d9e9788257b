import { basename, dirname } from "node:path";
import { z } from "zod";
import { version } from "../../../package.json";
import { type Contents, saveBody } from "./contents";
import { resolveCoursePath } from "./course-path";
import type { CourseView } from "./course-view";
import { type Kernels, kernelModel, kernelSpecs } from "./kernels";
import { Refusal } from "./refusal";
import type { Call, Routes } from "./router";
import { newSession, type Sessions, sessionChange } from "./sessions";
import { mediaType, sendPageFile } from "./static-files";

export interface Lab {
	readonly root: string;
	/** The folder of the built page. */
	readonly pageDirectory: string;
	readonly course: CourseView;
	readonly contents: Contents;
	readonly kernels: Kernels;
	readonly sessions: Sessions;
	readonly started: Date;
}

/** Everything the lab answers over HTTP: Jupyter's REST interface, the page, and the course's own state. */
export function labRoutes(lab: Lab): Routes {
	return {
		...pageRoutes(lab),
		...contentsRoutes(lab.contents),
		...kernelRoutes(lab),
		...sessionRoutes(lab),
		"GET /api": () => ({ json: { version } }),
		"GET /api/status": () => ({
			json: {
				started: lab.started.toISOString(),
				last_activity: new Date().toISOString(),
				kernels: lab.kernels.list().length,
				connections: lab.kernels.list().reduce((sum, { connections }) => sum + connections, 0),
			},
		}),
		"GET /api/me": () => ({
			json: {
				identity: {
					username: "learner",
					name: "Learner",
					display_name: "Learner",
					initials: "L",
					avatar_url: null,
					color: null,
				},
				permissions: {},
			},
		}),
	};
}

function pageRoutes({ pageDirectory, course, contents }: Lab): Routes {
	return {
		"GET /": async ({ response }) => {
			await sendPageFile(response, pageDirectory, "index.html");
			return undefined;
		},
		"GET /lab/course": async () => ({
			json: { title: course.title, ...(await course.lessons()) },
		}),
		"POST /lab/keep/*": async ({ parameters, body }) => ({
			status: 201,
			json: { kept: await contents.keep(parameters["*"]!, await body(saveBody)) },
		}),
		"GET /lab/*": async ({ response, parameters }) => {
			await sendPageFile(response, pageDirectory, parameters["*"]!);
			return undefined;
		},
		// a file as it is; the sandbox keeps its scripts away from the lab
		"GET /files/*": async ({ parameters, response }) => {
			const path = parameters["*"]!;
			const bytes = await contents.bytes(path);
			response
				.writeHead(200, {
					"Content-Type": mediaType(path),
					"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
					"Content-Disposition": mediaType(path).startsWith("image/")
						? "inline"
						: `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`,
				})
				.end(bytes);
			return undefined;
		},
	};
}

const renameBody = z.object({ path: z.string() });
const createBody = z.object({
	type: z.enum(["notebook", "file"]).default("file"),
	ext: z
		.string()
		.regex(/^\.?\w+$/)
		.optional(),
});

function contentsRoutes(contents: Contents): Routes {
	const flag = ({ query }: Call, name: string, otherwise: boolean) =>
		query.has(name) ? query.get(name) === "1" : otherwise;
	return {
		"GET /api/contents/:folder/:file/checkpoints": async ({ parameters }) => ({
			json: await contents.checkpoints(`${parameters.folder}/${parameters.file}`),
		}),
		"POST /api/contents/:folder/:file/checkpoints": async ({ parameters }) => ({
			status: 201,
			json: await contents.createCheckpoint(`${parameters.folder}/${parameters.file}`),
		}),
		"POST /api/contents/:folder/:file/checkpoints/checkpoint": async ({ parameters }) => {
			await contents.restoreCheckpoint(`${parameters.folder}/${parameters.file}`);
			return { status: 204 };
		},
		"GET /api/contents/*": async (call) => ({
			json: await contents.read(call.parameters["*"]!, {
				content: flag(call, "content", true),
				hash: flag(call, "hash", false),
			}),
		}),
		"PUT /api/contents/*": async ({ parameters, body }) => ({
			json: withoutContent(await contents.save(parameters["*"]!, await body(saveBody))),
		}),
		"POST /api/contents/:folder": async ({ parameters, body }) => {
			const { type, ext = "txt" } = await body(createBody);
			const extension = ext.startsWith(".") ? ext : `.${ext}`;
			return { status: 201, json: await contents.create(parameters.folder!, type, extension) };
		},
		"PATCH /api/contents/*": async ({ parameters, body }) => {
			const { path } = await body(renameBody);
			return { json: await contents.rename(parameters["*"]!, path.replace(/^\//, "")) };
		},
		"DELETE /api/contents/*": async ({ parameters }) => {
			await contents.remove(parameters["*"]!);
			return { status: 204 };
		},
	};
}

/** A reply to a save describes the file; it does not send it back. */
const withoutContent = <T extends { content: unknown }>(model: T) => ({ ...model, content: null });

const newKernel = z.object({ name: z.string().optional(), path: z.string().optional() });

function kernelRoutes({ root, kernels }: Lab): Routes {
	return {
		"GET /api/kernelspecs": () => ({ json: kernelSpecs }),
		"GET /api/kernelspecs/:name": ({ parameters }) => {
			const spec = Object.entries(kernelSpecs.kernelspecs).find(
				([name]) => name === parameters.name,
			);
			if (!spec) throw new Refusal(404, `This lab has no kernel ${parameters.name}.`);
			return { json: spec[1] };
		},
		"GET /api/kernels": () => ({ json: kernels.list().map(kernelModel) }),
		"POST /api/kernels": async ({ body }) => {
			const { path = "notebooks" } = await body(newKernel);
			const host = kernels.start(await resolveCoursePath(root, path || "notebooks"));
			return { status: 201, json: kernelModel(host) };
		},
		"GET /api/kernels/:id": ({ parameters }) => ({
			json: kernelModel(kernels.get(parameters.id!)),
		}),
		"DELETE /api/kernels/:id": async ({ parameters }) => {
			await kernels.shutdown(parameters.id!);
			return { status: 204 };
		},
		"POST /api/kernels/:id/interrupt": ({ parameters }) => {
			kernels.get(parameters.id!).interrupt();
			return { status: 204 };
		},
		"POST /api/kernels/:id/restart": async ({ parameters }) => {
			const host = kernels.get(parameters.id!);
			await host.restart();
			return { json: kernelModel(host) };
		},
	};
}

function sessionRoutes({ sessions, kernels }: Lab): Routes {
	return {
		"GET /api/sessions": () => ({ json: sessions.list() }),
		"POST /api/sessions": async ({ body }) => ({
			status: 201,
			json: await sessions.open(await body(newSession)),
		}),
		"GET /api/sessions/:id": ({ parameters }) => ({ json: sessions.get(parameters.id!) }),
		"PATCH /api/sessions/:id": async ({ parameters, body }) => ({
			json: await sessions.change(parameters.id!, await body(sessionChange)),
		}),
		"DELETE /api/sessions/:id": async ({ parameters }) => {
			const host = sessions.remove(parameters.id!);
			const stillUsed = sessions.list().some(({ kernel }) => kernel.id === host.id);
			if (!stillUsed && host.state !== "dead") await kernels.shutdown(host.id);
			return { status: 204 };
		},
	};
}

/** The folder in which the kernel of a document runs: the document's own. */
export async function kernelDirectory(root: string, documentPath: string): Promise<string> {
	return dirname(await resolveCoursePath(root, documentPath));
}
