import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createJupyter, type Jupyter } from "./jupyter";

let jupyter: Jupyter;
beforeAll(async () => {
	jupyter = await createJupyter();
});
afterAll(() => jupyter.remove());

describe("Jupyter's own kernel test suite", () => {
	it("passes, every test of it, with nothing left out", async () => {
		expect(await jupyter.run("kernel_test_suite.py")).toEqual({
			passed: [
				"test_clear_output",
				"test_completion",
				"test_display_data",
				"test_error",
				"test_execute_result",
				"test_execute_stderr",
				"test_execute_stdout",
				"test_history",
				"test_inspect",
				"test_is_complete",
				"test_kernel_info",
				"test_pager",
			],
			skipped: [],
			failed: [],
		});
	});
});
