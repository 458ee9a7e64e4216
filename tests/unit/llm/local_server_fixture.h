// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/http_client.h"
#include "llm/local/local_models.h"
#include "llm/local/local_server.h"

#include "network_fixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <memory>

namespace consultantos::test {

/// A GGUF file without weights: version 3, architecture "llama", `context` tokens, a list of words, and what embeddings
/// are made by if `hasPooling`.
inline QByteArray ggufHead(quint32 context = 2'048, bool hasPooling = false)
{
    QByteArray bytes;
    const auto number = [&](auto value) { bytes.append(reinterpret_cast<const char *>(&value), sizeof value); };
    const auto text = [&](const QByteArray &word) {
        number(quint64(word.size()));
        bytes += word;
    };
    bytes = "GGUF";
    number(quint32(3));
    number(quint64(0));
    number(quint64(hasPooling ? 5 : 4));
    text("general.architecture"), number(quint32(8)), text("llama");
    text("general.name"), number(quint32(8)), text("Small One");
    text("tokenizer.ggml.tokens"), number(quint32(9)), number(quint32(8)), number(quint64(2)), text("a"), text("bc");
    text("llama.context_length"), number(quint32(4)), number(context);
    if (hasPooling)
        text("bert.pooling_type"), number(quint32(4)), number(quint32(2));
    return bytes;
}

/// Whether there is no such process any more.
inline bool isGone(qint64 pid)
{
    return pid > 0 && ::kill(static_cast<pid_t>(pid), 0) != 0;
}

/// A LocalServer whose program is the stand-in, with faults in words (llama_stand_in.cpp).
struct LocalServerFixture {
    QTemporaryDir folder;
    std::shared_ptr<SteppedClock> clock = std::make_shared<SteppedClock>();
    Network network;
    HttpClient client{localOptions(), network.services()};
    LocalServerOptions options;

    explicit LocalServerFixture(const QString &faults = {})
    {
        write(QStringLiteral("small-one.gguf"), ggufHead());
        using namespace std::chrono_literals;
        options.program = QStringLiteral(LLAMA_STAND_IN);
        options.modelFile = path(QStringLiteral("small-one.gguf"));
        options.probeInterval = 5ms;
        options.healthInterval = 20ms;
        options.healthLimit = 300ms;
        options.stopGrace = 300ms;
        options.backOff = {1ms, 4ms};
        options.environment = QProcessEnvironment::systemEnvironment();
        options.environment.insert(QStringLiteral("CONSULTANTOS_STAND_IN"), faults);
        options.environment.insert(QStringLiteral("CONSULTANTOS_STAND_IN_STARTS"), path(QStringLiteral("starts")));
    }

    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the fixture's file can't be written");
    }

    /// A line for each start: process id, program, arguments.
    [[nodiscard]] QList<QByteArray> starts() const
    {
        QFile file(path(QStringLiteral("starts")));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        auto lines = file.readAll().split('\n');
        lines.removeAll(QByteArray());
        return lines;
    }

    [[nodiscard]] qint64 lastPid() const
    {
        return starts().isEmpty() ? 0 : starts().last().split(' ').first().toLongLong();
    }

    [[nodiscard]] LocalServerServices services() const
    {
        auto services = LocalServerServices::standard(clock);
        services.uniform = [] { return 0.0; };
        return services;
    }
};

} // namespace consultantos::test
