// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret_store.h"
#include "llm/local/gguf_file.h"
#include "llm/local/local_server_options.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace consultantos {

/// A program with all that it is started with.
struct ServerCommand {
    QString program;
    QStringList arguments;
    QProcessEnvironment environment;
};

/// How llama-server is called: on the loopback interface alone, with a key that every request must show. The key goes by
/// the environment, as arguments can be read by every user of the machine. Of our environment it gets no key, and none of
/// llama-server's variables that name another model or place; those that tune it (LLAMA_ARG_N_GPU_LAYERS,
/// LLAMA_ARG_THREADS, …) stay.
///
/// NotFound, with what to install, if there is no such program.
[[nodiscard]] Result<ServerCommand> serverCommand(const LocalServerOptions &options, const GgufFile &model,
                                                  quint16 port, const Secret &key);

/// The name under which the server serves a model: the file's, without folder and ending, as a path says more than a
/// report should hold.
[[nodiscard]] QString servedModelName(const QString &modelFile);

} // namespace consultantos
