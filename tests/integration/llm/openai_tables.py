# SPDX-License-Identifier: GPL-3.0-or-later
"""What OpenAI's chat completions, and the servers that speak its protocol, take. Each field with its source."""
import re

import conformity
from conformity import Table, in_range, need

CHAT = "github.com/openai/openai-openapi openapi.json, CreateChatCompletionRequest"
COMMON = "github.com/openai/openai-openapi openapi.json, ModelResponseProperties"
FORMAT = "github.com/openai/openai-openapi openapi.json, ResponseFormatJsonSchema"
EMBEDDING = "github.com/openai/openai-openapi openapi.json, CreateEmbeddingRequest"
MESSAGES = "github.com/openai/openai-openapi openapi.json, ChatCompletionRequest*Message"
STRICT = "https://platform.openai.com/docs/guides/structured-outputs#supported-schemas"
REASONING = "https://platform.openai.com/docs/guides/reasoning; openapi.json, max_tokens: not compatible with o-series models"
NO_TEMPERATURE = "https://github.com/OpenHands/OpenHands/issues/4131: only the default (1) value is supported"
AZURE = "https://learn.microsoft.com/azure/ai-services/openai/reference; openai-python src/openai/lib/azure.py"
MISTRAL = "github.com/mistralai/client-python docs/models/chatcompletionrequest.md"
MISTRAL_EMBEDDING = "https://docs.mistral.ai/api/endpoint/embeddings; client-python docs/models/embeddingrequest.md"
GROQ = "github.com/groq/groq-python src/groq/types/chat/completion_create_params.py"
GROQ_STREAM = "https://console.groq.com/docs/api-reference#chat-create, stream_options"
DEEPSEEK = "https://api-docs.deepseek.com/api/create-chat-completion"
DEEPSEEK_JSON = "https://api-docs.deepseek.com/guides/json_mode"
OPENROUTER = "github.com/OpenRouterTeam/typescript-sdk docs/models/chatrequest.mdx"
OLLAMA = "https://docs.ollama.com/api/openai-compatibility"
LMSTUDIO = "https://lmstudio.ai/docs/developer/openai-compat/chat-completions"
VLLM = "https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html"


def check_text(value):
    """A message's content: a string, or parts of it."""
    if isinstance(value, list):
        need(value, "content is an empty list", MESSAGES)
        for part in value:
            Table("part", {"type": ({"text"}, MESSAGES), "text": (str, MESSAGES)}, ("type", "text")).check(part)
    else:
        need(isinstance(value, str), f"content can't be {value!r}", MESSAGES)


MESSAGE = Table("message", {
    "role": ({"system", "developer", "user", "assistant"}, MESSAGES),
    "content": (check_text, MESSAGES),
    "name": (str, MESSAGES),
}, required=("role", "content"))


def check_messages(messages):
    need(isinstance(messages, list) and messages, "messages is empty", CHAT)
    for message in messages:
        MESSAGE.check(message)


def check_name(name):
    need(isinstance(name, str) and re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name), f"name {name!r}", FORMAT)


JSON_SCHEMA = Table("json_schema", {
    "name": (check_name, FORMAT),
    "description": (str, FORMAT),
    "schema": (dict, FORMAT),
    "strict": ((bool, type(None)), FORMAT),
}, required=("name",))

# Words that strict mode knows: STRICT, "Supported properties". minLength and maxLength came later:
# https://github.com/pydantic/pydantic-ai/pull/4490. Composition other than anyOf is refused, and so are formats not named there.
STRICT_WORDS = {"type", "description", "title", "enum", "const", "properties", "required", "additionalProperties", "items", "anyOf",
                "$ref", "$defs", "definitions", "pattern", "format", "multipleOf", "maximum", "exclusiveMaximum", "minimum",
                "exclusiveMinimum", "minItems", "maxItems", "minLength", "maxLength"}
STRICT_FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}


def check_strict(schema):
    need(schema.get("type") == "object", "the root is no object", STRICT)
    need("anyOf" not in schema, "the root is an anyOf", STRICT)

    def check(part, where):
        need(set(part) <= STRICT_WORDS, f"{where}: {sorted(set(part) - STRICT_WORDS)} isn't permitted", STRICT)
        need("format" not in part or part["format"] in STRICT_FORMATS, f"{where}: format {part.get('format')}", STRICT)
        if part.get("type") == "object" or "properties" in part:
            need(part.get("additionalProperties") is False, f"{where}: additionalProperties must be false", STRICT)
            need(sorted(part.get("required", [])) == sorted(part.get("properties", {})),
                 f"{where}: every property must be required", STRICT)
    conformity.walk_schema(schema, check)


def check_format(value, allowed):
    need(isinstance(value, dict) and value.get("type") in allowed, f"response_format {value!r}", FORMAT)
    if value["type"] == "json_schema":
        Table("response_format", {"type": (str, FORMAT), "json_schema": (JSON_SCHEMA.check, FORMAT)}, ("json_schema",)).check(value)
        if value["json_schema"].get("strict"):
            check_strict(value["json_schema"]["schema"])
    else:
        need(set(value) == {"type"}, f"response_format {value!r}", FORMAT)


def any_format(value):
    check_format(value, {"text", "json_object", "json_schema"})


STREAM_OPTIONS = Table("stream_options", {
    "include_usage": (bool, "openapi.json, ChatCompletionStreamOptions"),
    "include_obfuscation": (bool, "openapi.json, ChatCompletionStreamOptions"),
})
INT_OR_NULL, NUMBER = (int, type(None)), (int, float)

OPENAI_FIELDS = {
    "messages": (check_messages, CHAT),
    "model": (str, CHAT),
    "service_tier": (str, CHAT),
    "verbosity": (str, CHAT),
    "reasoning_effort": ({"none", "minimal", "low", "medium", "high", "xhigh", "max"}, f"{CHAT}; ReasoningEffort"),
    "max_completion_tokens": (in_range(1, 10**7, CHAT), CHAT),
    "frequency_penalty": (in_range(-2, 2, CHAT), CHAT),
    "presence_penalty": (in_range(-2, 2, CHAT), CHAT),
    "response_format": (any_format, CHAT),
    "store": (bool, CHAT),
    "stream": (bool, CHAT),
    "stop": ((str, list), CHAT),
    "logprobs": (bool, CHAT),
    "max_tokens": (in_range(1, 10**7, CHAT), CHAT),
    "n": (in_range(1, 128, CHAT), CHAT),
    "seed": (INT_OR_NULL, CHAT),
    "stream_options": (STREAM_OPTIONS.check, CHAT),
    "tools": (list, CHAT),
    "tool_choice": ((str, dict), CHAT),
    "parallel_tool_calls": (bool, CHAT),
    "metadata": (dict, COMMON),
    "temperature": (in_range(0, 2, COMMON), COMMON),
    "top_p": (in_range(0, 1, COMMON), COMMON),
    "user": (str, COMMON),
    "safety_identifier": (str, COMMON),
    "prompt_cache_key": (str, COMMON),
}


def only(names, source, **others):
    """OPENAI_FIELDS cut down to `names`, as `source` has them, and `others`."""
    return {**{name: (OPENAI_FIELDS[name][0], source) for name in names.split()}, **others}


FLAVOURS = {
    "openai": OPENAI_FIELDS,
    "azure": OPENAI_FIELDS,
    # additionalProperties are refused by its server: github.com/mistralai/platform-docs-public/issues/7 (extra_forbidden).
    "mistral": only("model temperature top_p max_tokens stream stop metadata messages response_format tools tool_choice "
                    "presence_penalty frequency_penalty n parallel_tool_calls reasoning_effort prompt_cache_key", MISTRAL,
                    random_seed=(INT_OR_NULL, MISTRAL), prompt_mode=(str, MISTRAL), guardrails=(list, MISTRAL),
                    safe_prompt=(bool, MISTRAL), prediction=(dict, MISTRAL)),
    "groq": only("messages model frequency_penalty logprobs max_completion_tokens max_tokens metadata n parallel_tool_calls "
                 "presence_penalty reasoning_effort response_format seed service_tier stop store stream temperature tool_choice "
                 "tools top_p user", GROQ,
                 include_reasoning=(bool, GROQ), reasoning_format=({"hidden", "raw", "parsed"}, GROQ),
                 stream_options=(STREAM_OPTIONS.check, GROQ_STREAM)),
    # No json_schema and no seed; max_tokens is the only limit.
    "deepseek": only("messages model frequency_penalty max_tokens presence_penalty stop stream stream_options temperature top_p "
                     "tools tool_choice logprobs", DEEPSEEK,
                     response_format=(lambda value: check_format(value, {"text", "json_object"}), DEEPSEEK),
                     thinking=(dict, DEEPSEEK), reasoning_effort=(str, DEEPSEEK)),
    "openrouter": only("messages model frequency_penalty presence_penalty logprobs max_completion_tokens max_tokens metadata "
                       "parallel_tool_calls prompt_cache_key reasoning_effort response_format seed service_tier stop stream "
                       "stream_options temperature tool_choice tools top_p user", OPENROUTER,
                       provider=(dict, OPENROUTER), reasoning=(dict, OPENROUTER), models=(list, OPENROUTER)),
    "ollama": only("model messages frequency_penalty presence_penalty response_format seed stop stream stream_options temperature "
                   "top_p max_tokens tools tool_choice reasoning_effort", OLLAMA, reasoning=(dict, OLLAMA)),
    "lmstudio": only("model top_p messages temperature max_tokens stream stop presence_penalty frequency_penalty seed "
                     "response_format stream_options tools", LMSTUDIO, top_k=(int, LMSTUDIO), repeat_penalty=(NUMBER, LMSTUDIO)),
    "vllm": {name: (what, VLLM) for name, (what, _) in OPENAI_FIELDS.items()},
}


def check_inputs(value):
    texts = [value] if isinstance(value, str) else value
    need(isinstance(texts, list) and 1 <= len(texts) <= 2048, "input has 1 to 2048 texts", EMBEDDING)
    need(all(isinstance(text, str) and text for text in texts), "input can't be an empty string", EMBEDDING)


EMBEDDING_FIELDS = {
    "input": (check_inputs, EMBEDDING),
    "model": (str, EMBEDDING),
    "encoding_format": ({"float", "base64"}, EMBEDDING),
    "dimensions": (int, EMBEDDING),
    "user": (str, EMBEDDING),
}
MISTRAL_EMBEDDING_FIELDS = {
    "input": (check_inputs, MISTRAL_EMBEDDING),
    "model": (str, MISTRAL_EMBEDDING),
    "metadata": (dict, MISTRAL_EMBEDDING),
    "output_dimension": (int, MISTRAL_EMBEDDING),
    "output_dtype": (str, MISTRAL_EMBEDDING),
    "encoding_format": ({"float", "base64"}, MISTRAL_EMBEDDING),
}


def is_reasoning_model(model):
    return bool(re.match(r"(o\d|gpt-5(?!-chat))", model.rpartition("/")[2]))


def check_chat(flavour, body):
    """What one field's table can't tell."""
    Table("request", FLAVOURS[flavour], ("messages",) if flavour == "azure" else ("messages", "model")).check(body)
    need("stream_options" not in body or body.get("stream"), "stream_options without stream", CHAT)
    need(not ("max_tokens" in body and "max_completion_tokens" in body), "two limits", CHAT)
    if flavour in ("openai", "azure") and is_reasoning_model(body.get("model", "")):
        need("max_tokens" not in body, "max_tokens with a reasoning model", REASONING)
        need(body.get("temperature", 1) == 1, "a temperature with a reasoning model", NO_TEMPERATURE)
    if flavour == "deepseek" and body.get("response_format", {}).get("type") == "json_object":
        need("json" in str(body["messages"]).lower(), "JSON mode without the word json in a message", DEEPSEEK_JSON)
    if flavour == "groq":
        need(body.get("n", 1) == 1, "n other than 1", GROQ)
