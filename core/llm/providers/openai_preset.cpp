// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/openai_preset.h"

#include <array>

namespace consultantos {
namespace {

using enum StructureSupport;

// From each service's own reference of chat completions. What is wrong here costs a feature and not correctness: replies
// are checked in any case.
constexpr std::array Presets{
    // max_tokens is deprecated, and refused by models that reason.
    OpenAiPreset{"openai", "OpenAI", "https://api.openai.com/v1", "openai_api_key", true, Schema, true,
                 "max_completion_tokens", "seed", true, false},
    // https://RESOURCE.openai.azure.com; paths are made in OpenAiProvider.
    OpenAiPreset{"azure", "Azure OpenAI", "", "azure_openai_api_key", true, Schema, true, "max_completion_tokens",
                 "seed", true, true},
    // Whether a model takes a schema depends on who serves it; usage is always sent.
    OpenAiPreset{"openrouter", "OpenRouter", "https://openrouter.ai/api/v1", "openrouter_api_key", true, Schema, true,
                 "max_tokens", "seed", true, false},
    // Only some models take a schema, and none together with streaming; usage of a stream is in x_groq.
    OpenAiPreset{"groq", "Groq", "https://api.groq.com/openai/v1", "groq_api_key", true, Object, true,
                 "max_completion_tokens", "seed", false, false},
    // Usage of a stream comes unasked, in its last chunk.
    OpenAiPreset{"mistral", "Mistral", "https://api.mistral.ai/v1", "mistral_api_key", true, Schema, false,
                 "max_tokens", "random_seed", true, false},
    OpenAiPreset{"deepseek", "DeepSeek", "https://api.deepseek.com", "deepseek_api_key", true, Object, true,
                 "max_tokens", "", false, false},
    OpenAiPreset{"lmstudio", "LM Studio", "http://127.0.0.1:1234/v1", "", false, Schema, true, "max_tokens", "seed",
                 true, false},
    OpenAiPreset{"ollama", "Ollama", "http://127.0.0.1:11434/v1", "", false, Schema, true, "max_tokens", "seed", true,
                 false},
    OpenAiPreset{"vllm", "vLLM", "http://127.0.0.1:8000/v1", "vllm_api_key", false, Schema, true, "max_tokens", "seed",
                 true, false},
    OpenAiPreset{"llamacpp", "llama.cpp", "http://127.0.0.1:8080/v1", "llamacpp_api_key", false, Schema, true,
                 "max_tokens", "seed", true, false},
    // Any other server: the least that all have.
    OpenAiPreset{"other", "The server", "", "llm_api_key", false, Prompt, false, "max_tokens", "", true, false},
};

} // namespace

std::span<const OpenAiPreset> openAiPresets()
{
    return Presets;
}

const OpenAiPreset *findOpenAiPreset(const QString &id)
{
    for (const auto &preset : Presets) {
        if (id == QLatin1String(preset.id))
            return &preset;
    }
    return nullptr;
}

} // namespace consultantos
