# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may ask the HTTP API for what, and from where.

Usage: test_serve_access.py PROGRAM PROJECT [unittest's arguments]"""
import hashlib
import http.client
import json
import os
import ssl
import subprocess
import sys
import unittest

import test_cli
from server_case import ServerCase


class Access(ServerCase):
    PRIVATE = [("GET", "/reports"), ("GET", "/reports/x"), ("DELETE", "/reports/x"), ("POST", "/analyze"),
               ("POST", "/analyze/async"), ("GET", "/analyze/x/progress"), ("GET", "/jobs"), ("GET", "/jobs/x"),
               ("GET", "/jobs/x/status"), ("POST", "/jobs/x/cancel"), ("POST", "/jobs/x/resume"),
               ("POST", "/conversational/chat"), ("GET", "/forecasting/generate"),
               ("POST", "/forecasting/generate"), ("GET", "/nothing")]

    def test_without_the_token_nothing_is_told(self):
        server = self.serve()
        for method, path in self.PRIVATE:
            for token in (None, "wrong", server.token[:-1], server.token + "x", ""):
                with self.subTest(method=method, path=path, token=token):
                    answer = server.request(method, path, {} if method == "POST" else None, token=token)
                    self.problem(answer, 401)
                    self.assertIn("Bearer", answer.headers["WWW-Authenticate"])
        for path in ("/health", "/health/live", "/health/ready", "/metrics"):
            self.assertEqual(server.get(path, token=None).status, 200)

    def test_the_token_is_the_owners_alone(self):
        server = self.serve()
        self.assertEqual(os.stat(os.path.join(self.data, "api-token")).st_mode & 0o777, 0o600)
        self.assertNotIn(server.token, self.log())
        self.assertNotIn(server.token.encode(), server.get("/metrics").body)

    def test_scopes(self):
        os.makedirs(self.data, exist_ok=True)
        tokens = [{"name": scope, "sha256": hashlib.sha256(scope.encode()).hexdigest(), "scopes": [scope]}
                  for scope in ("read", "run", "admin")]
        with open(os.path.join(self.data, "api-tokens.json"), "w", encoding="utf-8") as file:
            json.dump({"tokens": tokens}, file)
        server = self.serve()
        self.assertEqual(server.get("/reports", token="read").status, 200)
        self.problem(server.post("/analyze", {"company": "Tesla"}, token="read"), 403)
        self.problem(server.request("DELETE", "/reports/x", token="read"), 403)
        self.assertEqual(server.post("/analyze", {"company": "Tesla"}, token="run").status, 200)
        self.problem(server.get("/reports", token="run"), 403)
        self.problem(server.request("DELETE", "/reports/x", token="admin"), 404)

    def test_pages_of_other_sites_can_ask_nothing(self):
        server = self.serve("--allow-anonymous", "--allow-origin", "https://intranet")
        own = f"http://127.0.0.1:{server.port}"
        self.assertEqual(server.get("/reports").status, 200)
        self.assertEqual(server.get("/reports", headers={"Origin": own}).status, 200)
        self.assertEqual(server.get("/reports", headers={"Origin": "https://intranet"}).status, 200)
        for origin in ("https://evil.example", "null", own + "0", "http://localhost.evil.example"):
            answer = server.get("/reports", headers={"Origin": origin})
            self.problem(answer, 403)
            self.assertNotIn("Access-Control-Allow-Origin", answer.headers)
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""):
            self.problem(server.get("/reports", headers={"Host": host}), 421 if host else 421)

    def test_a_token_has_a_rate(self):
        server = self.serve("--rate-limit", "60")
        answers = [server.get("/reports") for _ in range(20)]
        limited = [answer for answer in answers if answer.status == 429]
        self.assertTrue(5 <= len(limited) <= 12, len(limited))
        self.assertGreaterEqual(int(limited[0].headers["Retry-After"]), 1)
        self.assertEqual(server.get("/health", token=None).status, 200)

    def test_other_machines_need_tls(self):
        self.expect_error(1, "serve", "--host", "0.0.0.0", "--port", "0", words=["TLS"])
        self.expect_error(2, "serve", "--port", "70000")
        self.expect_error(2, "serve", "--tls-cert", "x")
        self.expect_error(2, "serve", "now")
        self.expect_error(2, "serve", "--host", "here", "--port", "0", "--insecure")

    def test_tls(self):
        key, certificate = self.path("key.pem"), self.path("cert.pem")
        made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                               "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
                              capture_output=True, check=False)
        self.assertEqual(made.returncode, 0, made.stderr)
        server = self.serve("--tls-cert", certificate, "--tls-key", key)
        context = ssl.create_default_context(cafile=certificate)
        connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=30)
        connection.request("GET", "/health")
        self.assertEqual(connection.getresponse().status, 200)
        connection.close()
        self.assertNotIn(b"HTTP/1.1 200", self.raw(server, b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        server.close()
        self.expect_error(1, "serve", "--tls-cert", key, "--tls-key", key, "--port", "0", words=["key.pem"])


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
