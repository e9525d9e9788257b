import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";

/** Tells a widget whenever the element around it changes its size. Returns a function that stops it. */
export function keepFitted(widget: Widget, host: HTMLElement): () => void {
	const observer = new ResizeObserver(() => {
		if (!widget.isDisposed) MessageLoop.postMessage(widget, Widget.ResizeMessage.UnknownSize);
	});
	observer.observe(host);
	return () => observer.disconnect();
}
