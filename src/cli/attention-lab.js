#!/usr/bin/env node
// The launcher. It is plain JavaScript without dependencies and avoids newer syntax at its top level,
// because it must still speak clearly on an old Node or in a checkout that was never installed.
import process from "node:process";
import { requireSupportedNode } from "./require-supported-node.js";

requireSupportedNode();
const { ensureInstalled } = await import("./ensure-installed.js");
ensureInstalled();
const { ensureBuilt } = await import("./build.js");
await ensureBuilt();
const { main } = await import(new URL("../../.build/cli/main.js", import.meta.url).href);
process.exitCode = await main(process.argv.slice(2));
