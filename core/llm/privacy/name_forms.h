// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {

/// Whom a name is of: it decides the word that stands in its place.
enum class NameKind { Company, Person };

/// One way of writing a name that is to be hidden.
struct NameForm {
    QString text;        ///< as it comes back in replies
    QString placeholder; ///< "Company 1"; "Company 1b" for another way of writing the same name
    NameKind kind = NameKind::Company;
    bool isExactCase = false; ///< found only as it is or in capitals: a surname alone may be a word, too

    bool operator==(const NameForm &) const = default;
};

/// How often a name may be written in other ways, its derived ones among them.
inline constexpr int MaxNameForms = 7;

/// What a name may have behind it without being another: a regular expression.
[[nodiscard]] QString nameEndings();

/// The forms of each name of a list: "Acme Robotics GmbH = ACR" has two of its own, and a third, "Acme Robotics", without
/// the legal form. A person's surname is a form, too, unless somebody else of the list has it. Names of one character are
/// left out. The n-th name has number n whatever stands behind it, so that adding names changes no placeholder.
[[nodiscard]] QList<NameForm> nameForms(const QStringList &names, NameKind kind);

/// A regular expression, without capturing groups, for a form in running text: whole words, whatever their capitals;
/// blanks, line ends and hyphens between them alike; umlauts and accents written out, left out or apart; with endings of
/// declension behind it (which aren't part of the match) and of adjectives within it: "Deutschen Bank" for "Deutsche Bank".
[[nodiscard]] QString patternOf(const NameForm &form);

} // namespace consultantos
