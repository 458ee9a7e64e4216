# SPDX-License-Identifier: GPL-3.0-or-later
"""What hostile clients do to the HTTP API: it answers as it should, its memory stays bounded, others are served meanwhile.

Usage: test_attack.py PROGRAM PROJECT [unittest's arguments]"""
import contextlib
import gzip
import json
import os
import re
import resource
import select
import selectors
import shutil
import socket
import sys
import tempfile
import threading
import time
import unittest

PROGRAM, PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
sys.path.insert(0, os.path.join(PROJECT, "tests", "cli"))
import api_client  # noqa: E402

MEGABYTE = 1 << 20
#: What an attack may add to the server's memory: its own limits allow 1,000 connections with 16 KB of header each.
MEMORY_LIMIT = 150 * MEGABYTE
#: Seconds within which others are served during an attack: on a machine that does other work too.
PATIENCE = 10


class AttackCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="consultantos-attack-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CONSULTANTOS_DATA")}
        environment.update(LC_ALL="C.UTF-8", CONSULTANTOS_LANGUAGE="en")
        cls.server = api_client.Server(PROGRAM, os.path.join(cls.folder, "data"), env=environment)
        cls.addClassCleanup(lambda: cls.server.process.poll() is None and cls.server.close())
        assert cls.server.post("/analyze", {"company": "Tesla"}).status == 200
        cls.bearer = f"Authorization: Bearer {cls.server.token}\r\n".encode()

    def setUp(self):
        self.memory_before = self.memory()
        self.addCleanup(self.check_still_well)

    def check_still_well(self):
        """After each attack: the process lives, serves, and has not grown beyond the limit."""
        self.assertIsNone(self.server.process.poll(), "the server has ended")
        self.serve_others()
        self.assertLess(self.memory() - self.memory_before, MEMORY_LIMIT)

    def memory(self):
        with open(f"/proc/{self.server.process.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS"))

    def serve_others(self):
        begun = time.monotonic()
        self.assertEqual(self.server.get("/health", token=None, timeout=PATIENCE).status, 200)
        answer = self.server.post("/analyze", {"company": "Tesla"}, timeout=PATIENCE)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertLess(time.monotonic() - begun, PATIENCE)

    def connect(self, timeout=30):
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=timeout)

    def raw(self, sent, timeout=30):
        """All that comes back to some bytes until the server closes or is silent for a moment."""
        with self.connect(timeout) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(sent)
            return self.received(connection)

    @staticmethod
    def received(connection, silence=3):
        got = b""
        connection.settimeout(silence)
        with contextlib.suppress(ConnectionError, TimeoutError):
            while piece := connection.recv(65536):
                got += piece
        return got

    @staticmethod
    def statuses(answer):
        return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", answer)]

    def expect_one(self, sent, *allowed):
        """Exactly one answer, of an allowed status, as a problem document."""
        answer = self.raw(sent)
        statuses = self.statuses(answer)
        self.assertEqual(len(statuses), 1, (sent[:200], answer[:500]))
        self.assertIn(statuses[0], allowed, (sent[:200], answer[:500]))
        self.assertIn(b"application/problem+json", answer)
        return answer


class Strangers(AttackCase):
    ROUTES = [("GET", "/reports"), ("GET", "/reports/x"), ("DELETE", "/reports/x"), ("POST", "/analyze"),
              ("POST", "/analyze/async"), ("GET", "/jobs"), ("POST", "/jobs/x/cancel"), ("POST", "/conversational/chat")]

    def test_without_the_right_token_nothing_happens(self):
        for method, path in self.ROUTES:
            for token in (None, "", "x", self.server.token[:-1], self.server.token + "A", self.server.token.swapcase(),
                          "A" * 5000):
                answer = self.server.request(method, path, {} if method == "POST" else None, token=token)
                self.assertEqual(answer.status, 401, (method, path, token))
                self.assertNotIn(self.server.token.encode(), answer.body)
        for scheme in (b"Basic " + self.server.token.encode(), b"Bearer", b"Bearer  ", b"bearer\t", self.server.token.encode()):
            self.expect_one(b"GET /reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + scheme + b"\r\n\r\n", 401)

    def test_foreign_hosts_and_origins(self):
        for host in (b"evil.example", b"localhost.evil.example", b"127.0.0.1.evil.example", b"localhost@evil.example", b"",
                     b"0x7f000001", b"[::2]"):
            for path in (b"/reports", b"/health", b"/docs"):
                self.expect_one(b"GET " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + self.bearer + b"\r\n", 421, 400)
        for origin in (b"https://evil.example", b"null", b"http://localhost.evil.example", b"http://localhost:1", b"file://"):
            answer = self.expect_one(b"POST /analyze HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin + b"\r\n" + self.bearer
                                     + b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 403)
            self.assertNotIn(b"access-control-allow", answer.lower())

    def test_a_form_of_a_web_page_orders_nothing(self):
        before = self.server.get("/jobs").json()["jobs"]
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            answer = self.server.request("POST", "/analyze/async", '{"company": "Tesla"}', {"Content-Type": kind})
            self.assertEqual(answer.status, 415)
        self.assertEqual(self.server.get("/jobs").json()["jobs"], before)


class Paths(AttackCase):
    def test_path_tricks_lead_nowhere(self):
        for target in (b"/../api-token", b"/reports/../../api-token", b"/reports/%2e%2e/api-token", b"/reports/%2E./api-token",
                       b"/reports/..%2fapi-token", b"/reports/..%5capi-token", b"/reports/%00", b"/reports/x%00.json",
                       b"//api-token", b"/./api-token", b"/reports/%c0%ae%c0%ae/api-token", b"/reports/%", b"/reports/%zz",
                       b"http://127.0.0.1/reports", b"*", b"reports", b"/reports#x", b"/docs/../reports",
                       b"/reports/%252e%252e%252fapi-token", b"/reports/%ff%fe", b"/reports/" + b"a/" * 2000):
            answer = self.expect_one(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + self.bearer
                                     + b"\r\n", 400, 404)
            self.assertNotIn(self.server.token.encode(), answer)

    def test_unknown_methods_and_protocols(self):
        for line, allowed in ((b"BREW /reports HTTP/1.1", (400, 405)), (b"GET /reports HTTP/3.7", (400,)),
                              (b"GET /reports", (400,)), (b"CONNECT localhost:80 HTTP/1.1", (400, 405)),
                              (b"TRACE /reports HTTP/1.1", (400, 405)), (b"\x16\x03\x01\x02\x00\x01", (400,)),
                              (b"PRI * HTTP/2.0", (400,))):
            answer = self.raw(line + b"\r\nHost: localhost\r\nConnection: close\r\n" + self.bearer + b"\r\n")
            self.assertEqual(len(self.statuses(answer)), 1, (line, answer[:300]))
            self.assertIn(self.statuses(answer)[0], allowed, (line, answer[:300]))


class Bodies(AttackCase):
    HEAD = b"POST /analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"

    def test_a_huge_body_is_refused_before_it_is_read(self):
        for length in (17 * MEGABYTE, 1 << 40, (1 << 63) - 1):
            self.expect_one(self.HEAD + self.bearer + b"Content-Length: %d\r\n\r\n" % length, 413)
        self.expect_one(self.HEAD + self.bearer + b"Content-Length: 99999999999999999999999\r\n\r\n", 400, 413)
        self.expect_one(self.HEAD + b"Content-Length: %d\r\n\r\n" % (1 << 40), 401, 413)

    def test_a_huge_body_in_chunks_is_cut(self):
        with self.connect() as connection:
            connection.sendall(self.HEAD + self.bearer + b"Transfer-Encoding: chunked\r\n\r\n")
            piece = b"100000\r\n" + b"x" * MEGABYTE + b"\r\n"
            sent = 0
            while sent < 100 and not select.select([connection], [], [], 0)[0]:
                connection.sendall(piece)
                sent += 1
            answer = self.received(connection)
        self.assertEqual(self.statuses(answer), [413])
        self.assertLess(sent, 100, "it was cut before")

    def test_a_cut_body_is_dropped(self):
        for _ in range(50):
            with self.connect() as connection:
                connection.sendall(self.HEAD + self.bearer + b"Content-Length: 1000\r\n\r\n{\"company\":")
        active = self.settled()
        self.assertLessEqual(active, 1)

    def settled(self):
        end = time.monotonic() + 30
        while True:
            active = self.server.metrics()["consultantos_active_requests"]
            if active <= 1 or time.monotonic() > end:
                return active
            time.sleep(0.2)

    def test_bad_chunks(self):
        for chunks in (b"zz\r\nabc\r\n0\r\n\r\n", b"-1\r\nabc\r\n", b"ffffffffffffffffff\r\nabc", b"3\nabc\r\n0\r\n\r\n",
                       b"3\r\nabcdef\r\n0\r\n\r\n", b"0x3\r\nabc\r\n0\r\n\r\n", b"\r\n\r\n", b" 3\r\nabc\r\n0\r\n\r\n"):
            self.expect_one(self.HEAD + self.bearer + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
                            400, 413)

    def test_a_gzip_bomb_is_not_unpacked(self):
        bomb = gzip.compress(b" " * (200 * MEGABYTE))
        for encoding in ("gzip", "x-gzip", "deflate", "br", "gzip, gzip", "GZIP", "zstd"):
            begun = time.monotonic()
            answer = self.server.request("POST", "/analyze", bomb, {"Content-Type": "application/json",
                                                                    "Content-Encoding": encoding})
            self.assertEqual(answer.status, 415, encoding)
            self.assertEqual(answer.headers["Accept-Encoding"], "identity")
            self.assertLess(time.monotonic() - begun, PATIENCE)
        plain = self.server.request("POST", "/analyze", json.dumps({"company": "Tesla"}),
                                    {"Content-Type": "application/json", "Content-Encoding": "identity"})
        self.assertEqual(plain.status, 200)

    def test_json_that_nests_and_json_that_is_none(self):
        for body in (b"[" * 1_000_000, b'{"company":' * 100_000, b'{"company": "' + b"x" * MEGABYTE + b'"}', b"\xff\xfe{}",
                     b'{"company": "\\ud800"}', b'{"company": 1e999}', b"{}" * 1000, b'{"frameworks": [' + b'"porter",' * 100_000,
                     b"\x00" * 1000):
            answer = self.server.request("POST", "/analyze", body, {"Content-Type": "application/json"})
            self.assertIn(answer.status, (404, 422), (body[:40], answer.body))


class Headers(AttackCase):
    def test_header_floods(self):
        self.expect_one(b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n", 431)
        self.expect_one(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * MEGABYTE + b"\r\n\r\n", 431)
        self.expect_one(b"GET /" + b"a" * MEGABYTE + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431, 414)
        self.expect_one(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX" + b"a" * MEGABYTE, 431)

    def test_header_names_and_values_that_are_none(self):
        for line in (b"X A: b", b": b", b"X-A\x00: b", b"X-A: b\x00c", b"X-A : b", b"no colon"):
            self.expect_one(b"GET /reports/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + self.bearer + line
                            + b"\r\n\r\n", 400, 404)

    def test_nothing_of_a_request_gets_into_the_answers_header(self):
        answer = self.raw(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: a\rSet-Cookie: b\r\n\r\n")
        self.assertNotIn(b"Set-Cookie", answer)
        answer = self.server.get("/jobs/%0d%0aSet-Cookie:%20x")
        self.assertEqual(answer.status, 400)
        self.assertIsNone(answer.headers["Set-Cookie"])


class Smuggling(AttackCase):
    """Forms in which two servers would see different requests: one answer, then the connection ends."""
    HIDDEN = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"

    def test_lengths_and_chunks_that_contradict(self):
        for lines in (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                      b"Content-Length: 5\r\nContent-Length: 6\r\n", b"Content-Length: 5, 6\r\n", b"Content-Length: +5\r\n",
                      b"Content-Length: -5\r\n", b"Content-Length: 0x5\r\n", b"Content-Length: 5 5\r\n",
                      b"Transfer-Encoding: xchunked\r\n", b"Transfer-Encoding: chunked, identity\r\n",
                      b"Transfer-Encoding: \x0bchunked\r\n", b"Transfer-Encoding : chunked\r\n",
                      b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n"):
            with self.subTest(lines=lines):
                sent = Bodies.HEAD + self.bearer + lines + b"\r\n0\r\n\r\n" + self.HIDDEN
                answer = self.raw(sent)
                statuses = self.statuses(answer)
                self.assertTrue(statuses, "an answer is owed")
                self.assertTrue(400 <= statuses[0] < 500, statuses)
                self.assertEqual(len(statuses), 1, "the hidden request was never answered")

    def test_a_folded_header_is_no_header(self):
        answer = self.raw(Bodies.HEAD + self.bearer + b"X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 2\r\n"
                          b"Connection: close\r\n\r\n{}" + self.HIDDEN)
        self.assertEqual(len(self.statuses(answer)), 1)
        self.assertIn(self.statuses(answer)[0], (400, 422), "the length holds, as the folded line belongs to X")

    def test_two_hosts(self):
        self.expect_one(b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n" + self.HIDDEN, 400)
        self.expect_one(b"GET /health HTTP/1.1\r\n\r\n" + self.HIDDEN, 400)

    def test_a_refused_body_is_no_request(self):
        body = self.HIDDEN
        answer = self.raw(b"POST /analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                          b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.assertEqual(self.statuses(answer), [401])


class Crowds(AttackCase):
    def test_slowloris(self):
        """300 clients that send a byte now and then hold nothing up, and are dropped in time."""
        clients = []
        self.addCleanup(lambda: [one.close() for one in clients])
        for _ in range(300):
            client = self.connect()
            client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ")
            clients.append(client)
        begun = time.monotonic()
        dropped = set()
        while len(dropped) < len(clients) and time.monotonic() - begun < 60:
            for i, client in enumerate(clients):
                if i in dropped:
                    continue
                try:
                    client.sendall(b"a")
                    client.settimeout(0)
                    if client.recv(4096, socket.MSG_PEEK) is not None:
                        dropped.add(i)
                except BlockingIOError:
                    pass
                except OSError:
                    dropped.add(i)
                finally:
                    client.settimeout(5)
            self.serve_others()
            time.sleep(0.5)
        self.assertEqual(len(dropped), len(clients), "the header's ten seconds are over")
        answers = [self.received(client, 1) for client in clients[:20]]
        self.assertIn(408, [status for answer in answers for status in self.statuses(answer)])

    def test_clients_that_never_read(self):
        """Answers that nobody takes cost no more than the sockets' buffers."""
        clients = []
        self.addCleanup(lambda: [one.close() for one in clients])
        request = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for _ in range(100):
            client = self.connect()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.settimeout(1)
            with contextlib.suppress(TimeoutError, ConnectionError):
                client.sendall(request * 500)
            clients.append(client)
        self.serve_others()
        self.assertLess(self.memory() - self.memory_before, MEMORY_LIMIT)

    def test_ten_thousand_connections(self):
        wanted = 10_000
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY and hard < wanted + 500:
            wanted = hard - 500
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted + 500), hard))
        sockets = []
        self.addCleanup(lambda: [one.close() for one in sockets])
        selector = selectors.DefaultSelector()
        self.addCleanup(selector.close)
        highest = 0
        for i in range(wanted):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", self.server.port))
            sockets.append(one)
            if i % 1000 == 999:
                highest = max(highest, self.memory())
                time.sleep(0.1)
        self.assertLess(highest - self.memory_before, MEMORY_LIMIT)
        # Some are kept, the others were turned away: closed, or told by a 503.
        statuses = set()
        closed = 0
        end = time.monotonic() + 20
        for one in sockets:
            selector.register(one, selectors.EVENT_READ)
        while closed < wanted - 1500 and time.monotonic() < end:
            for key, _ in selector.select(timeout=0.5):
                try:
                    piece = key.fileobj.recv(4096)
                except OSError:
                    piece = b""
                statuses.update(self.statuses(piece))
                if not piece:
                    closed += 1
                    selector.unregister(key.fileobj)
        self.assertGreaterEqual(closed, wanted - 1500, "no more than the limit are kept")
        self.assertLessEqual(statuses, {503})
        for one in sockets:
            one.close()
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.serve_others()
                break
            except (AssertionError, OSError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def test_others_are_served_while_many_attack_at_once(self):
        over = threading.Event()
        attacks = (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
                   Bodies.HEAD + b"Content-Length: 1000000\r\n\r\n{",
                   Bodies.HEAD + self.bearer + b"Content-Length: 10\r\n\r\n{\"company\"",
                   b"GET /reports HTTP/1.1\r\nHost: evil.example\r\n\r\n" * 50)

        def attack(kind):
            while not over.is_set():
                with contextlib.suppress(OSError), self.connect(5) as connection:
                    connection.sendall(attacks[kind])
                    connection.settimeout(0.2)
                    connection.recv(100)

        threads = [threading.Thread(target=attack, args=(i % len(attacks),)) for i in range(8)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(20):
                self.serve_others()
        finally:
            over.set()
            for thread in threads:
                thread.join()


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
