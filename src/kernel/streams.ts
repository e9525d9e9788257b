export type StreamName = "stdout" | "stderr";

/** Gathers written text, so that ten thousand short writes become few messages; the order is kept. */
export interface Streams {
	write(name: StreamName, text: string): void;
	/** Sends what is gathered. Goes before every other output. */
	flush(): void;
}

/** A message is sent when this much text waits (UTF-16 units) … */
const longest = 64 * 1024;
/** … or when the oldest text has waited so long (milliseconds), even while a cell is busy. */
const patience = 50;

export function createStreams(send: (name: StreamName, text: string) => void): Streams {
	let waiting: string[] = [];
	let length = 0;
	let since = 0;
	let current: StreamName = "stdout";

	function flush(): void {
		if (length === 0) return;
		const text = waiting.join("");
		waiting = [];
		length = 0;
		send(current, text);
	}

	return {
		write(name, text) {
			if (text === "") return;
			if (name !== current) flush();
			if (length === 0) {
				current = name;
				since = performance.now();
				setTimeout(flush, 0);
			}
			waiting.push(text);
			length += text.length;
			if (length >= longest || performance.now() - since >= patience) flush();
		},
		flush,
	};
}
