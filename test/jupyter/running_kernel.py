"""A running kernel as jupyter_client starts it, and what a front end gathers from a cell. No wait is without an end."""

import os
import time
from contextlib import contextmanager
from queue import Empty

from jupyter_client.manager import start_new_kernel

PATIENCE = 30


@contextmanager
def running_kernel(cwd=None):
    manager, client = start_new_kernel(
        kernel_name="attention-lab", startup_timeout=PATIENCE, cwd=cwd or os.getcwd()
    )
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


class Cell:
    """What was heard of one execution."""

    def __init__(self):
        self.reply = None
        self.text = {"stdout": "", "stderr": ""}
        self.types = []
        self.results = []
        self.error = None

    @property
    def result(self):
        return self.results[-1]["text/plain"] if self.results else None


def gather(client, ids, patience=PATIENCE):
    """Hears of the executions `ids` until each is replied to and idle. Raises when that takes longer than `patience`."""
    cells = {msg_id: Cell() for msg_id in ids}
    replies, idle = set(cells), set(cells)
    end = time.monotonic() + patience
    while replies or idle:
        left = max(0.01, end - time.monotonic())
        if time.monotonic() > end:
            raise TimeoutError(f"{len(replies)} replies and {len(idle)} idles are missing")
        try:
            channel = client.iopub_channel if idle else client.shell_channel
            message = channel.get_msg(timeout=min(left, 1))
        except Empty:
            if idle and not client.is_alive():
                raise RuntimeError("the kernel is gone") from None
            continue
        cell = cells.get(message["parent_header"].get("msg_id"))
        if cell is None:
            continue
        kind, content = message["msg_type"], message["content"]
        if channel is client.shell_channel:
            cell.reply = content
            replies.discard(message["parent_header"]["msg_id"])
            continue
        cell.types.append(kind)
        if kind == "stream":
            cell.text[content["name"]] += content["text"]
        elif kind in ("execute_result", "display_data"):
            cell.results.append(content["data"])
        elif kind == "error":
            cell.error = content
        elif kind == "status" and content["execution_state"] == "idle":
            idle.discard(message["parent_header"]["msg_id"])
    return [cells[msg_id] for msg_id in ids]


def run(client, code, patience=PATIENCE, **options):
    return gather(client, [client.execute(code, **options)], patience)[0]
