// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/located_json.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A table within a framework's file: a list of objects, a row each, or one object, a row a name.
struct FrameworkPart {
    enum class Kind {
        List,  ///< rows are the list's objects
        Fields ///< rows are the object's own names; columns: name, value
    };
    QString title;
    QString name;     ///< of the list, "drivers"; decides the columns
    QStringList path; ///< names and numbers that lead to it from the top
    Kind kind = Kind::List;
    QStringList columns; ///< names of the objects' values

    bool operator==(const FrameworkPart &) const = default;
};

/// The tables of a framework's file in the order in which one thinks of them: what it is called, then each section's drivers,
/// then texts, values and queries.
[[nodiscard]] QList<FrameworkPart> frameworkParts(const LocatedJson &root);
/// The list or object of the part; null where it is gone.
[[nodiscard]] const LocatedJson *nodeOf(const LocatedJson &root, const FrameworkPart &part);

/// What a table's cell holds: numbers in the form of the window's language, texts plainly, lists of texts by semicolons, all else as JSON.
[[nodiscard]] QString cellText(const LocatedJson &value, const QString &source);
/// What was typed into the cell of that name as JSON; empty where it can't be. `former`: what stood there, or null.
[[nodiscard]] std::optional<QString> cellLiteral(const QString &typed, const QString &name, const LocatedJson *former);

/// Whether a value of that name is true or false.
[[nodiscard]] bool isTruthName(const QString &name);
/// Names that the file gives to figures of its own: its values, and the scores of its sections.
[[nodiscard]] QStringList ownFigures(const LocatedJson &root);

/// A change of the text.
struct TextEdit {
    qsizetype begin = 0;
    qsizetype end = 0;
    QString text;
};
/// Puts `literal` under the name into the object; an empty one takes the name away.
[[nodiscard]] TextEdit fieldEdit(const LocatedJson &object, const QString &name, const QString &literal,
                                 const QString &source);
/// Doubles an entry of a list behind itself, with an id of its own.
[[nodiscard]] TextEdit doubledEdit(const LocatedJson &list, int row, const QString &source);
/// Takes an entry out of a list.
[[nodiscard]] TextEdit removedEdit(const LocatedJson &list, int row, const QString &source);
/// Weights that sum to one in the proportions of these, rounded; the largest takes what rounding leaves.
[[nodiscard]] QList<double> weightsOfOne(const QList<double> &weights);

} // namespace consultantos
