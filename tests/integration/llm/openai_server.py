# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenAI's chat completions, embeddings and models, and what other servers of that protocol do differently. How scenarios are
asked for: conformity.py; each content takes flavour=openai|azure|mistral|groq|deepseek|openrouter|ollama|lmstudio|vllm.

Contents: ok, length, filtered, refusal, tool_call, choices, no_choices, null_content, reasoning, think, unknown, comments,
no_done, error[,code=,form=,s=,type=], error_event, finish_error, usage_absent, usage_null, usage_cached, usage_write, usage_reasoning,
usage_hits, usage_groq, usage_early, usage_all, string_error, plain_error, long
"""
import json

import conformity
from conformity import TEXT, Answer, Table, count_tokens, event, need
from openai_tables import (AZURE, CHAT, EMBEDDING_FIELDS, MISTRAL_EMBEDDING_FIELDS, EMBEDDING, check_chat)

RESPONSE = "github.com/openai/openai-openapi openapi.json, CreateChatCompletionResponse"
CHUNK = "github.com/openai/openai-openapi openapi.json, CreateChatCompletionStreamResponse"
USAGE = "github.com/openai/openai-openapi openapi.json, CompletionUsage"
AUTH = "https://platform.openai.com/docs/api-reference/authentication"
LIMITS = "https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers"
ERRORS = "https://platform.openai.com/docs/guides/error-codes"
DEEPSEEK_USAGE = "https://api-docs.deepseek.com/api/create-chat-completion: usage.prompt_cache_hit_tokens, prompt_cache_miss_tokens"
GROQ_CHUNK = "github.com/groq/groq-python src/groq/types/chat/chat_completion_chunk.py, XGroq.usage"
OPENROUTER_ERRORS = "https://openrouter.ai/docs/api/reference/errors-and-debugging"
OPENROUTER_STREAM = "https://openrouter.ai/docs/api/reference/streaming"


def reset_headers(form):
    """LIMITS: durations like 1s, 6m0s, 12ms. What is exhausted says how long to wait."""
    requests = {"x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m30s",
                "x-ratelimit-limit-tokens": "150000", "x-ratelimit-remaining-tokens": "149984", "x-ratelimit-reset-tokens": "6m0s"}
    tokens = {**requests, "x-ratelimit-remaining-requests": "59", "x-ratelimit-reset-requests": "1s",
              "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s"}
    return {"reset_requests": requests, "reset_tokens": tokens,
            "reset_ms": {**requests, "x-ratelimit-reset-requests": "250ms"},
            "reset_fraction": {**requests, "x-ratelimit-reset-requests": "7.66s"}}.get(form, {})


class OpenAi:
    def refusal(self, text):
        return self.error(400, text, "invalid_request_error")

    @staticmethod
    def error(code, message, kind, name=None, headers=None):
        body = {"error": {"message": message, "type": kind, "param": None, "code": name}}  # openapi.json, ErrorResponse and Error
        return Answer(json.dumps(body).encode(), code, headers=headers or {})

    def answer(self, handler, scenario, path, body):
        flavour = scenario.value("flavour", "openai")
        if flavour == "azure":
            need(handler.headers.get("api-key"), "no api-key", AZURE)
            need("Authorization" not in handler.headers, "api-key and Authorization", AZURE)
            if not path.startswith("/openai/v1/"):
                need(handler.query.get("api-version"), "no api-version", AZURE)
                need(path.startswith("/openai/deployments/") or path == "/openai/models", f"no deployment in {path}", AZURE)
        elif flavour not in ("ollama", "lmstudio", "vllm"):
            authorization = handler.headers.get("Authorization", "")
            need(authorization.startswith("Bearer ") and len(authorization) > 7, "no bearer token", AUTH)
        if flavour != "azure":
            need(not handler.query, f"query {handler.query}", CHAT)
        if scenario.content in ("error", "string_error", "plain_error", "bad_key", "no_credit"):
            return self.failure(scenario, flavour)
        if path.endswith("/models"):
            need(body is None, "models is a GET", "openapi.json, ListModelsResponse")
            return self.list_models()
        need(body is not None, f"{path} is a POST", CHAT)
        if path.endswith("/embeddings"):
            return self.embed(body, flavour)
        need(path.endswith("/chat/completions"), f"no such path: {path}", CHAT)
        check_chat(flavour, body)
        return self.complete(scenario, body, flavour)

    def failure(self, scenario, flavour):
        code, form, seconds = int(scenario.value("code", "500")), scenario.value("form", "none"), float(scenario.value("s", "7"))
        headers = {**conformity.retry_headers(form, seconds), **reset_headers(form)}
        if scenario.content == "bad_key":
            return self.error(401, "Incorrect API key provided: sk-conf***form.", "invalid_request_error", "invalid_api_key")
        if scenario.content == "no_credit":  # ERRORS, "You exceeded your current quota": a 429 that waiting won't cure
            return self.error(429, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota", headers)
        if scenario.content == "string_error":  # vLLM and Ollama before their errors were objects; Mistral's own shape
            return Answer(json.dumps({"object": "error", "message": f"Failure {code}.", "type": "BadRequestError", "code": code}).encode(),
                          code, headers=headers)
        if scenario.content == "plain_error":
            return Answer(b"upstream connect error", code, "text/plain", headers)
        kind = {429: ("rate_limit_error", "rate_limit_exceeded"), 404: ("invalid_request_error", "model_not_found"),
                400: ("invalid_request_error", scenario.value("name", "context_length_exceeded"))}.get(code, ("server_error", None))
        if flavour == "openrouter":  # OPENROUTER_ERRORS: error.code is a number, details are in metadata
            body = {"error": {"code": code, "message": f"Failure {code}.", "metadata": {"provider_name": "x", "raw": {}}}}
            return Answer(json.dumps(body).encode(), code, headers=headers)
        return self.error(code, f"Failure {code}.", *kind, headers)

    @staticmethod
    def list_models():
        models = [{"id": name, "object": "model", "created": 1686935002, "owned_by": "conform"}  # openapi.json, Model
                  for name in ("gpt-conform", "o9-conform", "embed-conform")]
        return Answer(json.dumps({"object": "list", "data": models}).encode(), usage={})  # openapi.json, ListModelsResponse

    @staticmethod
    def embed(body, flavour):
        Table("request", MISTRAL_EMBEDDING_FIELDS if flavour == "mistral" else EMBEDDING_FIELDS, ("model", "input")).check(body)
        need(body.get("encoding_format", "float") == "float", "base64 isn't what this server gives", EMBEDDING)
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        data = [{"object": "embedding", "index": index, "embedding": [float(len(text)), float(count_tokens(text)), 0.5]}
                for index, text in enumerate(texts)]
        total = sum(map(count_tokens, texts))
        # In any order: each has its index (openapi.json, CreateEmbeddingResponse and Embedding).
        return Answer(json.dumps({"object": "list", "data": data[::-1], "model": body["model"],
                                  "usage": {"prompt_tokens": total, "total_tokens": total}}).encode(), usage={})

    def complete(self, scenario, body, flavour):
        prompt = " ".join(message["content"] if isinstance(message["content"], str)
                          else " ".join(part["text"] for part in message["content"]) for message in body["messages"])
        form = body.get("response_format", {})
        text = TEXT
        if form.get("type") == "json_schema":
            text = json.dumps(conformity.sample(form["json_schema"]["schema"]), ensure_ascii=False)
        elif form.get("type") == "json_object":
            text = '{"title": "Größe"}'
        if scenario.content == "long":
            text = "Wort " * int(scenario.value("n", "200000"))
        counts, usage = self.usage(scenario.content, count_tokens(prompt), count_tokens(text))
        if body.get("stream"):
            asks = body.get("stream_options", {}).get("include_usage", False) or flavour == "mistral"
            if not asks and scenario.content not in ("usage_groq", "usage_early"):
                usage = None
            chunks = self.chunks(scenario.content, body, text, counts if asks else None, flavour)
            if scenario.content in ("usage_groq", "usage_early"):
                self.move_usage(scenario.content, chunks, counts)
            tail = b"" if scenario.content == "no_done" else b"data: [DONE]\n\n"  # CHAT, stream
            parts = [event(chunk) for chunk in chunks]
            if scenario.content == "comments":  # OPENROUTER_STREAM; DeepSeek sends ": keep-alive" (api-docs.deepseek.com, rate limit)
                parts = [b": OPENROUTER PROCESSING\n\n" + part + b": keep-alive\n\n" for part in parts]
            if scenario.content in ("error_event", "finish_error"):
                usage = {}
            return Answer(b"".join(parts) + tail, media="text/event-stream; charset=utf-8", usage=usage)
        reply = self.whole(scenario.content, body, text, counts)
        if scenario.content in ("error_event", "finish_error"):
            usage = {}
        # DeepSeek sends empty lines before a reply that takes long (https://api-docs.deepseek.com/quick_start/rate_limit).
        lead = b"\n\n" if scenario.content == "comments" else b""
        return Answer(lead + json.dumps(reply, ensure_ascii=False).encode(), usage=usage)

    @staticmethod
    def usage(name, prompt, output):
        """USAGE: prompt_tokens has cached ones in it, completion_tokens has reasoning ones in it."""
        cached = prompt - 3 if name in ("usage_cached", "usage_hits", "usage_write") else 0
        reasoning = 23 if name in ("usage_reasoning", "reasoning") else 0
        counts = {"prompt_tokens": prompt, "completion_tokens": output + reasoning, "total_tokens": prompt + output + reasoning}
        usage = {"input": prompt - cached, "cachedInput": cached, "output": output, "reasoning": reasoning}
        if name == "usage_hits":
            counts |= {"prompt_cache_hit_tokens": cached, "prompt_cache_miss_tokens": prompt - cached}  # DEEPSEEK_USAGE
        elif name == "usage_write":
            # cache_write_tokens: "prompt tokens written to cache", a part of the prompt (USAGE, prompt_tokens_details).
            counts["prompt_tokens_details"] = {"cached_tokens": cached, "cache_write_tokens": 2}
            usage |= {"input": prompt - cached - 2, "cacheWrite": 2}
        elif cached:
            counts["prompt_tokens_details"] = {"cached_tokens": cached, "audio_tokens": 0}
        if reasoning:
            counts["completion_tokens_details"] = {"reasoning_tokens": reasoning, "accepted_prediction_tokens": 0,
                                                   "rejected_prediction_tokens": 0, "audio_tokens": 0}
        if name == "usage_nulls":  # details may be null where a server has none: openai-python types/completion_usage.py, Optional
            counts |= {"prompt_tokens_details": None, "completion_tokens_details": None}
        if name in ("usage_absent", "usage_null"):
            return None, None
        return counts, usage

    @staticmethod
    def finish(name):
        # RESPONSE, choices.finish_reason; "error" is OpenRouter's and Mistral's own.
        return {"length": "length", "filtered": "content_filter", "tool_call": "tool_calls", "finish_error": "error"}.get(name, "stop")

    def whole(self, name, body, text, counts):
        message = {"role": "assistant", "content": text, "refusal": None, "annotations": []}  # ChatCompletionResponseMessage
        if name == "refusal":
            message |= {"content": None, "refusal": "I can't help with that."}
        if name == "null_content":
            message["content"] = None
        if name == "tool_call":
            message |= {"content": None, "tool_calls": [{"id": "call_1", "type": "function",
                                                         "function": {"name": "lookup", "arguments": "{}"}}]}
        if name == "reasoning":  # api-docs.deepseek.com/guides/reasoning_model; vLLM and Ollama name it `reasoning`
            message |= {"reasoning_content": "Let me think of 7 %.", "reasoning": "Let me think of 7 %."}
        if name == "think":
            message["content"] = "<think>Let me think of 7 %.</think>\n\n" + text
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": self.finish(name)}  # RESPONSE, choices
        reply = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1741570283,  # RESPONSE
                 "model": body.get("model", "gpt-conform") + "-2026-01-01", "choices": [choice], "service_tier": "default"}
        if name == "choices":
            reply["choices"].append({**choice, "index": 1, "message": {**message, "content": "ANOTHER"}})
            reply["choices"].reverse()
        if name == "no_choices":
            reply["choices"] = []
        if name == "unknown":
            reply["later"] = message["later"] = choice["later"] = {"a": [1, None]}
        if name == "error_event":  # OPENROUTER_ERRORS: an error within an answer of 200
            return {"error": {"code": 502, "message": "Provider returned error"}}
        if name == "finish_error":
            choice["error"] = {"code": 502, "message": "Provider disconnected"}
        if counts:
            reply["usage"] = counts
        elif name == "usage_null":
            reply["usage"] = None
        return reply

    def chunks(self, name, body, text, counts, flavour):
        base = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1741570283,  # CHUNK
                "model": body.get("model", "gpt-conform") + "-2026-01-01", "system_fingerprint": "fp_1"}
        if counts or name == "usage_null":
            base["usage"] = None  # CHUNK, usage: null in all but the last

        def chunk(delta, finish=None, index=0):
            return {**base, "choices": [{"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}], "obfuscation": "x"}

        size = len(text) // 3 + 1
        pieces = [text[start:start + size] for start in range(0, len(text), size)]
        deltas = [{"content": piece} for piece in pieces]
        if name == "refusal":
            deltas = [{"refusal": "I can't "}, {"refusal": "help with that."}]  # ChatCompletionStreamResponseDelta
        if name == "null_content":
            deltas = [{"content": None}]
        if name == "tool_call":
            deltas = [{"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": {"name": "lookup", "arguments": ""}}]},
                      {"tool_calls": [{"index": 0, "function": {"arguments": "{}"}}]}]
        if name == "reasoning":
            deltas = [{"reasoning_content": "Let me think of 7 %.", "content": None},
                      {"reasoning": " And so on.", "content": ""}, *deltas]
        if name == "think":
            deltas = [{"content": "<thi"}, {"content": "nk>Let me think of 7 %.</th"}, {"content": "ink>\n\n"}, *deltas]
        chunks = [chunk({"role": "assistant", "content": "", "refusal": None}), *map(chunk, deltas)]
        if name == "error_event":  # openai-python src/openai/_streaming.py: data with an error ends the stream
            return [*chunks[:3], {"error": {"code": 502, "message": "Provider disconnected", "type": "server_error"}}]
        last = chunk({}, self.finish(name))
        if name == "finish_error":
            last["error"] = {"code": 502, "message": "Provider disconnected"}  # OPENROUTER_ERRORS
            last["choices"][0]["delta"] = {"content": ""}
        if name == "choices":
            chunks.insert(2, chunk({"content": "ANOTHER"}, index=1))
            chunks.append(chunk({}, "stop", 1))
        if name == "unknown":
            chunks.insert(1, {**base, "choices": [], "later": 1})
            chunks[2]["choices"][0]["delta"]["later"] = {"a": [None]}
        if flavour == "azure":  # AZURE: the first chunk may have the prompt's filter results and no choices
            chunks.insert(0, {**base, "choices": [], "prompt_filter_results": [{"prompt_index": 0, "content_filter_results": {}}]})
        if name == "no_choices":
            chunks = [{**base, "choices": []}]
        else:
            chunks.append(last)
        if counts:
            if name == "usage_all" or flavour == "mistral":
                # Mistral has no stream_options: usage comes in the last chunk with a choice (client-python docs/models/completionchunk.md).
                # vLLM's continuous_usage_stats has growing counts in every chunk.
                for index, one in enumerate(chunks):
                    if name == "usage_all":
                        done = counts["completion_tokens"] * index // len(chunks)
                        one["usage"] = {**counts, "completion_tokens": done, "total_tokens": counts["prompt_tokens"] + done}
                chunks[-1]["usage"] = counts
            else:
                chunks.append({**base, "choices": [], "usage": counts})  # ChatCompletionStreamOptions.include_usage
        return chunks

    @staticmethod
    def move_usage(name, chunks, counts):
        chunks[:] = [chunk for chunk in chunks if chunk["choices"]]
        if name == "usage_groq":
            chunks[-1]["x_groq"] = {"id": "req_1", "usage": {**counts, "total_time": 0.1}}  # GROQ_CHUNK
        else:
            chunks[0]["usage"] = counts


if __name__ == "__main__":
    conformity.serve(OpenAi())
