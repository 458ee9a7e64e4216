# SPDX-License-Identifier: GPL-3.0-or-later
"""A language model's server for the reference run: the same prompt gets the same reply, after the time that a pace names.

It counts what came and went by itself, so that the program's own ledger can be held against it."""
import dataclasses
import http.server
import json
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import model_server  # noqa: E402

LETTERS_OF_TOKEN = 4  # about, of English text


@dataclasses.dataclass(frozen=True)
class Pace:
    """Seconds of a call: the reference's phases and its single call, and what part of them is really waited for."""
    framework: float = 5.0  # 15 s for three
    synthesis: float = 5.0
    chat: float = 2.5
    opinion: float = 5.0
    scale: float = 1.0

    def seconds(self, kind):
        return getattr(self, kind) * self.scale

    def scaled(self, scale):
        return dataclasses.replace(self, scale=scale)


def kind_of(messages):
    system = messages[0]["content"] if messages[0]["role"] == "system" else ""
    if system.startswith("You are the second reader"):
        return "opinion"
    if not system.startswith("You word parts"):
        return "chat"
    return "synthesis" if '"Executive summary"' in messages[-1]["content"] else "framework"


def tokens_of(text):
    return max(1, len(text) // LETTERS_OF_TOKEN)


def reworded(prompt):
    """What passes the check at the first go: half of the statements that hold no figure, with two words more."""
    if prompt.is_correction:
        return []
    plain = [one for one in prompt.statements if one[1] and not any(letter.isdigit() for letter in one[2])]
    return [model_server.statement("Overall, " + text, evidence, replaces=name) for name, evidence, text in plain[::2]]


def reply_to(messages):
    if kind_of(messages) == "chat":
        return "The evidence says what can be said about this [1]."
    if kind_of(messages) == "opinion":
        return json.dumps({"objections": []})
    return json.dumps({"statements": reworded(model_server.Prompt(messages))})


class ReplayModel:
    """Serves until close(). `pace` may be changed between two calls."""

    def __init__(self, pace):
        self.pace = pace
        self.lock = threading.Lock()
        self.reset()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1  # head and body in one piece

            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                data = json.dumps(outer.answer(json.loads(body), len(body) + len(bytes(self.headers)))).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def reset(self):
        with self.lock:
            self.calls = self.bytes_in = self.input_tokens = self.output_tokens = 0
            self.at_once = self.most_at_once = 0

    def counted(self):
        with self.lock:
            return {"calls": self.calls, "bytes_in": self.bytes_in, "input_tokens": self.input_tokens,
                    "output_tokens": self.output_tokens, "most_at_once": self.most_at_once}

    def answer(self, body, size):
        begun = time.monotonic()
        messages = body["messages"]
        text = reply_to(messages)
        given, made = sum(tokens_of(message["content"]) for message in messages), tokens_of(text)
        with self.lock:
            self.calls += 1
            self.bytes_in += size
            self.input_tokens += given
            self.output_tokens += made
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(max(0.0, self.pace.seconds(kind_of(messages)) - (time.monotonic() - begun)))
        with self.lock:
            self.at_once -= 1
        return {"id": "replay", "object": "chat.completion", "model": body["model"],
                "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": given, "completion_tokens": made, "total_tokens": given + made}}

    def close(self):
        self.server.shutdown()
        self.server.server_close()
