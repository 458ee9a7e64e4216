// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <mutex>

namespace consultantos {

/// Standard output for results, standard error for everything else. Thread-safe.
class Terminal {
public:
    explicit Terminal(bool isQuiet = false);

    /// Writes a result. A reader that went away (a closed pipe) is no failure: the rest is dropped and hasReader()
    /// turns false. Any other failure (a full disk behind a redirection) is remembered in outputFailed().
    void out(const QByteArray &bytes);
    void line(const QString &text);
    /// A message or progress for the user; silent when quiet.
    void note(const QString &text);
    /// "consultantos-cli: what failed" and what to do, at most four lines.
    void error(const Error &error);
    /// Unfiltered, for live progress.
    void rawError(const QByteArray &bytes);

    [[nodiscard]] bool isQuiet() const { return m_isQuiet; }
    [[nodiscard]] bool outputFailed() const { return m_outputFailed; }
    /// Standard error is a terminal that shows control sequences.
    [[nodiscard]] static bool errorIsTerminal();
    [[nodiscard]] static bool outputIsTerminal();

private:
    std::mutex m_mutex;
    bool m_isQuiet = false;
    bool m_hasReader = true;
    bool m_outputFailed = false;
};

} // namespace consultantos
