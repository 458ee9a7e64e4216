# SPDX-License-Identifier: GPL-3.0-or-later
"""What the conformity servers share: scenarios, ways of delivery, request tables with their sources, and the ledger.

A scenario is the first segment of the path, so that a client needs nothing but another base address:

    /CONTENT,key=value+DELIVERY,key=value/path/of/the/provider

CONTENT names what the model says ("ok", "length", "error", …), DELIVERY how it goes over the wire ("plain", "piece,n=3",
"cut,at=17,end=close", …). GET /conformity/report tells faults, ledger and the last request, and begins anew.

Every field that a server takes is in a table with its source; what no table has is a fault.
"""
import email.utils
import http.server
import json
import os
import re
import socket
import struct
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

# Several writing systems, one to four bytes a character: a cut falls into the middle of some.
TEXT = "Umsatz \u2013 \u6536\u5165 grew 4\u00a0%: \u00bbKäufer\u00ab \U0001f4c8 \"ok\"\\\n."
KINDS = ("input", "cachedInput", "cacheWrite", "output", "reasoning")


def count_tokens(text):
    """The server's own count: words and signs apart. No provider counts like this; it only has to be one that both sides
    can't get from each other."""
    return len(re.findall(r"\w+|[^\w\s]", text))


@dataclass
class Scenario:
    content: str
    content_values: dict
    delivery: str
    delivery_values: dict

    @staticmethod
    def parse(segment):
        def part(text):
            name, *pairs = text.split(",")
            return name, dict(pair.split("=", 1) for pair in pairs)
        content, _, delivery = urllib.parse.unquote(segment).partition("+")
        return Scenario(*part(content), *part(delivery or "plain"))

    def value(self, name, default=""):
        return self.content_values.get(name, default)


@dataclass
class Answer:
    body: bytes
    status: int = 200
    media: str = "application/json"
    headers: dict = field(default_factory=dict)
    usage: dict = None  # what the client is told, in our five kinds; None: it isn't told


class Refused(Exception):
    """A request that the provider would answer with an error; the text says what is wrong and where that is documented."""


class Table:
    """The documented fields of one object: name → (what it may be, source). `what` is a type, a tuple of types, a set of
    values, or a function of the value that raises Refused."""

    def __init__(self, name, fields, required=()):
        self.name, self.fields, self.required = name, fields, required

    def check(self, value):
        if not isinstance(value, dict):
            raise Refused(f"{self.name} is no object")
        for key in self.required:
            if key not in value:
                raise Refused(f"{self.name} lacks {key} ({self.fields[key][1]})")
        for key, entry in value.items():
            if key not in self.fields:
                raise Refused(f"{self.name}.{key} is not documented")
            what, source = self.fields[key]
            if isinstance(what, (set, frozenset)):
                good = entry in what
            elif isinstance(what, (type, tuple)):
                good = isinstance(entry, what) and not (isinstance(entry, bool) and not allows_bool(what))
            else:
                try:
                    what(entry)
                except Refused as refusal:
                    raise Refused(f"{key}: {refusal}") from None
                good = True
            if not good:
                raise Refused(f"{self.name}.{key} can't be {entry!r} ({source})")


def allows_bool(what):
    return bool in (what if isinstance(what, tuple) else (what,))


def need(condition, text, source):
    if not condition:
        raise Refused(f"{text} ({source})")


def in_range(low, high, source):
    def check(value):
        need(isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high,
             f"{value!r} is not from {low} to {high}", source)
    return check


FORMATTED = {"date": "2026-03-02", "date-time": "2026-03-02T12:00:00Z", "uri": "https://example.com/a"}


def sample(schema, root=None):
    """A value that satisfies the schema: what a model held to it might say."""
    root = root or schema
    if "$ref" in schema:
        target = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return sample(target, root)
    for choice in ("anyOf", "oneOf", "allOf"):
        if schema.get(choice):
            return sample(schema[choice][0], root)
    if schema.get("enum"):
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    kind = schema.get("type", "string")
    if isinstance(kind, list):
        kind = kind[0]
    kind = kind.lower()
    if kind == "object":
        return {key: sample(part, root) for key, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [sample(schema.get("items", {}), root)] * max(1, int(schema.get("minItems", 1)))
    if kind == "integer":
        return int(schema.get("minimum", 3))
    if kind == "number":
        return float(schema.get("minimum", 2.5))
    if schema.get("format") in FORMATTED:
        return FORMATTED[schema["format"]]
    return {"boolean": True, "null": None}.get(kind, "Größe \U0001f4c8")


def walk_schema(schema, check, where="schema"):
    """Calls check(part, where) for the schema and all within it."""
    check(schema, where)
    for key in ("properties", "$defs", "defs"):
        for name, part in (schema.get(key) or {}).items():
            walk_schema(part, check, f"{where}.{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            walk_schema(schema[key], check, f"{where}.{key}")
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for index, part in enumerate(schema.get(key) or []):
            walk_schema(part, check, f"{where}.{key}[{index}]")


def event(value, name=None):
    """A server-sent event (HTML Living Standard, 9.2.6, https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(value, ensure_ascii=False)}\n\n".encode()


class Books:
    """What the server counted, by itself."""

    def __init__(self):
        self.lock = threading.Lock()
        self.clear()

    def clear(self):
        self.told = dict.fromkeys(KINDS, 0)
        self.calls = self.untold = 0
        self.faults, self.last, self.paths, self.size = [], None, [], 0

    def report(self):
        with self.lock:
            report = {"ledger": dict(self.told), "calls": self.calls, "untold": self.untold, "faults": list(self.faults),
                      "last": self.last, "paths": list(self.paths), "size": self.size, "text": TEXT}
            self.clear()
            return report


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "conformity"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.serve(None)

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.serve(raw)

    def serve(self, raw):
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/conformity/report":
            self.send_whole(Answer(json.dumps(self.server.books.report()).encode()))
            return
        segment, _, rest = url.path.lstrip("/").partition("/")
        scenario = Scenario.parse(segment)
        self.query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        books = self.server.books
        try:
            body = self.read_json(raw)
            with books.lock:
                books.paths.append("/" + rest)
                books.last = {"path": "/" + rest, "query": self.query, "body": body,
                              "headers": {key.lower(): value for key, value in self.headers.items()}}
            answer = early_answer(scenario) or self.server.provider.answer(self, scenario, "/" + rest, body)
        except Refused as refusal:
            with books.lock:
                books.faults.append(f"{rest}: {refusal}")
            answer = self.server.provider.refusal(str(refusal))
        if scenario.value("ends") and "event-stream" in answer.media:
            # Lines may end in CR, LF or both, and a byte order mark may stand first (HTML, 9.2.6); Gemini sends CRLF. JSON's strings
            # have no line ends in them.
            ends = {"crlf": b"\r\n", "cr": b"\r"}[scenario.value("ends")]
            answer.body = b"\xef\xbb\xbf" + answer.body.replace(b"\n", ends)
        books.size = len(answer.body)
        if answer.status == 200 and scenario.delivery in ("plain", "piece", "slow"):
            with books.lock:
                books.calls += 1
                books.untold += answer.usage is None
                for kind, tokens in (answer.usage or {}).items():
                    books.told[kind] += tokens
        try:
            DELIVERIES[scenario.delivery](self, answer, scenario.delivery_values)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def read_json(self, raw):
        if raw is None:
            return None
        # RFC 9110, 8.3: a sender should say what the content is; every provider's examples send application/json.
        media = self.headers.get("Content-Type", "").split(";")[0].strip()
        need(media == "application/json", f"Content-Type is {media!r}", "https://www.rfc-editor.org/rfc/rfc9110#section-8.3")
        try:
            return json.loads(raw)
        except ValueError as error:
            raise Refused(f"the body is no JSON: {error}") from None

    def head(self, answer, headers):
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media)
        for key, value in {**answer.headers, **headers}.items():
            self.send_header(key, value)
        self.end_headers()

    def send_whole(self, answer, _values=None):
        self.head(answer, {"Content-Length": str(len(answer.body))})
        self.wfile.write(answer.body)

    def send_pieces(self, answer, values):
        size = int(values["n"])
        self.head(answer, {"Transfer-Encoding": "chunked"})
        for start in range(0, len(answer.body), size):
            self.send_chunk(answer.body[start:start + size])
        self.wfile.write(b"0\r\n\r\n")

    def send_chunk(self, piece):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.flush()

    def send_cut(self, answer, values):
        """The first `at` bytes, then the end: "close" (nothing but the end says how long it is), "chunk" (a proxy ends the
        chunks as if all were well), "nochunk" (chunks without their end), "length" (short of Content-Length), "reset"."""
        body, end = answer.body[:int(values["at"])], values.get("end", "close")
        self.close_connection = True
        if end in ("chunk", "nochunk"):
            self.head(answer, {"Transfer-Encoding": "chunked", "Connection": "close"})
            if body:
                self.send_chunk(body)
            if end == "chunk":
                self.wfile.write(b"0\r\n\r\n")
        else:
            length = {"Content-Length": str(len(answer.body))} if end in ("length", "reset") else {}
            self.head(answer, {"Connection": "close", **length})
            self.wfile.write(body)
        self.wfile.flush()
        if end == "reset":
            self.send_reset()

    def send_reset(self, _answer=None, _values=None):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def send_drips(self, answer, values):
        """A byte now and then and never the end, until the client has had enough."""
        self.close_connection = True
        self.head(answer, {"Connection": "close"})
        for byte in answer.body * 50:
            self.wfile.write(bytes((byte,)))
            self.wfile.flush()
            time.sleep(float(values.get("s", "0.05")))

    def send_slowly(self, answer, values):
        """All of it, in `parts` with waits of `s` seconds between."""
        self.head(answer, {"Transfer-Encoding": "chunked"})
        size = -(-len(answer.body) // int(values.get("parts", "4")))
        for start in range(0, len(answer.body), size):
            time.sleep(float(values.get("s", "0.2")))
            self.send_chunk(answer.body[start:start + size])
        self.wfile.write(b"0\r\n\r\n")

    def send_silence(self, _answer, values):
        self.close_connection = True
        time.sleep(float(values.get("s", "5")))

    # After a reset, the client's or ours, nothing is left to read or to close.
    def handle(self):
        try:
            super().handle()
        except OSError:
            pass

    def finish(self):
        try:
            super().finish()
        except OSError:
            pass


DELIVERIES = {"plain": Handler.send_whole, "piece": Handler.send_pieces, "cut": Handler.send_cut,
              "reset": Handler.send_reset, "drip": Handler.send_drips, "slow": Handler.send_slowly,
              "silence": Handler.send_silence}

PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to the network.</body></html>"


def early_answer(scenario):
    """What stands between a client and any provider: portals, proxies, broken machines."""
    status = int(scenario.value("code", "200"))
    if scenario.content == "html":
        return Answer(PAGE, status, "text/html; charset=utf-8")
    if scenario.content == "htmlasjson":
        return Answer(PAGE, status)
    if scenario.content == "brokenjson":
        return Answer(b'{"id": "x", "choices": [{"index": 0, "content": ', status)
    if scenario.content == "otherjson":
        return Answer({"array": b"[1, 2]", "number": b"3", "null": b"null", "empty": b"", "object": b"{}",
                       "string": b'"ok"'}[scenario.value("form")], status)
    if scenario.content == "huge":
        return Answer(b'{"text": "' + b"a" * (40 * 1024 * 1024) + b'"}', status)
    return None


def retry_headers(form, seconds):
    """When to come back, in each form that servers use. RFC 9110, 10.2.3 (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)
    has whole seconds and dates; fractions and retry-after-ms are what the providers' own clients read, too (openai-python and
    anthropic-sdk-python, src/*/_base_client.py, _parse_retry_after_header)."""
    return {
        "none": {},
        "seconds": {"Retry-After": str(int(seconds))},
        "fraction": {"Retry-After": str(seconds)},
        "date": {"Retry-After": email.utils.formatdate(time.time() + seconds, usegmt=True)},
        "past": {"Retry-After": email.utils.formatdate(time.time() - 3600, usegmt=True)},
        "ms": {"retry-after-ms": str(int(seconds * 1000))},
        # The finer one wins where both are sent: _parse_retry_after_header looks at it first.
        "both": {"retry-after-ms": str(int(seconds * 1000)), "Retry-After": str(int(seconds) + 1)},
        "garbage": {"Retry-After": "soon"},
        "negative": {"Retry-After": "-5"},
        "endless": {"Retry-After": "99999999999999999999"},
    }.get(form, {})


def serve(provider):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.request_queue_size = 128
    server.books = Books()
    server.provider = provider
    print(f"port {server.server_address[1]}.", flush=True)
    threading.Thread(target=end_with_parent, args=(server, os.getppid()), daemon=True).start()
    server.serve_forever()


def end_with_parent(server, parent):
    """A test that crashes leaves no server behind."""
    while os.getppid() == parent:
        time.sleep(1)
    server.shutdown()
