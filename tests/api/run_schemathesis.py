# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets Schemathesis ask a server of its own whatever the API's description allows, and much that it doesn't.

Usage: run_schemathesis.py PROGRAM SCHEMATHESIS PROJECT [options of Schemathesis' run]"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))
import api_client  # noqa: E402


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    program, schemathesis, project = (os.path.abspath(one) for one in sys.argv[1:4])
    folder = tempfile.mkdtemp(prefix="consultantos-api-")
    server = None
    try:
        server = api_client.Server(program, os.path.join(folder, "data"),
                                   env={**os.environ, "CONSULTANTOS_LANGUAGE": "en", "LC_ALL": "C.UTF-8"})
        code = subprocess.run(
            [schemathesis, "--config-file", os.path.join(HERE, "schemathesis.toml"), "run",
             os.path.join(project, "resources", "api", "openapi.yaml"), "--url", f"http://127.0.0.1:{server.port}",
             "-H", f"Authorization: Bearer {server.token}", "--no-color", *sys.argv[4:]], cwd=folder).returncode
        if server.process.poll() is not None or server.get("/health", token=None).status != 200:
            print("the server is not well afterwards")
            return code or 1
        return code
    finally:
        if server:
            server.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
