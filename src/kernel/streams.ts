export type StreamName = "stdout" | "stderr";

/** Gathers written text, so that ten thousand short writes become few messages; the order is kept. */
export interface Streams {
	write(name: StreamName, text: string): void;
	/** Sends what is gathered. Goes before every other output. */
	flush(): void;
	/** Sends what has been gathered for a while; for code that does not give the event loop a turn. */
	flushOld(): void;
}

/** A message is sent when this much text waits (UTF-16 units) … */
const longest = 64 * 1024;
/** … or when the oldest text has waited so long (milliseconds), even while a cell is busy. */
const patience = 50;

export function createStreams(
	send: (name: StreamName, text: string) => void,
	/** Is told whether there is text to be sent. */
	setWaiting: (waiting: boolean) => void = () => {},
): Streams {
	let waiting: string[] = [];
	let length = 0;
	let since = 0;
	let current: StreamName = "stdout";

	function flush(): void {
		if (length === 0) return;
		const text = waiting.join("");
		waiting = [];
		length = 0;
		setWaiting(false);
		send(current, text);
	}

	function flushOld(): void {
		if (performance.now() - since >= patience) flush();
	}

	return {
		write(name, text) {
			if (text === "") return;
			if (name !== current) flush();
			if (length === 0) {
				current = name;
				since = performance.now();
				setWaiting(true);
				setTimeout(flush, 0);
			}
			waiting.push(text);
			length += text.length;
			if (length >= longest) flush();
			else flushOld();
		},
		flush,
		flushOld,
	};
}
