// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QTranslator>

namespace consultantos::test {

/// A language that nobody speaks: each text in brackets, with accents and 40 % longer, so that one sees what was translated and
/// what has too little room. Only texts that lupdate finds in the sources are translated, and Qt's own.
class PseudoTranslation : public QTranslator {
    Q_OBJECT
public:
    /// `ts` is a file of translations, of which the sources are read.
    explicit PseudoTranslation(const QString &ts, QObject *parent = nullptr);

    [[nodiscard]] bool isEmpty() const override { return m_sources.isEmpty(); }
    [[nodiscard]] QString translate(const char *context, const char *sourceText, const char *disambiguation,
                                    int n) const override;

    /// "&Open %1" → "⟦&Ôpéñ %1 ~~⟧". Marks of places, tags, entities and mnemonics stay.
    [[nodiscard]] static QString pseudo(const QString &text);
    /// What of a shown text isn't in brackets: letters, of which at least two follow on each other. Empty: all is translated.
    [[nodiscard]] static QString untranslated(const QString &shown);

private:
    QHash<QString, QSet<QString>> m_sources; ///< by context
};

} // namespace consultantos::test
