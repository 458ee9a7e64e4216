// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace consultantos {

/// What a model file says of itself.
struct GgufFile {
    QString path;
    qint64 bytes = 0;
    QString architecture;      ///< e.g. "llama"
    QString name;              ///< of the model; may be empty
    qint64 contextLength = 0;  ///< tokens that the model was trained to read; 0: not said
    bool namesPooling = false; ///< it says how its embeddings are made of its tokens' vectors
    bool hasChatTemplate = false;

    bool operator==(const GgufFile &) const = default;
};

/// Reads the head of a model file: magic number, version and metadata (GGUF specification, versions 2 and 3,
/// github.com/ggml-org/ggml, docs/gguf.md). The weights are not read.
///
/// Errors: NotFound, Unreadable, Malformed (no GGUF, or one that breaks off), each with what to do.
[[nodiscard]] Result<GgufFile> readGgufFile(const QString &path);

} // namespace consultantos
