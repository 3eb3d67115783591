"""Times downloads of one large file from a hub on this machine, SHA-256 included.

    python bench.py --classpath CP [--size 2147483648] [--rounds 5] [--work DIR] [--peers curl,aria2c,hub]

CP is the plugin's classes, test classes and libraries; nginx plays the hub, with the headers that a
client of the hub asks for. Peers: curl and aria2c (Debian), huggingface_hub (PyPI, in this Python).
They take turns, so that a busy machine treats all alike. curl and huggingface_hub do not check hashes,
so sha256sum does it after them, and that counts. Prints seconds, the share of the fastest peer, and the
peak memory of each.
"""

import argparse
import hashlib
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PATH = "unet/model.safetensors"
CONFIG = """
daemon off; worker_processes 2; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; etag on;
  client_body_temp_path {work}/tmp; proxy_temp_path {work}/tmp; fastcgi_temp_path {work}/tmp;
  uwsgi_temp_path {work}/tmp; scgi_temp_path {work}/tmp;
  server {{
    listen 127.0.0.1:{port};
    root {work}/www;
    add_header X-Repo-Commit {commit};
    add_header X-Linked-Etag '"{sha}"';
    add_header X-Linked-Size {size};
  }}
}}
"""


def make_file(path, size):
    digest = hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as out:
        left = size
        while left:
            block = os.urandom(min(left, 1 << 24))
            out.write(block)
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()


def timed(command, env=None):
    """Seconds and peak memory in MB of a command, its children included."""
    start = time.monotonic()
    done = subprocess.run(
        ["/usr/bin/time", "-v", *command], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    seconds = time.monotonic() - start
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    memory = int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", done.stderr).group(1))
    return seconds, memory / 1000


def commands(peer, arguments, url, sha, size, target):
    checked = f'echo "{sha}  {target}/file" | sha256sum -c --quiet'
    if peer == "ours":
        return [
            "java", "--enable-native-access=ALL-UNNAMED", f"-Xmx{arguments.heap}", "-cp", arguments.classpath,
            "org.liverystudio.ai.hub.download.DownloadProgram",
            f"{target}/hub", url, COMMIT, str(size), sha,
        ]  # fmt: skip
    file = f"{url}/org/model/resolve/{COMMIT}/{PATH}"
    if peer == "curl":
        return ["sh", "-c", f"curl -sf -o {target}/file {file} && {checked}"]
    if peer == "aria2c":
        return [
            "aria2c", "-q", "-x16", "-s16", "-k4M", "--file-allocation=none", f"--checksum=sha-256={sha}",
            "-d", str(target), "-o", "file", file,
        ]  # fmt: skip
    code = (
        "from huggingface_hub import hf_hub_download as d;"
        f"import os; os.symlink(d('org/model', '{PATH}', revision='{COMMIT}'), '{target}/file')"
    )
    return ["sh", "-c", f'{sys.executable} -c "{code}" && {checked}']


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--size", type=int, default=2 << 30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--heap", default="64m")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "livery-bench",
                        help="a folder of its own, emptied first")
    parser.add_argument("--peers", default="curl,aria2c,hub")
    arguments = parser.parse_args()
    work = arguments.work
    shutil.rmtree(work, ignore_errors=True)
    (work / "tmp").mkdir(parents=True)
    sha = make_file(work / "www/org/model/resolve" / COMMIT / PATH, arguments.size)
    conf = work / "nginx.conf"
    conf.write_text(
        CONFIG.format(work=work, port=arguments.port, commit=COMMIT, sha=sha, size=arguments.size)
    )
    server = subprocess.Popen(["/usr/sbin/nginx", "-c", str(conf)])
    try:
        time.sleep(1)
        url = f"http://127.0.0.1:{arguments.port}"
        results = {peer: [] for peer in ["ours", *arguments.peers.split(",")]}
        for round_number in range(arguments.rounds):
            for peer in results:
                target = work / "target"
                shutil.rmtree(target, ignore_errors=True)
                target.mkdir()
                env = dict(os.environ, HF_ENDPOINT=url, HF_HOME=f"{target}/hf", HF_HUB_DISABLE_XET="1")
                env.pop("HF_HUB_OFFLINE", None)
                results[peer].append(
                    timed(commands(peer, arguments, url, sha, arguments.size, target), env)
                )
                print(f"round {round_number + 1} {peer:7} {results[peer][-1][0]:6.2f} s", flush=True)
        fastest = min(statistics.median(s for s, _ in results[p]) for p in results if p != "ours")
        for peer, runs in results.items():
            seconds = statistics.median(s for s, _ in runs)
            print(
                f"{peer:7} median {seconds:6.2f} s  {arguments.size / seconds / 1e6:6.0f} MB/s"
                f"  {fastest / seconds:5.2f} of the fastest peer  peak {max(m for _, m in runs):4.0f} MB"
            )
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
