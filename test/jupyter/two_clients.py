"""Two front ends on one kernel: each gets its own replies, both see all outputs."""

import json
import sys

from jupyter_client import BlockingKernelClient
from running_kernel import PATIENCE, gather, run, running_kernel

with running_kernel() as (manager, first):
    second = BlockingKernelClient(connection_file=manager.connection_file)
    second.load_connection_file()
    second.start_channels()
    second.wait_for_ready(timeout=PATIENCE)
    run(first, "var shared = 20;")
    seen_by_second = run(second, "shared + 22").result

    ids = {first: [], second: []}
    for i in range(50):
        for client in (first, second):
            name = "first" if client is first else "second"
            ids[client].append(client.execute(f"console.log('{name} {i}'); '{name} {i}'"))
    told = {}
    for client, own in ids.items():
        name = "first" if client is first else "second"
        cells = gather(client, own)
        told[name] = [[cell.result, cell.text["stdout"]] for cell in cells]
    # what one of them asked for, the other sees as well, under its own request
    asked = first.execute("'for both'")
    overheard = []
    while True:
        message = second.iopub_channel.get_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != asked:
            continue
        overheard.append(message["msg_type"])
        if message["content"].get("execution_state") == "idle":
            break
    second.stop_channels()
print(json.dumps({"seenBySecond": seen_by_second, "overheard": overheard, **told}))
