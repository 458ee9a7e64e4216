# SPDX-License-Identifier: GPL-3.0-or-later
"""The units and the compose file of a team: what systemd says of them, and what their commands do.

Usage: test_units.py PROGRAM PROJECT [unittest's arguments]"""
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, PROJECT = (os.path.abspath(path) for path in sys.argv[1:3])
sys.path[:0] = [os.path.join(PROJECT, "tests", "load"), os.path.join(PROJECT, "tests", "cli")]
import team_chaos  # noqa: E402

TEAM = os.path.join(PROJECT, "packaging", "team")
PATIENCE = 60


def read(name):
    with open(os.path.join(TEAM, name), encoding="utf-8") as file:
        return file.read()


def command(unit):
    """What the unit runs, of our program, as its first instance."""
    line = re.search(r"^ExecStart=(.*)$", read(unit), re.MULTILINE).group(1)
    return [PROGRAM, *shlex.split(line.replace("%H", "host").replace("%i", "1"))[1:]]


class Units(unittest.TestCase):
    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
    def test_systemd_takes_them(self):
        for name in ("consultantos-team-serve.service", "consultantos-worker@.service"):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, name)
                # The program and its manual page aren't installed here.
                text = read(name).replace("/usr/bin/consultantos-cli", PROGRAM)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(re.sub(r"^Documentation=.*\n", "", text, flags=re.MULTILINE))
                done = subprocess.run(["systemd-analyze", "verify", path],
                                      capture_output=True, check=False, timeout=PATIENCE)
                told = [line for line in done.stderr.decode().splitlines() if name.split("@")[0].split(".")[0] in line]
                self.assertEqual(told, [])

    def test_compose_file(self):
        try:
            import yaml
        except ImportError:
            self.skipTest("python3-yaml is not installed")
        compose = yaml.safe_load(read("compose.yaml"))
        self.assertEqual(set(compose), {"services", "volumes"})
        known = {"image", "command", "read_only", "tmpfs", "environment", "volumes", "ports", "depends_on", "restart", "healthcheck",
                 "stop_grace_period", "secrets"}
        # An image in podman's own format brings none.
        self.assertIn("/usr/local/bin/consultantos-healthy", compose["services"]["serve"]["healthcheck"]["test"])
        for name, service in compose["services"].items():
            self.assertLessEqual(set(service), known, name)
            for needed, condition in service.get("depends_on", {}).items():
                self.assertIn(needed, compose["services"])
                self.assertEqual(condition, {"condition": "service_healthy"})
                self.assertIn("healthcheck", compose["services"][needed])
            for volume in service.get("volumes", []):
                source = volume.split(":")[0]
                self.assertTrue(source in compose["volumes"] or os.path.exists(os.path.join(TEAM, source)), volume)
            for port in service.get("ports", []):
                self.assertTrue(port.startswith("127.0.0.1:"), port)
            if service["command"][0] == "consultantos-cli":
                done = subprocess.run([PROGRAM, service["command"][1], "--help"], capture_output=True, check=True,
                                      timeout=PATIENCE)
                for option in service["command"][2:]:
                    if option.startswith("--"):
                        self.assertIn(option.encode(), done.stdout)

    @unittest.skipUnless(shutil.which("redis-server"), "redis-server is not installed")
    def test_their_commands_run_and_end(self):
        folder = tempfile.mkdtemp(prefix="consultantos-units-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        redis_folder = os.path.join(folder, "redis")
        os.makedirs(redis_folder)
        redis = team_chaos.Redis(redis_folder)
        self.addCleanup(redis.kill)
        environment = dict(os.environ, WORK_QUEUE="redis", REDIS_URL=f"redis://127.0.0.1:{redis.port}", LC_ALL="C.UTF-8",
                           CONSULTANTOS_DATA_DIR=os.path.join(folder, "data"), CONSULTANTOS_LANGUAGE="en")
        for unit, sign in (("consultantos-team-serve.service", b"Serving on"), ("consultantos-worker@.service", b"takes jobs")):
            line = command(unit)
            if "--port" in line:
                line[line.index("--port") + 1] = str(team_chaos.free_port())
            process = subprocess.Popen(line, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE)
            try:
                told = b""
                end = time.monotonic() + PATIENCE
                while sign not in told and time.monotonic() < end and process.poll() is None:
                    told += process.stderr.readline()
                self.assertIn(sign, told)
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(timeout=PATIENCE), 0)
            finally:
                process.kill()
                process.wait()
                process.stderr.close()

    @unittest.skipUnless(shutil.which("redis-server"), "redis-server is not installed")
    def test_a_worker_tells_how_it_goes(self):
        folder = tempfile.mkdtemp(prefix="consultantos-units-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        redis_folder = os.path.join(folder, "redis")
        os.makedirs(redis_folder)
        redis = team_chaos.Redis(redis_folder)
        port = team_chaos.free_port()
        environment = dict(os.environ, WORK_QUEUE="redis", REDIS_URL=f"redis://127.0.0.1:{redis.port}", LC_ALL="C.UTF-8")
        worker = subprocess.Popen([PROGRAM, "--data-dir", os.path.join(folder, "data"), "worker", "--metrics-port", str(port)],
                                  env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        try:
            def ask(path):
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                        answer = b""
                        while piece := connection.recv(65536):
                            answer += piece
                    return int(answer.split()[1]), answer.split(b"\r\n\r\n", 1)[1].decode()
                except (OSError, IndexError):
                    return 0, ""

            def wait(path, status):
                end = time.monotonic() + PATIENCE
                while (answer := ask(path))[0] != status and time.monotonic() < end:
                    time.sleep(0.1)
                self.assertEqual(answer[0], status, answer)
                return answer[1]

            self.assertIn('"healthy"', wait("/health", 200))
            text = wait("/metrics", 200)
            for name in ("consultantos_worker_jobs_total 0", "consultantos_worker_jobs_running 0", "consultantos_team_queue_up 1",
                         "consultantos_team_queue_waiting 0"):
                self.assertIn(name, text)
            if shutil.which("promtool"):
                subprocess.run(["promtool", "check", "metrics"], input=text.encode(), check=True, capture_output=True)
            self.assertEqual(ask("/reports")[0], 404)
            redis.kill()
            self.assertIn('"degraded"', wait("/health", 503))
            self.assertIn("consultantos_team_queue_up 0", wait("/metrics", 200))
        finally:
            worker.kill()
            worker.wait()
            redis.kill()


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
