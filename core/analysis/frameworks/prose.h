// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"
#include "model/evidence.h"

#include <QMap>
#include <QString>

#include <functional>

namespace consultantos {

/// Fills a sentence with texts and figures and writes it into a claim, so that a sentence can be read as a sentence in
/// the code and no number gets in but by ClaimBuilder.
///
/// Places: `{name}` a text or a figure; `{|name|}` a figure without its sign; `{name?rose:fell}` the first choice if
/// the figure is zero or more, else the second. A part that is written by a function (another claim's sentence) takes
/// `{name}`, too. An unknown name leaves its place empty.
class Prose {
public:
    using Writer = std::function<void(ClaimBuilder &claim)>;

    Prose &set(const QString &name, const QString &text);
    Prose &set(const QString &name, const Figure &figure);
    Prose &setPart(const QString &name, Writer writer);

    void write(ClaimBuilder &claim, const QString &sentence) const;

private:
    void writePlace(ClaimBuilder &claim, const QString &place) const;

    QMap<QString, QString> m_texts;
    QMap<QString, Figure> m_figures;
    QMap<QString, Writer> m_parts;
};

/// A text with `value` for `{name}`.
[[nodiscard]] QString withText(QString text, const char *name, const QString &value);
/// "Tesla's", "Intuit's", "Logistic Properties of the Americas'".
[[nodiscard]] QString possessive(const QString &name);
/// With its first letter as a capital.
[[nodiscard]] QString capitalised(const QString &text);
/// "a", "a and b", "a, b and c".
[[nodiscard]] QString joined(const QStringList &parts);
/// The text without its closing full stop.
[[nodiscard]] QString withoutStop(const QString &text);

} // namespace consultantos
