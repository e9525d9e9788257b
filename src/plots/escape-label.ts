/** plotly.js reads a few HTML tags in its texts; a token "<b>" must stay readable. */
export const escapeLabel = (label: string): string =>
	label.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
