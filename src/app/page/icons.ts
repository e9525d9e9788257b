const paths = {
	lessons: "M4 6h16M4 12h16M4 18h10",
	sun: "M12 4V2M12 22v-2M4 12H2M22 12h-2M6.3 6.3 4.9 4.9M19.1 19.1l-1.4-1.4M17.7 6.3l1.4-1.4M4.9 19.1l1.4-1.4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
	moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
	keyboard: "M3 7h18v10H3zM7 10.5h.01M11 10.5h.01M15 10.5h.01M8 14h8",
	run: "M7 5l11 7-11 7z",
	runAll: "M4 5l8 7-8 7zM13 5l8 7-8 7z",
	stop: "M7 7h10v10H7z",
	restart: "M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5v4h-4",
	plus: "M12 5v14M5 12h14",
	check: "M5 12.5l4.5 4.5L19 7.5",
	close: "M6 6l12 12M18 6 6 18",
} as const;
export type IconName = keyof typeof paths;

const filled: readonly IconName[] = ["run", "runAll", "stop"];

/** A line drawing that takes the colour of the text around it. */
export function icon(name: IconName): SVGSVGElement {
	const namespace = "http://www.w3.org/2000/svg";
	const svg = document.createElementNS(namespace, "svg");
	const path = document.createElementNS(namespace, "path");
	path.setAttribute("d", paths[name]);
	path.setAttribute("fill", filled.includes(name) ? "currentColor" : "none");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("aria-hidden", "true");
	svg.classList.add("icon");
	svg.append(path);
	return svg;
}
