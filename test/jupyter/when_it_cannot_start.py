"""The kernelspec's project is gone: what does a person read? Argument: a folder with a kernelspec that points nowhere."""

import json
import sys

from running_kernel import run, running_kernel

with running_kernel() as (manager, client):
    cell = run(client, "1 + 1")
    alive = client.is_alive()
    manager.shutdown_kernel()
print(json.dumps({"error": cell.error, "reply": cell.reply, "alive": alive}))
