# SPDX-License-Identifier: GPL-3.0-or-later
"""The Gemini API's generateContent, streamGenerateContent, countTokens, batchEmbedContents, embedContent and models.list, as
its reference and Google's own client describe them. How scenarios are asked for: conformity.py.

Contents: ok, length, blocked_prompt, blocked_reply[,reason=], other_finish, empty, candidates, no_candidates, no_parts, thoughts,
function_call, unknown, usage_cached, usage_thoughts, usage_tool, usage_absent, usage_null, usage_last, error[,code=,form=,s=], bad_key,
error_event, no_finish, long
"""
import json

import conformity
from conformity import TEXT, Answer, Table, count_tokens, event, in_range, need

# The addresses that the tables below name.
GENERATE = "https://ai.google.dev/api/generate-content"
CACHING = "https://ai.google.dev/api/caching"  # Content, Part, Schema, Tool
TOKENS = "https://ai.google.dev/api/tokens"
EMBED = "https://ai.google.dev/api/embeddings"
MODELS = "https://ai.google.dev/api/models"
AUTH = "https://ai.google.dev/api#authentication"
ERRORS = "https://ai.google.dev/gemini-api/docs/troubleshooting"
TYPES = "github.com/googleapis/python-genai google/genai/types.py"
CLIENT = "github.com/googleapis/python-genai google/genai/models.py"
RETRY_INFO = "https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"
BATCH_LIMIT = "https://github.com/langchain-ai/langchainjs/issues/4491"


def check_part(part):
    PART.check(part)
    need(len(set(part) & {"text", "inlineData", "functionCall", "functionResponse", "fileData"}) == 1,
         "a part has exactly one kind of data", f"{TYPES}, Part")


def check_contents(contents):
    need(isinstance(contents, list) and contents, "contents is empty", GENERATE)
    for content in contents:
        CONTENT.check(content)
        need("role" in content, "a content of a conversation has no role", CACHING)


def check_parts(parts):
    need(isinstance(parts, list) and parts, "parts is empty", CACHING)
    for part in parts:
        check_part(part)


PART = Table("part", {
    "text": (str, f"{CACHING}#Part"),
    "thought": (bool, f"{CACHING}#Part"),
    "thoughtSignature": (str, f"{CACHING}#Part"),
    "inlineData": (dict, f"{CACHING}#Part"),
    "functionCall": (dict, f"{CACHING}#Part"),
    "functionResponse": (dict, f"{CACHING}#Part"),
    "fileData": (dict, f"{CACHING}#Part"),
})
CONTENT = Table("content", {
    "parts": (check_parts, f"{CACHING}#Content"),
    "role": ({"user", "model"}, f"{CACHING}#Content; {TYPES}, Content.role"),
}, required=("parts",))

SCHEMA = Table("responseSchema", {
    "type": ({"STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL"}, f"{CACHING}#Schema"),
    "format": (str, f"{CACHING}#Schema"),
    "title": (str, f"{CACHING}#Schema"),
    "description": (str, f"{CACHING}#Schema"),
    "nullable": (bool, f"{CACHING}#Schema"),
    "enum": (list, f"{CACHING}#Schema"),
    "maxItems": ((int, str), f"{CACHING}#Schema"),  # int64: a string or a number in JSON
    "minItems": ((int, str), f"{CACHING}#Schema"),
    "properties": (dict, f"{CACHING}#Schema"),
    "required": (list, f"{CACHING}#Schema"),
    "minProperties": ((int, str), f"{CACHING}#Schema"),
    "maxProperties": ((int, str), f"{CACHING}#Schema"),
    "minLength": ((int, str), f"{CACHING}#Schema"),
    "maxLength": ((int, str), f"{CACHING}#Schema"),
    "pattern": (str, f"{CACHING}#Schema"),
    "example": (object, f"{CACHING}#Schema"),
    "anyOf": (list, f"{CACHING}#Schema"),
    "propertyOrdering": (list, f"{CACHING}#Schema"),
    "default": (object, f"{CACHING}#Schema"),
    "items": (dict, f"{CACHING}#Schema"),
    "minimum": ((int, float), f"{CACHING}#Schema"),
    "maximum": ((int, float), f"{CACHING}#Schema"),
})  # no additionalProperties: python-genai google/genai/_transformers.py, _raise_for_unsupported_mldev_properties

def check_schema(schema):
    def check(part, where):
        SCHEMA.check(part)
        need("type" in part or "anyOf" in part, f"{where} has no type", f"{CACHING}#Schema")
        kind = part.get("type")
        if "enum" in part:
            need(kind == "STRING" and all(isinstance(one, str) for one in part["enum"]),
                 f"{where}: enum is for strings", f"{TYPES}, Schema.enum: list[str]")
        if "format" in part:
            formats = {"NUMBER": {"float", "double"}, "INTEGER": {"int32", "int64"}, "STRING": {"enum", "date-time"}}
            need(part["format"] in formats.get(kind, set()), f"{where}: format {part['format']} of {kind}", f"{TYPES}, Schema.format")
        if kind == "OBJECT":
            need(part.get("properties"), f"{where}: an OBJECT needs properties", f"{CACHING}#Schema")
        if kind == "ARRAY":
            need("items" in part, f"{where}: an ARRAY needs items", f"{CACHING}#Schema")
        names = set(part.get("properties", {}))
        need(set(part.get("required", [])) <= names, f"{where}: required names no property", f"{CACHING}#Schema")
        need(set(part.get("propertyOrdering", [])) <= names, f"{where}: propertyOrdering names no property", f"{CACHING}#Schema")
    conformity.walk_schema(schema, check)


def check_json_schema(schema):
    # "The full JSON Schema may be sent"; what the list of supported properties lacks isn't held to, but no fault.
    def check(part, where):
        need("$ref" not in part or all(name.startswith("$") for name in part), f"{where}: $ref with other properties",
             f"{GENERATE}#generationconfig, responseJsonSchema")
    conformity.walk_schema(schema, check)


def check_int32(value):
    need(isinstance(value, int) and -2**31 <= value < 2**31, f"{value!r} is no int32", f"{GENERATE}#generationconfig")


CONFIG = Table("generationConfig", {
    "stopSequences": (list, f"{GENERATE}#generationconfig"),
    "responseMimeType": ({"text/plain", "application/json", "text/x.enum"}, f"{GENERATE}#generationconfig"),
    "responseSchema": (check_schema, f"{GENERATE}#generationconfig"),
    "responseJsonSchema": (check_json_schema, f"{GENERATE}#generationconfig"),
    "responseModalities": (list, f"{GENERATE}#generationconfig"),
    "candidateCount": (int, f"{GENERATE}#generationconfig"),
    "maxOutputTokens": (in_range(1, 2**31 - 1, f"{GENERATE}#generationconfig"), f"{GENERATE}#generationconfig"),
    "temperature": (in_range(0, 2, f"{GENERATE}#generationconfig"), f"{GENERATE}#generationconfig"),
    "topP": (in_range(0, 1, f"{GENERATE}#generationconfig"), f"{GENERATE}#generationconfig"),
    "topK": (int, f"{GENERATE}#generationconfig"),
    "seed": (check_int32, f"{GENERATE}#generationconfig"),
    "presencePenalty": ((int, float), f"{GENERATE}#generationconfig"),
    "frequencyPenalty": ((int, float), f"{GENERATE}#generationconfig"),
    "responseLogprobs": (bool, f"{GENERATE}#generationconfig"),
    "logprobs": (int, f"{GENERATE}#generationconfig"),
    "thinkingConfig": (dict, f"{GENERATE}#generationconfig"),
    "mediaResolution": (str, f"{GENERATE}#generationconfig"),
    "speechConfig": (dict, f"{GENERATE}#generationconfig"),
})


def check_config(config):
    CONFIG.check(config)
    if "responseSchema" in config or "responseJsonSchema" in config:
        need(config.get("responseMimeType") == "application/json", "a schema without responseMimeType application/json",
             f"{GENERATE}#generationconfig")
        need(not ("responseSchema" in config and "responseJsonSchema" in config), "both forms of schema",
             f"{GENERATE}#generationconfig")


GENERATE_FIELDS = {
    "contents": (check_contents, GENERATE),
    "systemInstruction": (CONTENT.check, GENERATE),
    "generationConfig": (check_config, GENERATE),
    "safetySettings": (list, GENERATE),
    "tools": (list, GENERATE),
    "toolConfig": (dict, GENERATE),
    "cachedContent": (str, GENERATE),
    "serviceTier": (str, f"{CLIENT}, _GenerateContentConfig_to_mldev"),
}
GENERATE_REQUEST = Table("request", GENERATE_FIELDS, required=("contents",))
NESTED_REQUEST = Table("generateContentRequest", {"model": (str, TOKENS), **GENERATE_FIELDS}, required=("model", "contents"))
COUNT_REQUEST = Table("request", {
    "contents": (check_contents, TOKENS),
    "generateContentRequest": (NESTED_REQUEST.check, TOKENS),
})
EMBED_REQUEST = Table("request", {
    "model": (str, EMBED),
    "content": (CONTENT.check, EMBED),
    "taskType": ({"RETRIEVAL_QUERY", "RETRIEVAL_DOCUMENT", "SEMANTIC_SIMILARITY", "CLASSIFICATION", "CLUSTERING",
                  "QUESTION_ANSWERING", "FACT_VERIFICATION", "CODE_RETRIEVAL_QUERY"}, EMBED),
    "title": (str, EMBED),
    "outputDimensionality": (int, EMBED),
}, required=("content",))
BATCH_REQUEST = Table("request", {"requests": (list, EMBED)}, required=("requests",))

MODEL_LIST = [  # Model: https://ai.google.dev/api/models#Model
    {
        "name": f"models/gemini-conform-{number}",
        "baseModelId": f"gemini-conform-{number}",
        "version": "001",
        "displayName": f"Conform {number}",
        "description": "",
        "inputTokenLimit": 1048576,
        "outputTokenLimit": 65536,
        "supportedGenerationMethods": ["generateContent", "countTokens"],
        "thinking": True,
        "temperature": 1,
        "maxTemperature": 2,
        "topP": 0.95,
        "topK": 64,
    } for number in range(1, 8)]
MODEL_LIST.append({"name": "models/embed-conform", "displayName": "Embed", "supportedGenerationMethods": ["embedContent"]})


def text_of(request):
    contents = list(request.get("contents", []))
    if "systemInstruction" in request:
        contents.append(request["systemInstruction"])
    return " ".join(part.get("text", "") for content in contents for part in content["parts"])


def error(code, status, message, details=(), headers=None):
    # The error model of Google's APIs (https://cloud.google.com/apis/design/errors#http_mapping): error.code, .message, .status, .details
    body = {"error": {"code": code, "message": message, "status": status, "details": list(details)}}
    return Answer(json.dumps(body).encode(), code, "application/json; charset=UTF-8", headers or {})


class Gemini:
    STATUSES = {400: "INVALID_ARGUMENT", 402: "FAILED_PRECONDITION", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 408: "CANCELLED",
                429: "RESOURCE_EXHAUSTED", 499: "CANCELLED", 500: "INTERNAL", 502: "UNAVAILABLE", 503: "UNAVAILABLE",
                504: "DEADLINE_EXCEEDED", 529: "UNAVAILABLE"}  # ERRORS

    def refusal(self, text):
        return error(400, "INVALID_ARGUMENT", text)

    def answer(self, handler, scenario, path, body):
        need(handler.headers.get("x-goog-api-key"), "no x-goog-api-key", AUTH)
        need("key" not in handler.query, "the key is in the address, too", AUTH)
        need(path.startswith("/v1beta/models"), f"no such path: {path}", GENERATE)
        if scenario.content == "bad_key":
            # A wrong key is a 400 of this API; google.rpc.ErrorInfo says so (ERRORS; RETRY_INFO's file has ErrorInfo, too).
            return error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
                         [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
                           "domain": "googleapis.com", "metadata": {"service": "generativelanguage.googleapis.com"}}])
        if scenario.content == "error":
            return self.failure(scenario)
        if path == "/v1beta/models":
            return self.list_models(handler, body)
        model, _, method = path.removeprefix("/v1beta/models/").partition(":")
        need(model and "/" not in model, f"no model in {path}", GENERATE)
        need(body is not None, f"{method} is a POST", GENERATE)
        if method == "countTokens":
            return self.count(body, model)
        if method == "batchEmbedContents":
            return self.embed(body, model)
        if method == "generateContent":
            return self.generate(scenario, body, model, False)
        need(method == "streamGenerateContent", f"no such method: {method}", GENERATE)
        # Without alt=sse the stream is one growing JSON array: CLIENT asks for ?alt=sse.
        need(handler.query == {"alt": "sse"}, f"query {handler.query}", f"{CLIENT}, generate_content_stream")
        return self.generate(scenario, body, model, True)

    def failure(self, scenario):
        code, form, seconds = int(scenario.value("code", "500")), scenario.value("form", "none"), float(scenario.value("s", "7"))
        details, headers = [], conformity.retry_headers(form, seconds)
        if code == 429:
            details.append({"@type": "type.googleapis.com/google.rpc.QuotaFailure",  # RETRY_INFO, QuotaFailure
                            "violations": [{"quotaMetric": "generate_content_requests", "quotaId": "PerMinute", "quotaValue": "10"}]})
        if form == "retryinfo":
            # google.protobuf.Duration in JSON: seconds with up to nine decimals and "s" (RETRY_INFO, RetryInfo.retry_delay).
            details.append({"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": scenario.value("text", f"{seconds}s")})
        answer = error(code, self.STATUSES[code], f"Failure {code}.", details, headers)
        if form == "array":
            answer.body = b"[" + answer.body + b"]"  # python-genai google/genai/errors.py, APIError: a list of one
        return answer

    def list_models(self, handler, body):
        need(body is None, "models.list is a GET", MODELS)
        for key, value in handler.query.items():
            need(key in ("pageSize", "pageToken"), f"query {key}", MODELS)
            need(key != "pageSize" or 1 <= int(value) <= 1000, f"pageSize {value}", MODELS)  # at most 1000
        first = int(handler.query.get("pageToken", "0"))
        # A server may return fewer than pageSize at any time, and says by nextPageToken that there are more (MODELS).
        page = {"models": MODEL_LIST[first:first + 3]}
        if first + 3 < len(MODEL_LIST):
            page["nextPageToken"] = str(first + 3)
        return Answer(json.dumps(page).encode(), usage={})

    def count(self, body, model):
        COUNT_REQUEST.check(body)
        need(len(body) == 1, "contents and generateContentRequest exclude each other, and one must be there", TOKENS)
        request = body.get("generateContentRequest", body)
        need(request.get("model", f"models/{model}") == f"models/{model}", "another model than the path's", TOKENS)
        total = count_tokens(text_of(request))
        return Answer(json.dumps({
            "totalTokens": total,  # TOKENS, response body
            "promptTokensDetails": [{"modality": "TEXT", "tokenCount": total}],  # TOKENS
        }).encode(), usage={})

    def embed(self, body, model):
        BATCH_REQUEST.check(body)
        need(1 <= len(body["requests"]) <= 100, f"{len(body['requests'])} requests in a batch", BATCH_LIMIT)
        vectors = []
        for request in body["requests"]:
            EMBED_REQUEST.check(request)
            need(request.get("model") == f"models/{model}", "each request names the path's model", EMBED)
            text = text_of({"contents": [request["content"]]})
            need(text, "an empty text", EMBED)
            vectors.append({"values": [float(len(text)), float(count_tokens(text)), 0.5]})  # EMBED, ContentEmbedding
        return Answer(json.dumps({"embeddings": vectors}).encode(), usage={})  # EMBED, batchEmbedContents

    def generate(self, scenario, body, model, streams):
        GENERATE_REQUEST.check(body)
        config = body.get("generationConfig", {})
        schema = config.get("responseSchema") or config.get("responseJsonSchema")
        text = json.dumps(conformity.sample(schema), ensure_ascii=False) if schema else TEXT
        chunks, usage = self.chunks(scenario, text, count_tokens(text_of(body)), model)
        if streams:
            return Answer(b"".join(event(chunk) for chunk in chunks), media="text/event-stream", usage=usage)
        return Answer(json.dumps(self.joined(chunks), ensure_ascii=False).encode(), media="application/json; charset=UTF-8", usage=usage)

    @staticmethod
    def joined(chunks):
        """The reply that is no stream: all parts in one candidate."""
        whole = dict(chunks[-1])
        parts = [part for chunk in chunks for candidate in chunk.get("candidates", [])[:1]
                 for part in candidate.get("content", {}).get("parts", [])]
        if whole.get("candidates") and parts:
            first = dict(whole["candidates"][0])
            first["content"] = {"parts": parts, "role": "model"}
            whole["candidates"] = [first, *whole["candidates"][1:]]
        return whole

    def chunks(self, scenario, text, prompt, model):
        name = scenario.content
        if name == "long":
            text = "Wort " * int(scenario.value("n", "200000"))
        size = max(1, len(text) // 3 + 1)
        pieces = [text[start:start + size] for start in range(0, len(text), size)]
        output, cached, thoughts, tool = count_tokens(text), 0, 0, 0
        if name == "usage_cached":
            cached = prompt - 2
        if name in ("usage_thoughts", "thoughts"):
            thoughts = 17
        if name == "usage_tool":
            tool = 5
        finish = {"length": "MAX_TOKENS", "blocked_reply": scenario.value("reason", "SAFETY"), "other_finish": "OTHER",
                  "unknown": "STOP", "no_finish": None}.get(name, "STOP")

        def chunk(parts, is_last, done):
            # GENERATE#generatecontentresponse and #candidate
            candidate = {"content": {"parts": parts, "role": "model"}, "index": 0}
            if is_last and finish:
                candidate["finishReason"] = finish  # GENERATE#finishreason
            if is_last and name == "blocked_reply":
                candidate["safetyRatings"] = [{"category": "HARM_CATEGORY_DANGEROUS_CONTENT", "probability": "HIGH", "blocked": True}]
                candidate["finishMessage"] = "The reply was stopped."  # TYPES, Candidate.finish_message
            whole = {"candidates": [candidate], "modelVersion": f"{model}-001", "responseId": "abc"}
            if name not in ("usage_absent", "usage_null") and (name != "usage_last" or is_last):
                # GENERATE#UsageMetadata; prompt includes the cached tokens, total is prompt + candidates + toolUse + thoughts (TYPES).
                whole["usageMetadata"] = {
                    "promptTokenCount": prompt,
                    "candidatesTokenCount": done,
                    "totalTokenCount": prompt + done + thoughts + tool,
                    "promptTokensDetails": [{"modality": "TEXT", "tokenCount": prompt}],
                }
                if cached:
                    whole["usageMetadata"]["cachedContentTokenCount"] = cached
                    whole["usageMetadata"]["cacheTokensDetails"] = [{"modality": "TEXT", "tokenCount": cached}]
                if thoughts:
                    whole["usageMetadata"]["thoughtsTokenCount"] = thoughts
                if tool:
                    whole["usageMetadata"]["toolUsePromptTokenCount"] = tool
            elif name == "usage_null":
                whole["usageMetadata"] = None
            return whole

        chunks = [chunk([{"text": piece}], index == len(pieces) - 1, output * (index + 1) // len(pieces))
                  for index, piece in enumerate(pieces)]
        usage = {"input": prompt - cached + tool, "cachedInput": cached, "output": output, "reasoning": thoughts}
        if name in ("usage_absent", "usage_null"):
            usage = None
        if name == "blocked_prompt":
            # GENERATE#PromptFeedback: no candidates at all; the prompt is counted (and not a token of output).
            usage = {"input": prompt}
            chunks = [{"promptFeedback": {"blockReason": scenario.value("reason", "SAFETY"), "safetyRatings": []},
                       "usageMetadata": {"promptTokenCount": prompt, "totalTokenCount": prompt}, "modelVersion": f"{model}-001"}]
        if name in ("blocked_reply", "no_parts"):
            # Content is empty if filters stop it (TYPES, FinishReason.SAFETY).
            chunks = [chunk([], True, 0)]
            del chunks[0]["candidates"][0]["content"]
            usage = {"input": prompt}
        if name == "thoughts":
            # TYPES, Part.thought: the text is reasoning, no part of the reply.
            chunks.insert(0, chunk([{"text": "Let me think of 7 %.", "thought": True}], False, 0))
            chunks[-1]["candidates"][0]["content"]["parts"].append({"text": "", "thoughtSignature": "c2lnbmF0dXJl"})
        if name == "candidates":
            chunks[-1]["candidates"].append({"content": {"parts": [{"text": "ANOTHER"}], "role": "model"}, "index": 1, "finishReason": "STOP"})
        if name == "no_candidates":
            chunks = [{"candidates": [], "usageMetadata": {"promptTokenCount": prompt, "totalTokenCount": prompt}}]
            usage = {"input": prompt}
        if name == "function_call":
            chunks = [chunk([{"functionCall": {"name": "lookup", "args": {"q": "x"}}}], True, output)]  # CACHING#FunctionCall
        if name == "unknown":
            # Clients must take what a later version adds: https://protobuf.dev/programming-guides/json/ (unknown fields).
            chunks[0]["laterField"] = {"a": [1, None]}
            chunks[0]["candidates"][0]["laterField"] = "x"
            chunks[0]["usageMetadata"]["laterTokenCount"] = 99
            chunks.insert(1, {"laterOnly": True})
            chunks[-1]["candidates"][0]["content"]["parts"].append({"laterPart": {"x": 1}})
        if name == "error_event":
            chunks[1:] = [{"error": {"code": 503, "message": "The model is overloaded.", "status": "UNAVAILABLE"}}]
            usage = {}
        return chunks, usage


if __name__ == "__main__":
    conformity.serve(Gemini())
