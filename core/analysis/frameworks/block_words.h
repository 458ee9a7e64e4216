// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace consultantos {

/// Sentences and thresholds that a framework's file gives to a building block, by the names of data/block_form.h. Complete
/// once the file was read: what it doesn't say is as in the file that comes with the program. A value.
struct BlockWords {
    QMap<QString, QString> texts; ///< for Prose
    QMap<QString, double> limits;

    [[nodiscard]] QString text(const char *name) const { return texts.value(QLatin1String(name)); }
    [[nodiscard]] double limit(const char *name) const { return limits.value(QLatin1String(name)); }
    /// A limit that counts entries.
    [[nodiscard]] qsizetype count(const char *name) const { return static_cast<qsizetype>(limit(name)); }
    /// Takes over from `other` what isn't said here.
    void complete(const BlockWords &other)
    {
        for (auto text = other.texts.cbegin(); text != other.texts.cend(); ++text) {
            if (!texts.contains(text.key()))
                texts.insert(text.key(), text.value());
        }
        for (auto limit = other.limits.cbegin(); limit != other.limits.cend(); ++limit) {
            if (!limits.contains(limit.key()))
                limits.insert(limit.key(), limit.value());
        }
    }
};

} // namespace consultantos
