# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on this machine in the place of all providers: answers in the shapes that they document, or fails as told."""
import http.server
import json
import threading
import time
import urllib.parse

COMPANY = {"cik_str": 100200, "ticker": "ALFA", "title": "Alfa Robotics, Inc."}
CIK = "0000100200"
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Welcome</body></html>"


def companyfacts(cik, name):
    def entry(value, year):
        return {"start": f"{year}-01-01", "end": f"{year}-12-31", "val": value, "accn": f"0000100200-{year - 1999}-000001",
                "fy": year, "fp": "FY", "form": "10-K", "filed": f"{year + 1}-02-01"}
    return {"cik": cik, "entityName": name, "facts": {"us-gaap": {"Revenues": {
        "label": "Revenues", "description": "", "units": {"USD": [entry(800e6, 2024), entry(1000e6, 2025)]}}}}}


def filing_page(name):
    return (f"<html><head><title>{name}</title></head><body><h1>{name}</h1><p>Item 1A. Risk Factors</p>"
            "<p>Our largest customers accounted for a significant part of our revenue last year.</p></body></html>").encode()


def feed(name):
    return (f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title><link>https://wire.example/</link>"
            f"<item><title>{name} opens a plant abroad</title><link>https://wire.example/plant</link>"
            "<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>"
            f"<description>{name} expects new tariffs to raise the price of its parts by 7 % this year.</description>"
            "</item></channel></rss>").encode()


def json_bytes(value):
    return json.dumps(value).encode()


class Providers:
    """`name` is the company in the news. `failing` maps a source's id to "500", "page" or "drip"."""

    def __init__(self, name="Alfa Robotics", failing=None):
        self.name = name
        self.failing = failing or {}
        self.requests, self.answers = [], []
        providers = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                providers.answer(self)

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                providers.answer(self)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def environment(self, *sources):
        """Switches `sources` on, all at this server, with keys."""
        paths = {"sec_edgar": "sec_edgar", "sec_edgar_data": "sec_edgar", "gdelt": "gdelt", "world_bank": "world_bank",
                 "tavily": "tavily", "searxng": "searxng", "finnhub": "finnhub", "alpha_vantage": "alpha_vantage",
                 "xbrl_filings": "xbrl_filings"}
        environment = {f"CONSULTANTOS_{name.upper()}_URL": f"{self.address}/{path}" for name, path in paths.items()}
        environment |= {f"CONSULTANTOS_{source.upper()}_ENABLED": "true" for source in sources}
        environment |= {f"{source}_API_KEY": "s3cret" for source in ("TAVILY", "FINNHUB", "ALPHA_VANTAGE")}
        return environment | {"CONSULTANTOS_FEED_URLS": f"{self.address}/feeds/news.xml",
                              "CONSULTANTOS_SEC_CONTACT": "Test test@smith.example"}

    def asked(self, source):
        return [path for path in self.requests if path.startswith(f"/{source}")]

    def answer(self, handler):
        self.requests.append(handler.path)
        source = handler.path.split("/")[1].split("?")[0]
        failure = self.failing.get(source)
        if failure == "500":
            return self.send(handler, 500, b"{}")
        if failure == "page":
            return self.send(handler, 200, PAGE, "text/html")
        if failure == "drip":
            return self.drip(handler)
        body = self.body(handler.path)
        if body is None:
            return self.send(handler, 404, b"{}")
        self.answers.append(body)
        return self.send(handler, 200, body, "text/xml" if body.startswith(b"<?xml") else
                         "text/html" if body.startswith(b"<html") else "application/json")

    @staticmethod
    def send(handler, status, body, kind="application/json"):
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    @staticmethod
    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        try:
            for _ in range(3000):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def body(self, path):
        parts = urllib.parse.urlsplit(path)
        query = urllib.parse.parse_qs(parts.query)
        if parts.path.endswith("/company_tickers.json"):
            return json_bytes({"0": COMPANY})
        if parts.path.endswith(f"/companyfacts/CIK{CIK}.json"):
            return json_bytes(companyfacts(COMPANY["cik_str"], COMPANY["title"]))
        if parts.path.endswith(f"/submissions/CIK{CIK}.json"):
            return json_bytes({"filings": {"files": [], "recent": {
                "accessionNumber": ["0000100200-26-000009", "0000100200-26-000001", "0000100200-25-000001"],
                "form": ["10-Q", "10-K", "10-K"], "filingDate": ["2026-05-01", "2026-02-01", "2025-02-01"],
                "reportDate": ["2026-03-31", "2025-12-31", "2024-12-31"],
                "primaryDocument": ["alfa-q1.htm", "alfa-2025.htm", "alfa-2024.htm"],
                "primaryDocDescription": ["10-Q", "10-K", "10-K"], "isXBRL": [1, 1, 1]}}})
        if "/Archives/" in parts.path:
            return filing_page(COMPANY["title"] + " " + parts.path.rsplit("/", 1)[1])
        if parts.path.startswith("/gdelt"):
            article = {"url": "https://paper.example/tariffs", "title": f"{self.name} warns of tariffs of 25 %",
                       "seendate": "20260301T070000Z", "domain": "paper.example", "language": "English",
                       "sourcecountry": "United States"}
            other = dict(article, url="https://paper.example/other", title="Nothing about it")
            return json_bytes({"articles": [article, other]})
        if parts.path.startswith("/world_bank"):
            indicator = parts.path.rsplit("/", 1)[1]
            row = {"indicator": {"id": indicator, "value": f"Indicator {indicator}"},
                   "country": {"id": "DE", "value": "Germany"}, "countryiso3code": "DEU", "date": "2024",
                   "value": -0.5 if "GDP" in indicator else 2.3}
            return json_bytes([{"page": 1, "pages": 1, "per_page": 1000, "total": 1, "lastupdated": "2026-01-28"}, [row]])
        if parts.path.startswith(("/tavily", "/searxng")):
            engine = parts.path.split("/")[1]
            return json_bytes({"results": [{"title": f"{self.name} and its suppliers", "score": 0.9,
                                            "url": f"https://{engine}.example/report",
                                            "content": f"{self.name} relies on a sole supplier of motors for 12 % of its "
                                                       "products, say people who know it."}]})
        if parts.path.startswith("/finnhub"):
            return json_bytes({"c": 250.5, "d": 1, "dp": 1, "h": 251, "l": 249, "o": 250, "pc": 249.5, "t": 1772452800})
        if parts.path.startswith("/alpha_vantage"):
            return json_bytes({"Global Quote": {"01. symbol": query["symbol"][0], "05. price": "250.40",
                                                "07. latest trading day": "2026-03-02"}})
        if parts.path.startswith("/xbrl_filings"):
            return json_bytes({"data": []})
        if parts.path.startswith("/feeds"):
            return feed(self.name)
        return None
