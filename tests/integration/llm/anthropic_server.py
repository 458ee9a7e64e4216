# SPDX-License-Identifier: GPL-3.0-or-later
"""Anthropic's messages, message counting and list of models, as its reference and its own client describe them. How scenarios
are asked for: conformity.py.

Contents: ok, length, window, refusal, refusal_late, stop_sequence, pause, tool_unasked, no_content, thinking, unknown, error[,code=,form=,s=],
error_event[,type=], no_stop, usage_cached, usage_start_only, usage_late_input, usage_thinking, usage_two_deltas, usage_absent,
usage_null, long
"""
import datetime
import json

import conformity
from conformity import TEXT, Answer, Table, count_tokens, event, in_range, need

SDK = "github.com/anthropics/anthropic-sdk-python src/anthropic"
CREATE = f"{SDK}/types/message_create_params.py"
COUNT = f"{SDK}/types/message_count_tokens_params.py"
TOOL = f"{SDK}/types/tool_param.py"
CHOICE = f"{SDK}/types/tool_choice_tool_param.py"
OUTPUT = f"{SDK}/types/output_config_param.py"
CACHE = f"{SDK}/types/cache_control_ephemeral_param.py"
TEXT_BLOCK = f"{SDK}/types/text_block_param.py"
MESSAGE = f"{SDK}/types/message.py"
USAGE = f"{SDK}/types/usage.py"
DELTA_USAGE = f"{SDK}/types/message_delta_usage.py"
VERSION = "https://platform.claude.com/docs/en/api/versioning"
OVERVIEW = "https://platform.claude.com/docs/en/api/overview"
ERRORS = "https://platform.claude.com/docs/en/api/errors"
STREAMING = "https://platform.claude.com/docs/en/build-with-claude/streaming"
STRUCTURED = "https://platform.claude.com/docs/en/build-with-claude/structured-outputs"
TRANSFORM = f"{SDK}/lib/_parse/_transform.py"
LIMITS = "https://platform.claude.com/docs/en/api/rate-limits#response-headers"
CACHING = "https://platform.claude.com/docs/en/build-with-claude/prompt-caching"
MODELS = f"{SDK}/types/model_info.py; {SDK}/types/model_list_params.py"
# Opus 4.7 and what came after refuse temperature, top_p and top_k.
NO_SAMPLING = ("https://platform.claude.com/docs/en/about-claude/models/migration-guide#migrating-to-claude-opus-4-7; "
               "https://github.com/Comfy-Org/ComfyUI/issues/13923")

CACHE_CONTROL = Table("cache_control", {
    "type": ({"ephemeral"}, CACHE),
    "ttl": ({"5m", "1h"}, CACHE),
}, required=("type",))
TEXT_PART = Table("block", {
    "type": ({"text"}, TEXT_BLOCK),
    "text": (lambda text: need(isinstance(text, str) and text.strip(), "text content blocks must be non-empty", TEXT_BLOCK), TEXT_BLOCK),
    "cache_control": (CACHE_CONTROL.check, TEXT_BLOCK),
    "citations": (list, TEXT_BLOCK),
}, required=("type", "text"))


def check_blocks(value):
    if isinstance(value, str):
        need(value.strip(), "an empty text", TEXT_BLOCK)
        return
    need(isinstance(value, list) and value, "no block", TEXT_BLOCK)
    for block in value:
        TEXT_PART.check(block)


MESSAGE_PARAM = Table("message", {
    "role": ({"user", "assistant"}, f"{SDK}/types/message_param.py"),
    "content": (check_blocks, f"{SDK}/types/message_param.py"),
}, required=("role", "content"))


def check_messages(messages):
    need(isinstance(messages, list) and 1 <= len(messages) <= 100_000, "messages", CREATE)
    for message in messages:
        MESSAGE_PARAM.check(message)
    need(messages[0]["role"] == "user", "the first message is the user's", CREATE)
    last = messages[-1]["content"]
    text = last if isinstance(last, str) else last[-1]["text"]
    # Final assistant content can't end with a space: https://platform.claude.com/docs/en/build-with-claude/prompt-engineering/prefill-claudes-response
    need(messages[-1]["role"] == "user" or text == text.rstrip(), "a prefilled reply ends with a space", CREATE)


# Words of a schema that the server holds a model to: STRUCTURED, "JSON Schema limitations"; TRANSFORM leaves out all others.
STRICT_WORDS = {"$defs", "$ref", "type", "anyOf", "allOf", "enum", "const", "description", "title", "properties", "additionalProperties",
                "required", "format", "items", "minItems", "default"}


def check_strict(schema):
    def check(part, where):
        need(set(part) <= STRICT_WORDS, f"{where}: {sorted(set(part) - STRICT_WORDS)} isn't supported", f"{STRUCTURED}; {TRANSFORM}")
        if part.get("type") == "object":
            need(part.get("additionalProperties") is False, f"{where}: additionalProperties must be false", STRUCTURED)
        need(part.get("minItems", 0) in (0, 1), f"{where}: minItems other than 0 and 1", STRUCTURED)
    conformity.walk_schema(schema, check)


def check_input_schema(schema):
    need(isinstance(schema, dict) and schema.get("type") == "object", "input_schema.type isn't object", TOOL)


TOOL_PARAM = Table("tool", {
    "name": (lambda name: need(isinstance(name, str) and 1 <= len(name) <= 64 and name.replace("-", "_").isidentifier(), f"name {name!r}",
                               "https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use: ^[a-zA-Z0-9_-]{1,64}$"), TOOL),
    "description": (str, TOOL),
    "input_schema": (check_input_schema, TOOL),
    "type": ({"custom", None}, TOOL),
    "strict": (bool, TOOL),
    "cache_control": (CACHE_CONTROL.check, TOOL),
}, required=("name", "input_schema"))


def check_tools(tools):
    need(isinstance(tools, list), "tools", CREATE)
    for tool in tools:
        TOOL_PARAM.check(tool)
        if tool.get("strict"):
            check_strict(tool["input_schema"])


TOOL_CHOICE = Table("tool_choice", {
    "type": ({"auto", "any", "tool", "none"}, CHOICE),
    "name": (str, CHOICE),
    "disable_parallel_tool_use": (bool, CHOICE),
}, required=("type",))
FORMAT = Table("format", {
    "type": ({"json_schema"}, f"{SDK}/types/json_output_format_param.py"),
    "schema": (check_strict, f"{SDK}/types/json_output_format_param.py"),
}, required=("type", "schema"))
OUTPUT_CONFIG = Table("output_config", {
    "effort": ({"low", "medium", "high", "xhigh", "max"}, OUTPUT),
    "format": (FORMAT.check, OUTPUT),
})
COUNT_FIELDS = {
    "model": (str, COUNT),
    "messages": (check_messages, COUNT),
    "system": (check_blocks, COUNT),
    "tools": (check_tools, COUNT),
    "tool_choice": (TOOL_CHOICE.check, COUNT),
    "thinking": (dict, COUNT),
    "output_config": (OUTPUT_CONFIG.check, COUNT),
    "cache_control": (CACHE_CONTROL.check, COUNT),
}
COUNT_REQUEST = Table("request", COUNT_FIELDS, ("model", "messages"))
CREATE_REQUEST = Table("request", {
    **COUNT_FIELDS,
    "max_tokens": (in_range(1, 10**6, CREATE), CREATE),
    "stream": (bool, CREATE),
    "temperature": (in_range(0, 1, CREATE), CREATE),
    "top_p": (in_range(0, 1, CREATE), CREATE),
    "top_k": (int, CREATE),
    "stop_sequences": (list, CREATE),
    "metadata": (dict, CREATE),
    "service_tier": ({"auto", "standard_only"}, CREATE),
    "container": (str, CREATE),
    "inference_geo": (str, CREATE),
}, ("model", "messages", "max_tokens"))  # no seed


def breakpoints(body):
    blocks = [block for value in [body.get("system", []), *(message["content"] for message in body["messages"]), body.get("tools", [])]
              if isinstance(value, list) for block in value]
    return sum("cache_control" in block for block in blocks) + ("cache_control" in body)


def text_of(value):
    return value if isinstance(value, str) else " ".join(block["text"] for block in value)


def count(body):
    texts = [text_of(message["content"]) for message in body["messages"]] + [text_of(body.get("system", ""))]
    return count_tokens(" ".join(texts)) + count_tokens(json.dumps(body.get("tools", "")))


class Anthropic:
    KINDS = {400: "invalid_request_error", 401: "authentication_error", 402: "billing_error", 403: "permission_error",
             404: "not_found_error", 413: "request_too_large", 429: "rate_limit_error", 500: "api_error", 502: "api_error",
             503: "api_error", 504: "timeout_error", 529: "overloaded_error"}  # ERRORS; SDK/types/shared/error_type.py

    def refusal(self, text):
        return self.error(400, text)

    def error(self, code, message, headers=None):
        body = {"type": "error", "error": {"type": self.KINDS[code], "message": message}, "request_id": "req_1"}  # ERRORS, error shapes
        return Answer(json.dumps(body).encode(), code, headers={"request-id": "req_1", **(headers or {})})

    def answer(self, handler, scenario, path, body):
        need(handler.headers.get("x-api-key"), "no x-api-key", OVERVIEW)
        need("Authorization" not in handler.headers, "x-api-key and Authorization", OVERVIEW)
        need(handler.headers.get("anthropic-version") == "2023-06-01", "anthropic-version", VERSION)
        if scenario.content == "error":
            return self.failure(scenario)
        if path == "/v1/models":
            return self.list_models(handler, body)
        need(not handler.query, f"query {handler.query}", CREATE)
        if path == "/v1/messages/count_tokens":
            COUNT_REQUEST.check(body)
            return Answer(json.dumps({"input_tokens": count(body)}).encode(), usage={})  # SDK/types/message_tokens_count.py
        need(path == "/v1/messages" and body is not None, f"no such path: {path}", CREATE)
        return self.create(scenario, body)

    def failure(self, scenario):
        code, form, seconds = int(scenario.value("code", "500")), scenario.value("form", "none"), float(scenario.value("s", "7"))
        headers = conformity.retry_headers(form, seconds)
        if form == "reset":  # LIMITS: RFC 3339 times
            reset = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
            headers = {"anthropic-ratelimit-requests-limit": "50", "anthropic-ratelimit-requests-remaining": "0",
                       "anthropic-ratelimit-requests-reset": reset.strftime("%Y-%m-%dT%H:%M:%SZ")}
        return self.error(code, f"Failure {code}.", headers)

    @staticmethod
    def list_models(handler, body):
        need(body is None, "models is a GET", MODELS)
        for key, value in handler.query.items():
            need(key in ("after_id", "before_id", "limit"), f"query {key}", MODELS)
            need(key != "limit" or 1 <= int(value) <= 1000, f"limit {value}", MODELS)
        names = [f"claude-conform-{number}" for number in range(1, 6)]
        first = names.index(handler.query["after_id"]) + 1 if "after_id" in handler.query else 0
        page = names[first:first + 2]
        return Answer(json.dumps({
            "data": [{"id": name, "type": "model", "display_name": name, "created_at": "2026-01-01T00:00:00Z"} for name in page],
            "has_more": first + 2 < len(names),  # SDK/pagination.py, Page: first_id, last_id, has_more
            "first_id": page[0] if page else None,
            "last_id": page[-1] if page else None,
        }).encode(), usage={})

    def create(self, scenario, body):
        CREATE_REQUEST.check(body)
        need(breakpoints(body) <= 4, "more than 4 cache breakpoints", CACHING)
        choice = body.get("tool_choice", {})
        need(not choice or body.get("tools"), "tool_choice without tools", CREATE)
        if choice.get("type") == "tool":
            need(choice.get("name") in [tool["name"] for tool in body["tools"]], "tool_choice names no tool", CHOICE)
        if any(body["model"].startswith(name) for name in ("claude-opus-4-7", "claude-opus-4-8", "claude-opus-5", "claude-sonnet-5",
                                                          "claude-fable-5", "claude-mythos")):
            need(not {"temperature", "top_p", "top_k"} & set(body), "a sampling parameter", NO_SAMPLING)
        blocks, stop = self.blocks(scenario, body, choice)
        start, late, usage = self.usage(scenario.content, count(body), count_tokens(blocks_text(blocks)))
        message = {"id": "msg_1", "type": "message", "role": "assistant", "model": body["model"], "content": blocks,
                   "stop_reason": stop, "stop_sequence": None,
                   "usage": {**start, **{key: value for key, value in late[-1].items() if value is not None}}}  # MESSAGE, USAGE
        if stop == "refusal":
            message["stop_details"] = {"type": "refusal", "category": "cyber", "explanation": None}  # SDK/types/refusal_stop_details.py
        if scenario.content == "stop_sequence":
            message["stop_sequence"] = "END"
        if scenario.content == "unknown":
            message["later"] = {"a": [1, None]}
        if scenario.content == "usage_absent":
            del message["usage"]
        elif scenario.content == "usage_null":
            message["usage"] = None
        if not body.get("stream"):
            if scenario.content == "error_event":
                return self.error(529, "Overloaded")
            return Answer(json.dumps(message, ensure_ascii=False).encode(), headers={"request-id": "req_1"}, usage=usage)
        events = self.events(scenario, message, start, late)
        if scenario.content in ("error_event", "no_stop"):
            usage = {}
        return Answer(b"".join(events), media="text/event-stream; charset=utf-8", headers={"request-id": "req_1"}, usage=usage)

    @staticmethod
    def blocks(scenario, body, choice):
        name = scenario.content
        text = "Wort " * int(scenario.value("n", "200000")) if name == "long" else TEXT
        stops = {"length": "max_tokens", "window": "model_context_window_exceeded", "refusal": "refusal", "refusal_late": "refusal",
                 "stop_sequence": "stop_sequence", "pause": "pause_turn"}  # SDK/types/stop_reason.py
        if choice.get("type") in ("tool", "any"):
            tool = next((tool for tool in body["tools"] if tool["name"] == choice.get("name")), body["tools"][0])
            blocks = [{"type": "tool_use", "id": "toolu_1", "name": tool["name"], "input": conformity.sample(tool["input_schema"])}]
            stop = stops.get(name, "tool_use")
        elif body.get("output_config", {}).get("format"):
            blocks = [{"type": "text", "text": json.dumps(conformity.sample(body["output_config"]["format"]["schema"]), ensure_ascii=False)}]
            stop = stops.get(name, "end_turn")
        else:
            blocks, stop = [{"type": "text", "text": text}], stops.get(name, "end_turn")
        if name in ("refusal", "no_content"):
            blocks = []
        if name == "thinking":  # SDK/types/thinking_block.py, redacted_thinking_block.py
            blocks = [{"type": "thinking", "thinking": "Let me think of 7 %.", "signature": "c2ln"},
                      {"type": "redacted_thinking", "data": "eA=="}, *blocks]
        if name == "tool_unasked":
            blocks, stop = [{"type": "tool_use", "id": "toolu_1", "name": "lookup", "input": {"q": "x"}}], "tool_use"
        if name == "unknown":
            blocks = [{"type": "later_block", "text": "HIDDEN", "data": {"x": 1}}, *blocks]
        return blocks, stop

    @staticmethod
    def usage(name, prompt, output):
        """USAGE: input_tokens has no cached ones in it; output_tokens has the thinking ones in it. DELTA_USAGE is cumulative."""
        usage = {"input": prompt, "output": output}
        start = {"input_tokens": prompt, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": 1,
                 "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0}, "service_tier": "standard",
                 "server_tool_use": None, "inference_geo": "not_available"}
        late = [{"output_tokens": output}]
        if name == "usage_cached":
            start |= {"input_tokens": 3, "cache_creation_input_tokens": prompt - 8, "cache_read_input_tokens": 5,
                      "cache_creation": {"ephemeral_5m_input_tokens": prompt - 8, "ephemeral_1h_input_tokens": 0}}
            usage = {"input": 3, "cacheWrite": prompt - 8, "cachedInput": 5, "output": output}
        if name == "usage_late_input":  # DELTA_USAGE: what message_start said too early is corrected by message_delta
            start |= {"input_tokens": 1}
            late = [{"input_tokens": prompt, "cache_creation_input_tokens": 4, "cache_read_input_tokens": 2, "output_tokens": output}]
            usage = {"input": prompt, "cacheWrite": 4, "cachedInput": 2, "output": output}
        if name == "usage_two_deltas":  # STREAMING: one or more message_delta events, each with cumulative counts
            late = [{"output_tokens": output - 1}, {"output_tokens": output, "input_tokens": prompt}]
        if name == "usage_nulls":  # USAGE: everything but input_tokens and output_tokens may be null
            start |= {"cache_creation_input_tokens": None, "cache_read_input_tokens": None, "cache_creation": None, "service_tier": None}
            late = [{"output_tokens": output, "input_tokens": None, "cache_creation_input_tokens": None, "cache_read_input_tokens": None}]
        if name in ("usage_thinking", "thinking"):  # SDK/types/output_tokens_details.py
            late = [{"output_tokens": output + 19, "output_tokens_details": {"thinking_tokens": 19}}]
            usage |= {"reasoning": 19}
        if name in ("usage_absent", "usage_null"):
            usage = None
        return start, late, usage

    @staticmethod
    def events(scenario, message, start, late):
        """STREAMING: message_start; for each block content_block_start, deltas, content_block_stop; message_delta; message_stop; ping at
        any place."""
        name = scenario.content

        def named(value):
            return event(value, value["type"])

        opening = {**message, "content": [], "stop_reason": None, "stop_sequence": None, "usage": start}
        if name in ("usage_absent", "usage_null"):
            opening["usage"] = None
        events = [named({"type": "message_start", "message": opening}), named({"type": "ping"})]
        for index, block in enumerate(message["content"]):
            empty = {**block, **{key: "" for key in ("text", "thinking", "signature") if key in block}}
            if block["type"] == "tool_use":
                empty["input"] = {}
                text = json.dumps(block["input"], ensure_ascii=False)
                deltas = [{"type": "input_json_delta", "partial_json": part} for part in ["", *thirds(text)]]  # SDK/types/input_json_delta.py
            elif block["type"] == "text":
                deltas = [{"type": "text_delta", "text": part} for part in thirds(block["text"])]  # SDK/types/text_delta.py
            elif block["type"] == "thinking":
                deltas = [{"type": "thinking_delta", "thinking": block["thinking"]},  # SDK/types/thinking_delta.py
                          {"type": "signature_delta", "signature": block["signature"]}]  # SDK/types/signature_delta.py
            else:
                deltas = [{"type": "later_delta", "text": "HIDDEN"}] if name == "unknown" else []
            events.append(named({"type": "content_block_start", "index": index, "content_block": empty}))
            events += [named({"type": "content_block_delta", "index": index, "delta": delta}) for delta in deltas]
            events.append(named({"type": "content_block_stop", "index": index}))
        if name == "unknown":  # VERSION: new event types may be added, and clients should take them
            events.insert(2, named({"type": "later_event", "text": "HIDDEN"}))
        if name == "error_event":  # STREAMING, error events
            kind = scenario.value("type", "overloaded_error")
            return [*events[:4], named({"type": "error", "error": {"type": kind, "message": "Overloaded"}})]
        delta = {"stop_reason": message["stop_reason"], "stop_sequence": message["stop_sequence"]}
        if "stop_details" in message:
            delta["stop_details"] = message["stop_details"]
        for index, counts in enumerate(late):
            last = {"type": "message_delta", "delta": delta if index == len(late) - 1 else {"stop_reason": None, "stop_sequence": None}}
            if name == "usage_null":
                last["usage"] = None
            elif name != "usage_absent":
                last["usage"] = counts
            events.append(named(last))
        if name != "no_stop":
            events.append(named({"type": "message_stop"}))
        return events


def thirds(text):
    size = len(text) // 3 + 1
    return [text[at:at + size] for at in range(0, len(text), size)]


def blocks_text(blocks):
    return " ".join(block.get("text", "") or json.dumps(block.get("input", ""), ensure_ascii=False) for block in blocks)


if __name__ == "__main__":
    conformity.serve(Anthropic())
