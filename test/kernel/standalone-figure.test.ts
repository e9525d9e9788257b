import { describe, expect, it } from "vitest";
import { createStandaloneFigures } from "../../src/kernel/engine/standalone-figure";

const figure = {
	"application/vnd.plotly.v1+json": { data: [], layout: { title: "</script><b>" } },
	"text/html": "<details>the numbers</details>",
};

describe("createStandaloneFigures()", () => {
	it("lets the first figure bring plotly.js, and the others use it", () => {
		const dress = createStandaloneFigures();
		const [first, second] = [dress(figure), dress(figure)].map(
			(bundle) => bundle["text/html"] as string,
		);
		expect(first?.length).toBeGreaterThan(1_000_000);
		expect(second?.length).toBeLessThan(5_000);
		expect(second).toContain("window.attentionLabPlotly");
	});

	it("keeps what the figure had to say without a picture", () => {
		expect(createStandaloneFigures()(figure)["text/html"]).toContain(
			"<details>the numbers</details>",
		);
	});

	it("asks nothing of another host and lets no text end the script", () => {
		const html = createStandaloneFigures()(figure)["text/html"] as string;
		expect(html).not.toMatch(/<(script|link|img)[^>]*(src|href)=/);
		expect(html).not.toContain("</script><b>");
	});

	it("leaves everything else as it is", () => {
		const bundle = { "text/plain": "1" };
		expect(createStandaloneFigures()(bundle)).toBe(bundle);
	});
});
