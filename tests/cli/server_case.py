# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the HTTP API share: the real program as a server, and what its problems look like."""
import os
import socket

import api_client
import test_cli
from test_cli import CommandLineCase

COMPANIES = ["Tesla", "Ford", "Apple", "Microsoft", "Chevron", "Walmart", "Boeing", "Intel", "Nike", "Visa"]


class ServerCase(CommandLineCase):
    def serve(self, *arguments, env=None):
        server = api_client.Server(test_cli.PROGRAM, self.data, *arguments, env=self.environment(**(env or {})))
        self.addCleanup(lambda: server.process.poll() is None and server.close())
        return server

    def problem(self, answer, status, *words):
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        body = answer.json()
        self.assertEqual((body["status"], body["type"]), (status, "about:blank"))
        self.assertTrue(body["title"] and body["detail"])
        for word in words:
            self.assertIn(word, body["detail"])

    def log(self):
        folder = os.path.join(self.data, "logs")
        text = ""
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text += file.read()
        return text

    def raw(self, server, text, seconds=10):
        """What comes back to some bytes until the server closes."""
        with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as connection:
            connection.sendall(text)
            got = b""
            try:
                while piece := connection.recv(65536):
                    got += piece
            except (TimeoutError, ConnectionResetError):
                pass
            return got
