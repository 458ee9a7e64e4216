# SPDX-License-Identifier: GPL-3.0-or-later
"""The conformity servers themselves: that they refuse what the documentation refuses, so that the tests against them can fail."""
import http.client
import json
import os
import subprocess
import sys
import unittest

import conformity

HERE = os.path.dirname(os.path.abspath(__file__))
GEMINI = {"contents": [{"role": "user", "parts": [{"text": "Hi"}]}]}
OPENAI = {"model": "gpt-conform", "messages": [{"role": "user", "content": "Hi"}]}
ANTHROPIC = {"model": "claude-conform", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}]}


class Server:
    def __init__(self, name):
        self.process = subprocess.Popen([sys.executable, os.path.join(HERE, f"{name}_server.py")], stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline().decode().split()[1].rstrip("."))

    def ask(self, path, body=None, headers=None, media="application/json"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        raw = None if body is None else (body if isinstance(body, bytes) else json.dumps(body).encode())
        connection.request("GET" if raw is None else "POST", path, raw, {"Content-Type": media, **(headers or {})})
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return response.status, data

    def report(self):
        return json.loads(self.ask("/conformity/report")[1])

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class ServerCase(unittest.TestCase):
    name, path, headers, good = None, None, {}, {}

    @classmethod
    def setUpClass(cls):
        cls.server = Server(cls.name)
        cls.addClassCleanup(cls.server.close)

    def refuses(self, words, changes=None, headers=None, path=None, body=None):
        wrong = {**self.good, **(changes or {})}
        wrong = {key: value for key, value in wrong.items() if value is not Ellipsis}
        status, _ = self.server.ask(path or self.path, wrong if body is None else body, self.headers if headers is None else headers)
        faults = self.server.report()["faults"]
        self.assertEqual((status, len(faults)), (400, 1), (words, faults))
        self.assertIn(words, faults[0])

    def takes(self, changes=None):
        status, data = self.server.ask(self.path, {**self.good, **(changes or {})}, self.headers)
        report = self.server.report()
        self.assertEqual((status, report["faults"]), (200, []))
        return json.loads(data), report


class GeminiCase(ServerCase):
    name, path, good = "gemini", "/ok/v1beta/models/gemini-x:generateContent", GEMINI
    headers = {"x-goog-api-key": "k"}

    def test_requests(self):
        self.takes({"generationConfig": {"seed": 1, "temperature": 2, "responseMimeType": "application/json",
                                         "responseSchema": {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}}}})
        self.refuses("x-goog-api-key", headers={})
        self.refuses("the key is in the address", path=self.path + "?key=k")
        self.refuses("contents", {"contents": ...})
        self.refuses("contents is empty", {"contents": []})
        self.refuses("later is not documented", {"later": 1})
        self.refuses("role", {"contents": [{"role": "assistant", "parts": [{"text": "x"}]}]})
        self.refuses("temperature", {"generationConfig": {"temperature": "0"}})
        self.refuses("2.5 is not from 0 to 2", {"generationConfig": {"temperature": 2.5}})
        self.refuses("responseMimeType", {"generationConfig": {"responseSchema": {"type": "STRING"}}})
        for schema, words in (({"type": "object"}, "type"), ({"type": "OBJECT"}, "properties"), ({"type": "ARRAY"}, "items"),
                              ({"type": "INTEGER", "enum": [1]}, "enum"), ({"type": "STRING", "format": "uri"}, "format"),
                              ({"type": "STRING", "additionalProperties": False}, "additionalProperties")):
            self.refuses(words, {"generationConfig": {"responseMimeType": "application/json", "responseSchema": schema}})
        self.refuses("query", path="/ok/v1beta/models/gemini-x:streamGenerateContent", body=GEMINI)
        self.refuses("exclude", path="/ok/v1beta/models/gemini-x:countTokens", body={**GEMINI, "generateContentRequest": {"model": "models/gemini-x", **GEMINI}})
        self.refuses("each request names", path="/ok/v1beta/models/e:batchEmbedContents",
                     body={"requests": [{"model": "models/f", "content": {"parts": [{"text": "x"}]}}]})

    def test_ledger(self):
        reply, report = self.takes()
        usage = reply["usageMetadata"]
        self.assertEqual(usage["promptTokenCount"], report["ledger"]["input"])
        self.assertEqual(usage["candidatesTokenCount"], report["ledger"]["output"])
        self.assertEqual(usage["totalTokenCount"], sum(report["ledger"].values()))


class OpenAiCase(ServerCase):
    name, path, good = "openai", "/ok/v1/chat/completions", OPENAI
    headers = {"Authorization": "Bearer k"}

    def schema(self, schema, strict=True):
        return {"response_format": {"type": "json_schema", "json_schema": {"name": "a", "strict": strict, "schema": schema}}}

    def test_requests(self):
        closed = {"type": "object", "additionalProperties": False, "required": ["a"], "properties": {"a": {"type": "string"}}}
        self.takes(self.schema(closed))
        self.takes(self.schema({"type": "object", "oneOf": [closed]}, False))
        self.refuses("bearer", headers={})
        self.refuses("model", {"model": ...})
        self.refuses("messages is empty", {"messages": []})
        self.refuses("later is not documented", {"later": 1})
        self.refuses("stream_options", {"stream_options": {"include_usage": True}})
        self.refuses("two limits", {"max_tokens": 1, "max_completion_tokens": 1})
        self.refuses("reasoning", {"model": "o3-mini", "max_tokens": 1})
        self.refuses("temperature", {"model": "gpt-5-mini", "temperature": 0})
        self.refuses("name", {"response_format": {"type": "json_schema", "json_schema": {"name": "a b", "schema": closed}}})
        self.refuses("additionalProperties", self.schema({**closed, "additionalProperties": True}))
        self.refuses("required", self.schema({**closed, "required": []}))
        self.refuses("oneOf", self.schema({**closed, "properties": {"a": {"oneOf": [{"type": "string"}]}}}))
        self.refuses("format", self.schema({**closed, "properties": {"a": {"type": "string", "format": "uri"}}}))

    def test_flavours(self):
        for flavour, words, changes in (("mistral", "seed", {"seed": 1}), ("mistral", "stream_options", {"stream": True, "stream_options": {}}),
                                        ("deepseek", "seed", {"seed": 1}), ("deepseek", "response_format", self.schema({"type": "object"})),
                                        ("deepseek", "json", {"response_format": {"type": "json_object"}}),
                                        ("ollama", "max_completion_tokens", {"max_completion_tokens": 5})):
            self.refuses(words, changes, path=f"/ok,flavour={flavour}/v1/chat/completions")
        self.refuses("no api-key", path="/ok,flavour=azure/openai/deployments/d/chat/completions?api-version=1", headers={})
        self.refuses("api-version", path="/ok,flavour=azure/openai/deployments/d/chat/completions", headers={"api-key": "k"})

    def test_embeddings(self):
        for texts in ([], ["a", ""], ["x"] * 2049):
            self.refuses("input", path="/ok/v1/embeddings", body={"model": "e", "input": texts})

    def test_ledger(self):
        reply, report = self.takes()
        self.assertEqual(reply["usage"]["total_tokens"], sum(report["ledger"].values()))


class AnthropicCase(ServerCase):
    name, path, good = "anthropic", "/ok/v1/messages", ANTHROPIC
    headers = {"x-api-key": "k", "anthropic-version": "2023-06-01"}

    def test_requests(self):
        tool = {"name": "t", "input_schema": {"type": "object", "properties": {"a": {"type": "string"}}}}
        self.takes({"tools": [tool], "tool_choice": {"type": "tool", "name": "t"}, "temperature": 1})
        self.refuses("x-api-key", headers={"anthropic-version": "2023-06-01"})
        self.refuses("anthropic-version", headers={"x-api-key": "k"})
        self.refuses("max_tokens", {"max_tokens": ...})
        self.refuses("seed is not documented", {"seed": 1})
        self.refuses("1.5 is not from 0 to 1", {"temperature": 1.5})
        self.refuses("sampling", {"model": "claude-opus-4-8", "temperature": 0})
        self.refuses("role", {"messages": [{"role": "system", "content": "x"}]})
        self.refuses("the first message", {"messages": [{"role": "assistant", "content": "x"}, *ANTHROPIC["messages"]]})
        self.refuses("an empty text", {"messages": [{"role": "user", "content": " "}]})
        self.refuses("non-empty", {"system": [{"type": "text", "text": ""}]})
        self.refuses("names no tool", {"tools": [tool], "tool_choice": {"type": "tool", "name": "u"}})
        self.refuses("type isn't object", {"tools": [{**tool, "input_schema": {"type": "string"}}]})
        self.refuses("additionalProperties", {"tools": [{**tool, "strict": True}]})
        mark = {"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}
        self.refuses("cache breakpoints", {"system": [mark] * 5})

    def test_ledger(self):
        reply, report = self.takes()
        self.assertEqual(reply["usage"]["input_tokens"] + reply["usage"]["output_tokens"], sum(report["ledger"].values()))


class Deliveries(unittest.TestCase):
    def test_content_type_and_json(self):
        server = Server("openai")
        self.addCleanup(server.close)
        headers = {"Authorization": "Bearer k"}
        for body, media in ((b"{}", "text/plain"), (b"{", "application/json")):
            self.assertEqual(server.ask("/ok/v1/chat/completions", body, headers, media)[0], 400)
        whole = server.ask("/ok/v1/chat/completions", OPENAI, headers)[1]
        self.assertEqual(server.ask("/ok+cut,at=20/v1/chat/completions", OPENAI, headers)[1], whole[:20])
        self.assertEqual(server.ask("/ok+piece,n=7/v1/chat/completions", OPENAI, headers)[1], whole)
        # What was cut isn't in the ledger.
        self.assertEqual(server.report()["calls"], 2)

    def test_retry_forms(self):
        self.assertEqual(conformity.retry_headers("seconds", 7.5), {"Retry-After": "7"})
        self.assertTrue(conformity.retry_headers("date", 7.5)["Retry-After"].endswith("GMT"))

    def test_samples(self):
        schema = {"type": "object", "properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"type": "array", "minItems": 2, "items": {"const": 4}}}}
        self.assertEqual(conformity.sample(schema), {"a": [4, 4]})



if __name__ == "__main__":
    unittest.main()
