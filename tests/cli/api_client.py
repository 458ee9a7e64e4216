# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of the program's, and a client of it that hides nothing."""
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import time


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)


class Server:
    """Runs `serve` on a free port until close()."""

    def __init__(self, program, data, *arguments, env=None):
        self.data = data
        # A file, as a pipe that nobody reads would hold up a server with much to say.
        self.stderr = tempfile.TemporaryFile()
        self.process = subprocess.Popen([program, "--data-dir", data, "serve", "--port", "0", *arguments],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.stderr,
                                        env=env)
        self.port = None
        while self.port is None:
            has_ended = self.process.poll() is not None
            found = re.search(r"Serving on https?://\S+:(\d+);", self.log())
            self.port = int(found.group(1)) if found else None
            if has_ended and self.port is None:
                raise RuntimeError("the server did not start: " + self.log())
            time.sleep(0.01)
        self.token = None
        if "--allow-anonymous" not in arguments:
            with open(os.path.join(data, "api-token"), encoding="ascii") as file:
                self.token = file.read().strip()

    def log(self):
        """What it has said on stderr."""
        size = os.fstat(self.stderr.fileno()).st_size
        return os.pread(self.stderr.fileno(), size, 0).decode()

    def request(self, method, path, body=None, headers=None, token="own", timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            sent = dict(headers or {})
            if token == "own" and self.token:
                sent["Authorization"] = "Bearer " + self.token
            elif token not in ("own", None):
                sent["Authorization"] = "Bearer " + token
            if isinstance(body, (dict, list)):
                body = json.dumps(body)
                sent.setdefault("Content-Type", "application/json")
            connection.request(method, path, body, sent)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.request("POST", path, body if body is not None else {}, **options)

    def metrics(self):
        """{name and labels: value} of all samples."""
        samples = {}
        for line in self.get("/metrics", token=None).body.decode().splitlines():
            if line and not line.startswith("#"):
                name, value = line.rsplit(" ", 1)
                samples[name] = float(value)
        return samples

    def wait_for(self, job, *states, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.get(f"/jobs/{job}/status").json()
            if found["status"] in states:
                return found
            time.sleep(0.02)
        raise AssertionError(f"job {job} is still {found['status']}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.stderr.close()

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(timeout=60)
        self.stderr.close()
        return code
