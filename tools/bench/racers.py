"""Programs that do the same work in turn: while one takes a step, the others sleep."""

import argparse
import os
import pathlib
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "plugin-livery-ai"


class Racer:
    """A child process that prints LOADED, then STEP and seconds for each line it reads."""

    def __init__(self, name, command, threads):
        self.name = name
        environment = os.environ | {
            "OMP_WAIT_POLICY": "PASSIVE", "OMP_NUM_THREADS": str(threads), "HF_HUB_OFFLINE": "1"}
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.answer("LOADED")
        self.load_seconds = time.perf_counter() - begin
        self.seconds = []
        self.cpu = []

    def answer(self, word):
        for line in self.process.stdout:
            if line.startswith(word):
                return line.split()[1:]
        raise SystemExit(f"{self.name} ended early")

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def step(self):
        before = self.cpu_seconds()
        self.process.stdin.write("step\n")
        self.process.stdin.flush()
        self.seconds.append(float(self.answer("STEP")[0]))
        self.cpu.append(self.cpu_seconds() - before)

    def memory(self):
        megabytes = {}
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            key, _, value = line.partition(":")
            if key in ("VmHWM", "RssAnon", "RssFile"):
                megabytes[key] = int(value.split()[0]) / 1024
        return megabytes

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def java_command(main_class, classpath, arguments):
    java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin/java" if "JAVA_HOME" in os.environ else "java"
    # The worker's own options (WorkerCommand).
    options = ["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.library.path=",
               "-Dslf4j.internal.verbosity=ERROR", "--enable-native-access=ALL-UNNAMED"]
    return [str(java), *options, "-cp", classpath,
            f"org.liverystudio.ai.diffusion.{main_class}", *map(str, arguments)]


def test_classpath(file):
    return os.pathsep.join(
        [str(PLUGIN / "target/test-classes"), str(PLUGIN / "target/classes"), file.read_text().strip()])


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--classpath", type=pathlib.Path, default=PLUGIN / "target/classpath.txt",
                        help="file that names the test class path, from mvn dependency:build-classpath")
    return parser
