import type { Probe } from "./probe";

/** What a submission may try to reach others. */
export const networkProbes: readonly Probe[] = [
	{
		id: "network",
		tries: "connect to a port of this machine",
		attempt: (require, { port, secret }) =>
			new Promise((resolve, reject) => {
				const socket = require("node:net").connect(port, "127.0.0.1");
				socket.on("error", reject);
				socket.on("data", (data: Buffer) => {
					resolve(data.includes(secret) ? `it reached port ${port}` : undefined);
				});
			}),
	},
	{
		id: "datagram",
		tries: "send a datagram to this machine",
		attempt: (require, { port, secret }) =>
			new Promise((resolve, reject) => {
				const socket = require("node:dgram").createSocket("udp4");
				socket.on("error", reject);
				socket.on("message", (data: Buffer) => {
					resolve(data.includes(secret) ? `port ${port} answered` : undefined);
				});
				socket.send("?", port, "127.0.0.1", (error: Error | null) => error && reject(error));
				setTimeout(() => reject(new Error("no answer")), 500);
			}),
	},
	{
		id: "unix-socket",
		tries: "connect to a service through its socket file",
		attempt: (require, { socket: path, secret }) =>
			new Promise((resolve, reject) => {
				const socket = require("node:net").connect(path);
				socket.on("error", reject);
				socket.on("data", (data: Buffer) => {
					resolve(data.includes(secret) ? `it reached ${path}` : undefined);
				});
			}),
	},
];
