// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/period.h"
#include "report/language/phrasebook.h"

#include <QDate>
#include <QString>

#include <memory>

namespace consultantos {

/// The language that a report is written in, given to whoever renders it. A value type, cheap to copy and thread-safe;
/// the default is English, in which reports are kept.
class Wording {
public:
    Wording() = default;
    explicit Wording(std::shared_ptr<const Phrasebook> book)
        : m_book(std::move(book))
    {
    }

    [[nodiscard]] bool isEnglish() const { return !m_book; }
    [[nodiscard]] QString language() const; ///< ISO 639: "en", "de"
    [[nodiscard]] const Phrasebook *book() const { return m_book.get(); }

    /// Words of ours in the language; as they are where they have no translation.
    [[nodiscard]] QString say(const QString &english) const;
    /// say() of the whole text or, where parts of it are in the language already, of each part between ":", ";", "," and
    /// brackets that is one of our phrases.
    [[nodiscard]] QString sayParts(const QString &text) const;
    [[nodiscard]] QStringList say(const QStringList &english) const;
    /// A code such as "exposed_line" in words, with a capital or, as within a sentence, without.
    [[nodiscard]] QString label(const QString &code) const;
    [[nodiscard]] QString word(const QString &code) const;
    /// formatValue() as the language writes it.
    [[nodiscard]] QString value(double value, const QString &unit) const;
    /// What formatValue() wrote, as the language writes it.
    [[nodiscard]] QString restyle(const QString &written, const QString &unit) const;
    [[nodiscard]] QString number(double value, int decimals) const;
    /// The value as it stands in the filing or was computed (exactNumber()), with its unit: "53823000000 USD".
    [[nodiscard]] QString exact(double value, const QString &unit) const;
    [[nodiscard]] QString period(const Period &period) const;
    [[nodiscard]] QString date(const QDate &date) const;

    bool operator==(const Wording &) const = default;

private:
    std::shared_ptr<const Phrasebook> m_book;
};

} // namespace consultantos
