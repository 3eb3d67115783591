"""Checks our model cache against huggingface_hub (PyPI), in real processes.

    python hub_cache.py CLASSPATH

CLASSPATH is the plugin's classes, test classes and libraries. A small hub on this machine counts the
bytes that it sends. Checked: huggingface_hub reads what we fetched without asking for the bytes again,
we read what it fetched, scan_cache_dir finds nothing to warn of, and when both want the same file at
the same time it is sent once.
"""

import hashlib
import http.server
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PATH = "unet/model.safetensors"
CONTENT = os.urandom(12_000_000)
SHA = hashlib.sha256(CONTENT).hexdigest()
BYTES_PER_SECOND = 6_000_000
SENT = {"bytes": 0}


class Hub(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def head(self, status, first, last):
        self.send_response(status)
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("X-Linked-Etag", f'"{SHA}"')
        self.send_header("X-Linked-Size", str(len(CONTENT)))
        self.send_header("ETag", f'"{SHA}"')
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(last - first))
        if status == 206:
            self.send_header("Content-Range", f"bytes {first}-{last - 1}/{len(CONTENT)}")
        self.end_headers()

    def do_HEAD(self):
        self.head(200, 0, len(CONTENT))

    def do_GET(self):
        if "/resolve/" not in self.path:  # It also asks for things that are no files.
            self.send_error(404)
            return
        spec = self.headers.get("Range", "")
        first, last = 0, len(CONTENT)
        if spec.startswith("bytes="):
            low, high = spec[6:].split("-")
            first, last = int(low), int(high) + 1 if high else len(CONTENT)
        self.head(206 if spec else 200, first, last)
        for at in range(first, last, 1 << 16):
            block = CONTENT[at : min(last, at + (1 << 16))]
            self.wfile.write(block)
            SENT["bytes"] += len(block)
            time.sleep(len(block) / BYTES_PER_SECOND)


def ours(classpath, endpoint, cache):
    return subprocess.Popen(
        [
            "java", "--enable-native-access=ALL-UNNAMED", "-Xmx64m", "-cp", classpath,
            "org.liverystudio.ai.hub.download.DownloadProgram", str(cache), endpoint, COMMIT, str(len(CONTENT)), SHA,
        ]
    )  # fmt: skip


def theirs(endpoint, cache, offline=False):
    code = f"""
from huggingface_hub import hf_hub_download
path = hf_hub_download("org/model", "{PATH}", revision="{COMMIT}", local_files_only={offline})
import hashlib
assert hashlib.sha256(open(path, "rb").read()).hexdigest() == "{SHA}"
"""
    env = dict(os.environ, HF_ENDPOINT=endpoint, HF_HUB_CACHE=str(cache), HF_HUB_DISABLE_XET="1")
    env.pop("HF_HUB_OFFLINE", None)
    return subprocess.Popen([sys.executable, "-c", code], env=env)


def finish(*programs):
    for program in programs:
        assert program.wait() == 0, program.args


def scan(cache):
    from huggingface_hub import scan_cache_dir

    report = scan_cache_dir(cache)
    assert not report.warnings, report.warnings
    assert report.size_on_disk == len(CONTENT), report.size_on_disk


def check(name, sent):
    assert SENT["bytes"] == sent, (name, SENT["bytes"], sent)
    SENT["bytes"] = 0
    print(f"{name}: {sent} bytes sent")


def main():
    classpath = sys.argv[1]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        cache = pathlib.Path(folder, "a")
        finish(ours(classpath, endpoint, cache))
        check("we fetch", len(CONTENT))
        finish(theirs(endpoint, cache, offline=True))
        finish(theirs(endpoint, cache))
        check("they read ours", 0)
        scan(cache)
        cache = pathlib.Path(folder, "b")
        finish(theirs(endpoint, cache))
        check("they fetch", len(CONTENT))
        finish(ours(classpath, endpoint, cache))
        check("we read theirs", 0)
        scan(cache)
        for first, second, name in (
            (ours, theirs, "we begin, they want it too"),
            (theirs, ours, "they begin, we want it too"),
        ):
            cache = pathlib.Path(folder, name.replace(" ", "-"))
            start = {ours: lambda: ours(classpath, endpoint, cache), theirs: lambda: theirs(endpoint, cache)}
            one = start[first]()
            while SENT["bytes"] == 0:
                time.sleep(0.05)
            finish(one, start[second]())
            check(name, len(CONTENT))
            scan(cache)


if __name__ == "__main__":
    main()
