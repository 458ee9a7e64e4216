// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/server_command.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QThread>

#include <algorithm>

namespace consultantos {
namespace {

Result<QString> findProgram(const LocalServerOptions &options)
{
    const auto &given = options.program;
    const auto found =
        given.isEmpty() ? QStandardPaths::findExecutable(
            QStringLiteral("llama-server"),
            options.environment.value(QStringLiteral("PATH")).split(QDir::listSeparator(), Qt::SkipEmptyParts))
                        : given;
    if (!found.isEmpty() && QFileInfo(found).isFile() && QFileInfo(found).isExecutable())
        return found;
    return fail(ErrorCode::NotFound,
                given.isEmpty() ? QCoreApplication::translate("Llm", "The program llama-server is not installed; "
                                                                     "nothing was asked.")
                                : QCoreApplication::translate("Llm", "%1 is no program that can be run; nothing was "
                                                                     "asked.")
                                      .arg(given),
                QCoreApplication::translate("Llm", "Install llama.cpp, which has it, or name the program in the "
                                                   "settings (llama_server)."));
}

bool isTuning(const QString &name)
{
    static const QStringList Refused{QStringLiteral("LLAMA_ARG_HF"),       QStringLiteral("LLAMA_ARG_MODEL"),
                                     QStringLiteral("LLAMA_ARG_DOCKER"),   QStringLiteral("LLAMA_ARG_HOST"),
                                     QStringLiteral("LLAMA_ARG_PORT"),     QStringLiteral("LLAMA_ARG_SSL"),
                                     QStringLiteral("LLAMA_ARG_API"),      QStringLiteral("LLAMA_ARG_STATIC"),
                                     QStringLiteral("LLAMA_ARG_TOOLS"),    QStringLiteral("LLAMA_ARG_EMBEDDINGS"),
                                     QStringLiteral("LLAMA_ARG_RERANKING")};
    return std::none_of(Refused.begin(), Refused.end(), [&](const QString &begin) { return name.startsWith(begin); });
}

bool isKey(const QString &name)
{
    return name.endsWith(QLatin1String("_KEY")) || name.endsWith(QLatin1String("_TOKEN"))
           || name.endsWith(QLatin1String("_SECRET")) || name.endsWith(QLatin1String("_PASSWORD"));
}

QProcessEnvironment environmentOf(const QProcessEnvironment &ours, const Secret &key)
{
    QProcessEnvironment environment;
    for (const auto &name : ours.keys()) {
        if (!isKey(name) && (!name.startsWith(QLatin1String("LLAMA_ARG_")) || isTuning(name)))
            environment.insert(name, ours.value(name));
    }
    environment.insert(QStringLiteral("LLAMA_API_KEY"), key.reveal());
    // By variables, which older versions pass over, rather than by arguments, which end them.
    environment.insert(QStringLiteral("LLAMA_ARG_OFFLINE"), QStringLiteral("1"));
    environment.insert(QStringLiteral("LLAMA_ARG_UI"), QStringLiteral("0"));
    return environment;
}

} // namespace

QString servedModelName(const QString &modelFile)
{
    return QFileInfo(modelFile).completeBaseName();
}

Result<ServerCommand> serverCommand(const LocalServerOptions &options, const GgufFile &model, quint16 port,
                                    const Secret &key)
{
    const auto program = findProgram(options);
    if (!program)
        return tl::unexpected(program.error());
    const auto context =
        model.contextLength > 0 ? std::min<qint64>(options.contextTokens, model.contextLength) : options.contextTokens;
    QStringList arguments{QStringLiteral("--model"), model.path, QStringLiteral("--alias"), servedModelName(model.path),
                          QStringLiteral("--host"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"),
                          QString::number(port), QStringLiteral("--parallel"),
                          QString::number(options.parallelRequests),
                          // The requests that are under way at once share it.
                          QStringLiteral("--ctx-size"), QString::number(context * options.parallelRequests)};
    // Its threads wait for one another at each step, spinning: where one has to share its core with another program, all
    // are held up, and with them that program. One core is left to the rest of the machine.
    if (!options.environment.contains(QStringLiteral("LLAMA_ARG_THREADS")))
        arguments += {QStringLiteral("--threads"), QString::number(std::max(1, QThread::idealThreadCount() - 1))};
    if (options.use == LocalServerUse::Embeddings) {
        // A text must fit into one step, whose length is a few hundred tokens unless told otherwise.
        const auto step = QString::number(context);
        arguments += {QStringLiteral("--embeddings"), QStringLiteral("--batch-size"), step,
                      QStringLiteral("--ubatch-size"), step};
        // The protocol has one vector for a text; models that are made for embeddings say themselves how it comes about.
        if (!model.namesPooling)
            arguments += {QStringLiteral("--pooling"), QStringLiteral("mean")};
    }
    return ServerCommand{*program, arguments, environmentOf(options.environment, key)};
}

} // namespace consultantos
