// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>

#include <optional>
#include <utility>

namespace consultantos {

/// What a cell of a workbook held when it was written.
struct CellMark {
    enum class Kind { Text, Number, Formula };

    Kind kind = Kind::Text;
    QString hash;     ///< of a text, or of a formula's shape
    double value = 0; ///< of a number
    QString label;    ///< of a formula: the evidence it shows, as EvidenceIndex names it; may be empty

    bool operator==(const CellMark &) const = default;
};

/// What a row of a workbook means and held, as it stands in the row's hidden first cell: the row is known again wherever it
/// was moved to, and what was changed in it is seen without the workbook as it was.
struct RowMark {
    QString id;  ///< unique in the workbook: sheet and row, from 0
    QString key; ///< what the row means: "fact:<id>", "weight:<framework>/<section>/<driver>", …; may be empty
    QMap<int, CellMark> cells; ///< by column, from 0 behind the hidden one

    /// One line of text.
    [[nodiscard]] QString text() const;
    /// Empty where `text` is no mark.
    [[nodiscard]] static std::optional<RowMark> parse(const QString &text);
    bool operator==(const RowMark &) const = default;
};

/// The key of a row that names the report, and the language (ISO 639) that the workbook is in.
[[nodiscard]] QString reportKey(const QString &reportId, const QString &language);
/// What such a key names: the report, then the language; two empty texts for another key.
[[nodiscard]] std::pair<QString, QString> reportOfKey(const QString &key);

/// A row as it was written.
struct WrittenRow {
    RowMark mark;
    QString sheet;
    QMap<int, QString> texts; ///< of cells with text
};

/// Spaces don't count, as programs differ in what they keep of them.
[[nodiscard]] QString hashOfText(const QString &text);
/// Of a formula without the addresses in it, which move with rows and columns, and without what programs write in several
/// ways: spaces, '$', quotes, the digits of numbers past the tenth.
[[nodiscard]] QString hashOfFormula(const QString &formula);

} // namespace consultantos
