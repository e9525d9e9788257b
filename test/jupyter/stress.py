"""What may go wrong between a kernel and its clients, all at once. Argument: which stress; prints what was seen as JSON."""

import asyncio
import hashlib
import hmac
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time

import psutil
import zmq
from running_kernel import PATIENCE, gather, run, running_kernel

MB = 1024 * 1024


def memory(manager):
    return psutil.Process(manager.provisioner.pid).memory_info().rss // MB


def printing():
    with running_kernel() as (manager, client):
        run(client, "1")
        lines = run(client, "for (let i = 0; i < 10_000; i++) console.log(i);")
        before = memory(manager)
        sizes = []
        for _ in range(5):
            cell = run(
                client,
                "for (let i = 0; i < 1000; i++) console.log(String(i).padStart(9, '0').repeat(1165));",
            )
            text = cell.text["stdout"].split("\n")
            assert text == [f"{i:09}" * 1165 for i in range(1000)] + [""], "lost or out of order"
            sizes.append(len(cell.text["stdout"]))
        return {
            "lines": lines.text["stdout"] == "".join(f"{i}\n" for i in range(10_000)),
            "linesInMessages": len(lines.types),
            "megabytes": min(sizes) / 1e6,
            "grownByMegabytes": memory(manager) - before,
        }


def queued_cells():
    with running_kernel() as (manager, client):
        run(client, "var n = 0;")
        ids = [client.execute(f"n += 1; console.log('cell', n); n") for _ in range(1000)]
        cells = gather(client, ids, patience=90)
        return {
            "results": [cell.result for cell in cells] == [str(i + 1) for i in range(1000)],
            "prints": [cell.text["stdout"] for cell in cells]
            == [f"cell {i + 1}\n" for i in range(1000)],
            "statuses": sorted({cell.reply["status"] for cell in cells}),
            "counted": cells[-1].reply["execution_count"] - cells[0].reply["execution_count"],
        }


def sign(key, parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).hexdigest().encode()


def nonsense(key):
    """Endless messages that no client should send."""
    random.seed(7)
    header = json.dumps(
        {"msg_id": "x", "msg_type": "execute_request", "session": "s", "username": "u", "date": "", "version": "5.4"}
    ).encode()
    code = json.dumps({"code": "console.log('FORGED')", "silent": False}).encode()
    delimiter = b"<IDS|MSG>"

    def signed(*parts):
        return [delimiter, sign(key, parts), *parts]

    def with_header(**changes):
        changed = {**json.loads(header), "msg_id": os.urandom(8).hex(), **changes}
        return signed(json.dumps(changed).encode(), b"{}", b"{}", code)

    deep = b"[" * 50_000 + b"]" * 50_000
    while True:
        yield [delimiter, b"0" * 64, header, b"{}", b"{}", code]  # a wrong signature
        yield [delimiter, b"", header, b"{}", b"{}", code]  # none
        yield [delimiter, sign(b"another key", [header, b"{}", b"{}", code]), header, b"{}", b"{}", code]
        yield [delimiter]
        yield [b""]
        yield [delimiter, delimiter, delimiter]
        yield [os.urandom(random.randrange(1, 5000)) for _ in range(random.randrange(1, 9))]
        yield signed(b"{not json", b"{}", b"{}", b"{}")
        yield signed(header, b"{}", b"{}", b"\xff\xfe\xfd")
        yield signed(b"null", b"null", b"null", b"null")
        yield signed(header, b"{}", b"{}", b'{"deep": ' + deep + b"}")
        yield with_header(msg_type="no_such_request")
        yield with_header(msg_type="__proto__")
        yield with_header(msg_type="constructor")
        yield with_header(msg_type=5)
        yield with_header(msg_id=None)
        yield signed(header, b"{}", b"{}", b'{"code": 5}')
        yield signed(header, b"{}", b"{}", b'{"code": null, "silent": "perhaps"}')


def nonsense_at_all_sockets():
    with running_kernel() as (manager, client):
        run(client, "1")
        before = memory(manager)
        busy = client.execute(
            "for (let i = 0; i < 40; i++) { console.log(`tick ${i}`);"
            " const end = performance.now() + 50; while (performance.now() < end); } 'done'"
        )
        info = client.get_connection_info()
        context = zmq.Context()
        sockets = []
        for port in ("shell_port", "control_port", "stdin_port", "hb_port"):
            dealer = context.socket(zmq.DEALER)
            dealer.linger = 0
            dealer.connect(f"tcp://127.0.0.1:{info[port]}")
            sockets.append(dealer)
        subscriber = context.socket(zmq.XSUB)
        subscriber.linger = 0
        subscriber.connect(f"tcp://127.0.0.1:{info['iopub_port']}")
        sockets.append(subscriber)
        for port in ("shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"):
            with socket.create_connection(("127.0.0.1", info[port])) as raw:
                raw.sendall(os.urandom(3000))  # not even ZeroMQ

        sent, messages = 0, nonsense(info["key"])
        end = time.monotonic() + 4
        while time.monotonic() < end:
            for _ in range(18):
                frames = next(messages)
                for target in sockets:
                    target.send_multipart(frames)
                    sent += 1
            while sockets[3].poll(0):
                sockets[3].recv_multipart()  # the heartbeat echoes whatever it hears
            assert client.hb_channel.is_beating(), "the heart stood still"
            time.sleep(0.05)
        [cell] = gather(client, [busy])
        after = run(client, "6 * 7")
        context.destroy(linger=0)
        return {
            "sent": sent,
            "result": cell.result,
            "output": cell.text == {"stdout": "".join(f"tick {i}\n" for i in range(40)), "stderr": ""},
            "after": after.result,
            "grownByMegabytes": memory(manager) - before,
        }


def interrupt_storm():
    with running_kernel() as (manager, client):
        run(client, "var kept = 0;")

        def storm(count):
            ids = set()
            for _ in range(count):
                message = client.session.msg("interrupt_request", {})
                client.control_channel.send(message)
                ids.add(message["header"]["msg_id"])
            end = time.monotonic() + PATIENCE
            while ids:
                assert time.monotonic() < end, f"{len(ids)} interrupts were not answered"
                ids.discard(client.control_channel.get_msg(timeout=PATIENCE)["parent_header"]["msg_id"])

        told = []
        endless = [
            "while (true) {}",
            "while (true) { try { while (true); } catch {} }",
            "await new Promise(() => {});",
            "while (true) await new Promise((go) => setTimeout(go, 1));",
            "while (true) console.log('printing');",
        ]
        random.seed(11)
        for turn in range(12):
            running = client.execute(endless[turn % len(endless)])
            time.sleep(random.uniform(0.02, 0.3))
            storm(random.choice([1, 5, 50]))
            began = time.monotonic()
            while True:  # an interrupt that came before the cell began ends nothing
                try:
                    [cell] = gather(client, [running], patience=2)
                    break
                except TimeoutError:
                    assert time.monotonic() - began < PATIENCE
                    storm(1)
            told.append(cell.error["ename"] if cell.error else "no error")
            storm(3)  # when nothing runs
            assert run(client, "kept += 1; kept").result == str(turn + 1)
        return {"enames": sorted(set(told)), "kept": run(client, "kept").result}


def killed_at_random():
    from jupyter_client.ioloop import AsyncIOLoopKernelManager
    from traitlets.config import Config

    config = Config()
    config.KernelRestarter.time_to_dead = 0.2
    config.KernelRestarter.restart_limit = 100
    config.KernelRestarter.random_ports_until_alive = False

    async def survive():
        manager = AsyncIOLoopKernelManager(kernel_name="attention-lab", config=config)
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=PATIENCE)
        random.seed(3)
        pids, answers = [manager.provisioner.pid], []
        for turn in range(6):
            client.execute(
                random.choice(["while (true);", "while (true) console.log('on and on');", "1 + 1"])
            )
            await asyncio.sleep(random.uniform(0, 0.5))
            os.kill(manager.provisioner.pid, signal.SIGKILL)
            end = time.monotonic() + PATIENCE
            while manager.provisioner.pid == pids[-1] or not await manager.is_alive():
                assert time.monotonic() < end, "nobody restarted the kernel"
                await asyncio.sleep(0.05)
            pids.append(manager.provisioner.pid)
            answers.append(await ask(client, f"{turn} + 1"))
        client.stop_channels()
        await manager.shutdown_kernel()
        return pids, answers

    async def ask(client, code):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:  # what is sent while a kernel starts may pass it by
            asked = client.execute(code)
            wait = time.monotonic() + 2
            while time.monotonic() < wait:
                try:
                    message = await client.get_iopub_msg(timeout=1)
                except Exception:  # noqa: BLE001 (Empty, of one kind or another)
                    continue
                if message["parent_header"].get("msg_id") != asked:
                    continue
                if message["msg_type"] == "execute_result":
                    return message["content"]["data"]["text/plain"]
        raise TimeoutError("the restarted kernel did not answer")

    pids, answers = asyncio.run(survive())
    time.sleep(0.5)
    return {
        "answers": answers,
        "different": len(set(pids)) == len(pids),
        "left": [pid for pid in pids if psutil.pid_exists(pid)],
    }


def parent_that_dies():
    script = (
        "import sys, time; from jupyter_client.manager import start_new_kernel;"
        " m, c = start_new_kernel(kernel_name='attention-lab'); c.execute('while (true);');"
        " print(m.provisioner.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    was_there = psutil.pid_exists(pid)
    parent.kill()
    parent.wait()
    began = time.monotonic()
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() - began > 10:
            os.kill(pid, signal.SIGKILL)
            return {"wasThere": was_there, "orphan": True}
        time.sleep(0.1)
    return {"wasThere": was_there, "orphan": False}


stresses = [
    printing,
    queued_cells,
    nonsense_at_all_sockets,
    interrupt_storm,
    killed_at_random,
    parent_that_dies,
]
print(json.dumps({stress.__name__: stress for stress in stresses}[sys.argv[1]]()))
