// Carries messages over an inherited pipe (file descriptor 3), for the page and for headless execution.
import { Socket } from "node:net";
import { createMessageReader, encodeMessage } from "../wire";
import { createSwitchboard, endProcess } from "./switchboard";

const pipe = new Socket({ fd: 3, readable: true, writable: true });
const { receive } = createSwitchboard({
	write: (message, written) => pipe.write(encodeMessage(message), written),
	close: () => new Promise((resolve) => pipe.write("", () => resolve())),
});
pipe.on("data", createMessageReader(receive));
pipe.on("close", endProcess); // whoever started the kernel is gone
pipe.on("error", endProcess);
