# SPDX-License-Identifier: GPL-3.0-or-later
"""Language models tried and listed on the command line; LLAMA_SERVER names a program that stands for llama-server.

Usage: test_models.py PROGRAM PROJECT [unittest's arguments]"""
import http.server
import json
import os
import sys
import threading
import unittest

import test_cli
from test_cli import CommandLineCase

# The shortest model file: magic number, version 3, no weights, no metadata.
MODEL_FILE = b"GGUF" + (3).to_bytes(4, "little") + bytes(16)
PLACES = ("OPENAI_API_KEY", "LLM_PROVIDER", "LLM_MODEL", "LLM_MODEL_FILE", "LLM_BASE_URL", "LLM_PRESET")


class Provider(http.server.BaseHTTPRequestHandler):
    """Knows the model gpt-4o."""

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        if self.path == "/v1/models":
            return self.answer(200, {"data": [{"id": "gpt-4o"}, {"id": "house-model"}]})
        return self.answer(404, {"detail": "Not Found"})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            return self.answer(404, {"detail": "Not Found"})
        if asked["model"] != "gpt-4o":
            return self.answer(404, {"error": {"code": "model_not_found"}})
        return self.answer(200, {"model": "gpt-4o", "choices": [{"message": {"content": "OK"}, "finish_reason": "stop"}]})

    def log_message(self, *_):
        pass


class Models(CommandLineCase):
    def environment(self, **more):
        environment = super().environment(**more)
        return {key: value for key, value in environment.items() if key not in PLACES or key in more}

    def serve(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_address[1]}"

    def model_file(self):
        with open(self.path("small.gguf"), "wb") as file:
            file.write(MODEL_FILE)
        return self.path("small.gguf")

    def of_server(self, path="/v1"):
        return ["--provider", "openai", "--base-url", self.serve() + path]

    def test_what_to_do_must_be_said(self):
        for arguments in ([], ["dance"], ["test", "list"]):
            self.expect_error(2, "models", *arguments, words=["models test | list"])
        self.expect_error(2, "models", "test", words=["provider"])
        self.expect_error(2, "models", "list", "--provider", "nobody", words=["nobody"])
        self.expect_error(2, "models", "test", "--format", "csv")

    def test_one_that_works(self):
        done = self.expect(0, "models", "test", "--model", "gpt-4o", *self.of_server())
        self.assertIn(b"gpt-4o", done.stdout)
        self.expect(0, "--offline", "models", "test", "--model", "gpt-4o", *self.of_server())

    def test_what_is_wrong_is_said(self):
        self.expect_error(2, "models", "test", *self.of_server(), words=["no model is chosen", "gpt-4o"])
        self.expect_error(2, "models", "test", "--model", "house", *self.of_server(), words=["house", "It has house-model"])
        self.expect_error(2, "models", "test", "--model", "gpt-4o", *self.of_server("/api"), words=["address", "/v1"])
        self.expect_error(1, "models", "test", "--model", "m", "--provider", "openai", "--base-url", "http://127.0.0.1:1/v1",
                          words=["127.0.0.1:1"])
        self.expect_error(1, "models", "test", "--model", "gpt-4o", "--provider", "openai", words=["key"])

    def test_list(self):
        models = json.loads(self.expect(0, "models", "list", "--format", "json", "--preset", "openai", *self.of_server(),
                                        env={"OPENAI_API_KEY": "k"}).stdout)
        priced, unknown = models["models"]
        self.assertEqual((priced["name"], unknown["name"], models["currency"]), ("gpt-4o", "house-model", "USD"))
        self.assertGreater(priced["output_micro"], 0)
        self.assertIsNone(unknown["output_micro"])
        table = self.expect(0, "models", "list", *self.of_server())
        self.assertIn(b"house-model", table.stdout)
        self.assertIn(b"not known", table.stderr)

    def test_local(self):
        for switches in ([], ["--offline"]):
            done = self.expect(0, *switches, "models", "test", "--provider", "local", "--model", self.model_file())
            self.assertIn(b"small of local", done.stdout)
        listed = self.expect(0, "models", "list", "--provider", "local", "--model", self.model_file(), "--format", "csv")
        self.assertEqual(listed.stdout.decode().split(), ["model,input,cached_input,output", "small,0,0,0"])

    def test_what_is_wrong_with_local_is_said(self):
        local = ["models", "test", "--provider", "local"]
        self.expect_error(1, *local, words=["llm_model_file"])
        self.expect_error(1, *local, "--model", self.path("none.gguf"), words=["no such file"])
        self.expect_error(1, *local, "--model", __file__, words=["no GGUF file"])
        self.expect_error(1, *local, "--model", self.model_file(), words=["llama.cpp"], env={"LLAMA_SERVER": self.path("none")})
        crashing = {"CONSULTANTOS_STAND_IN": "crash-at-start"}
        self.expect_error(1, *local, "--model", self.model_file(), words=["given up", "wrong shape"], env=crashing)


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), sys.argv[2]
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
