# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on this machine that speaks OpenAI's chat protocol in the place of a language model.

`writer(prompt)` gives the statements for a prompt of an agent: an author who keeps to the rules, unless told otherwise."""
import http.server
import json
import re
import threading


class Prompt:
    """What an agent's prompt holds, read from its text."""

    def __init__(self, messages):
        self.messages = messages
        self.text = next(message["content"] for message in messages if message["role"] == "user")
        self.is_correction = messages[-1]["role"] == "user" and len([m for m in messages if m["role"] == "user"]) > 1
        self.correction = messages[-1]["content"] if self.is_correction else ""
        self.figures = {name: (label, value) for name, label, value in
                        re.findall(r"^(F\d+): (.*): ([^:\n]*)$", self.text, re.M)}
        self.knowledge = dict(re.findall(r"^(K\d+): (.*)$", self.text, re.M))
        self.passages = dict(re.findall(r'^(P\d+): \(.*?\) "(.*)"$', self.text, re.M))
        statements = self.text.partition("### STATEMENTS")[2].partition("### PARTS")[0]
        self.statements = [(name, evidence.split(", ") if evidence else [], text) for name, evidence, text in
                           re.findall(r"^([\w.\-]+) \(([^)]*)\): (.*)$", statements, re.M)]
        parts = self.text.partition("### PARTS")[2].partition("### TASK")[0]
        self.parts = re.findall(r"^([\w\-]+) \(", parts, re.M)


def statement(text, evidence, replaces="", section="", links=()):
    return {"text": text, "evidence": list(evidence), "replaces": replaces, "section": section, "links": list(links)}


def honest(prompt):
    """Rewords each statement without harm and adds one that joins a margin with what is known of the industry."""
    if prompt.is_correction:
        return []
    said = [statement("Overall, " + text, evidence, replaces=name) for name, evidence, text in prompt.statements if evidence]
    margin = next((name for name, (label, value) in prompt.figures.items() if label.startswith("Gross margin, FY")), None)
    if margin and prompt.parts:
        label, value = prompt.figures[margin]
        said.append(statement(f"A gross margin of {value} in {label.split(', ')[1]} is what the company has to work with.",
                              [margin], section=prompt.parts[0]))
    return said


class ModelServer:
    def __init__(self, writer=honest, usage=(1000, 200)):
        self.writer, self.usage = writer, usage
        self.prompts, self.bodies = [], []
        self.failing = None  # a status, or "garbage", "cut", "refusal"
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                status, answer = server.answer(body)
                data = json.dumps(answer).encode()
                self.send_response(status)
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

    def answer(self, body):
        self.bodies.append(body)
        if isinstance(self.failing, int):
            return self.failing, {"error": {"message": "told to fail", "type": "server_error"}}
        prompt = Prompt([m for m in body["messages"] if m["role"] in ("user", "assistant")])
        self.prompts.append(prompt)
        is_opinion = any(m["role"] == "system" and m["content"].startswith("You are the second reader") for m in body["messages"])
        text, finish = json.dumps({"objections": []} if is_opinion else {"statements": self.writer(prompt)}), "stop"
        if self.failing == "garbage":
            text = "Here is what I think about it: margins are good."
        elif self.failing == "cut":
            text, finish = text[:20], "length"
        message = {"role": "assistant", "content": text}
        if self.failing == "refusal":
            message = {"role": "assistant", "content": None, "refusal": "I can't help with that."}
        return 200, {"id": "x", "object": "chat.completion", "model": body["model"],
                     "choices": [{"index": 0, "message": message, "finish_reason": finish}],
                     "usage": {"prompt_tokens": self.usage[0], "completion_tokens": self.usage[1],
                               "total_tokens": sum(self.usage)}}

    def close(self):
        self.server.shutdown()
        self.server.server_close()
