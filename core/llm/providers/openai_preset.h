// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace consultantos {

/// How a server can hold a model to a schema.
enum class StructureSupport {
    Schema, ///< response_format json_schema
    Object, ///< response_format json_object; the schema stands in the instructions
    Prompt, ///< the instructions alone
};

/// What one service that speaks OpenAI's protocol has, lacks or calls otherwise. Data; see openai_preset.cpp for where
/// each is documented.
struct OpenAiPreset {
    const char *id;
    const char *name;
    const char *baseUrl;    ///< with its version, without an end slash; empty: the user must give it
    const char *secretName; ///< empty: no key
    bool needsKey;
    StructureSupport structure;
    bool hasUsageOption;    ///< takes stream_options.include_usage
    const char *tokenLimit; ///< name of the limit of a reply's tokens
    const char *seed;       ///< name of the seed; empty: there is none
    bool hasEmbeddings;
    bool isDeployed; ///< Azure: the model is a deployment in the path, the key has a header of its own
};

[[nodiscard]] std::span<const OpenAiPreset> openAiPresets();
/// Null if there is none.
[[nodiscard]] const OpenAiPreset *findOpenAiPreset(const QString &id);

} // namespace consultantos
