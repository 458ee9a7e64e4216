# SPDX-License-Identifier: GPL-3.0-or-later
"""The API's description against the program: every route is described, and everything described is a route.

Usage: test_api_description.py PROGRAM PROJECT [unittest's arguments]"""
import os
import re
import subprocess
import sys
import unittest

import yaml

import test_cli
from server_case import ServerCase

METHODS = ("get", "post", "put", "patch", "delete")


def description_path():
    return os.path.join(test_cli.PROJECT, "resources", "api", "openapi.yaml")


class Description(ServerCase):
    def setUp(self):
        super().setUp()
        with open(description_path(), encoding="utf-8") as file:
            self.description = yaml.safe_load(file)

    def operations(self):
        return [(method.upper(), path, item[method]) for path, item in self.description["paths"].items()
                for method in METHODS if method in item]

    def test_routes_and_description_are_the_same(self):
        routes = {tuple(line.split()) for line in self.expect(0, "serve", "--list-routes").stdout.decode().splitlines()}
        described = set()
        for method, path, operation in self.operations():
            scope = re.search(r"Scope `(\w+)`", operation.get("description", ""))
            described.add((method, path, scope.group(1) if scope else "-"))
        self.assertGreater(len(routes), 15)
        self.assertEqual(routes, described)

    def test_only_what_needs_no_token_says_so(self):
        for method, path, operation in self.operations():
            is_open = operation.get("security") == []
            self.assertEqual(is_open, "Scope" not in operation.get("description", ""), (method, path))
            self.assertEqual(is_open, "401" not in operation["responses"], (method, path))

    def test_each_path_answers(self):
        server = self.serve()
        for method, path, _ in self.operations():
            answer = server.request(method, path.replace("{id}", "none"), {} if method == "POST" else None)
            self.assertNotEqual(answer.status, 405, path)
            self.assertNotIn("There is nothing at this path", answer.body.decode(errors="replace"), path)

    def test_the_page_is_made_from_the_description(self):
        page = subprocess.run([sys.executable, os.path.join(test_cli.PROJECT, "tools", "make_api_page.py"),
                               description_path(), "-"], capture_output=True, check=True).stdout
        server = self.serve()
        answer = server.get("/docs", token=None)
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.body, page, "tools/make_api_page.py makes resources/api/docs.html anew")
        self.assertTrue(answer.headers["Content-Type"].startswith("text/html"))
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        self.assertNotIn("script", answer.headers["Content-Security-Policy"])
        for wanted in (rb"<script", rb"\bsrc=", rb"<link", rb"@import", rb"url\(", rb"<iframe", rb"https?:", rb"\bon\w+="):
            self.assertIsNone(re.search(wanted, page), wanted)
        for target in re.findall(rb'href="#([^"]+)"', page):
            self.assertIn(b'id="' + target + b'"', page)
        for _, path, _ in self.operations():
            self.assertIn(path.encode(), page)

    def test_the_description_is_served(self):
        server = self.serve()
        answer = server.get("/openapi.yaml", token=None)
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "application/yaml"))
        with open(description_path(), "rb") as file:
            self.assertEqual(answer.body, file.read())
        same = server.get("/openapi.yaml", token=None, headers={"If-None-Match": answer.headers["ETag"]})
        self.assertEqual(same.status, 304)


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
