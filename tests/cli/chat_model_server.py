# SPDX-License-Identifier: GPL-3.0-or-later
"""A language model's server for tests: speaks OpenAI's chat completions on the loopback interface and says what it is told."""
import http.server
import json
import threading


class ModelServer:
    """`reply` is the text of every answer, or a function of the request's messages that gives it; with a number in
    `status` it fails. `requests` holds the bodies that came."""

    def __init__(self, reply="", status=200):
        self.reply, self.status, self.requests = reply, status, []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append(body)
                if outer.status != 200:
                    self.send(json.dumps({"error": {"message": "broken", "type": "server_error"}}).encode(),
                              "application/json", outer.status)
                    return
                text = outer.reply(body["messages"]) if callable(outer.reply) else outer.reply
                usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
                if not body.get("stream"):
                    message = {"role": "assistant", "content": text}
                    self.send(json.dumps({"model": "test", "usage": usage, "choices": [
                        {"index": 0, "message": message, "finish_reason": "stop"}]}).encode(), "application/json")
                    return
                chunks = [{"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]}
                          for piece in (text[i:i + 7] for i in range(0, len(text), 7))]
                chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
                chunks.append({"choices": [], "usage": usage})
                stream = "".join("data: " + json.dumps({"model": "test", **chunk}) + "\n\n" for chunk in chunks)
                self.send((stream + "data: [DONE]\n\n").encode(), "text/event-stream")

            def send(self, body, kind, status=200):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def options(self):
        """What makes the command line use it."""
        return ["--provider", "openai", "--model", "test", "--base-url",
                f"http://127.0.0.1:{self.server.server_address[1]}/v1"]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
