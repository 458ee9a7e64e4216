// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Takes from lines of the log, and from notes of crashes, all that isn't the program's own words. By a list of what may
/// stay, not of what must go: nobody can list what a client's text looks like. Pure, thread-safe.
class LogFilter {
public:
    /// The texts that stand in the program's statements of logging, which come with it (tools/list_log_phrases.py makes the
    /// list).
    LogFilter();

    /// A line {"time", "level", "category", "thread", "message"} with only known values; the message with all but the
    /// phrases replaced by "…". Empty for what is no such line.
    [[nodiscard]] QByteArray line(const QByteArray &line) const;
    /// A note of a crash: why, version, system, and the call stack as names of our libraries and offsets.
    [[nodiscard]] QByteArray crashNote(const QByteArray &note) const;
    /// The program's phrases in `text`, in their order, "…" where something else stood.
    [[nodiscard]] QString phrasesIn(const QString &text) const;

private:
    QStringList m_phrases; ///< the longest first
};

} // namespace consultantos
