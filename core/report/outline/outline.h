// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/svg_chart.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// A report as what every writer of documents works from: sections of paragraphs, lists, tables and charts, with what
/// each stands on. A new kind of section that OutlineBuilder knows is in all exports at once.
namespace consultantos::outline {

/// A piece of text of one look. What it stands on is noted where it ends.
struct Run {
    QString text;
    bool isStrong = false;
    bool isMuted = false;
    QStringList refs{}; ///< ids of evidence, each once
    QString claim{};    ///< id of the claim that the text is, word for word

    bool operator==(const Run &) const = default;
};
using Text = QList<Run>;

struct Cell {
    QString text;
    std::optional<double> value{}; ///< of a figure, exact
    QString unit{};                ///< of model/units.h
    QString ref{};                 ///< the figure's evidence
    QString input{};               ///< of a value that may be changed in a workbook: see weightKey()

    bool operator==(const Cell &) const = default;
};

struct Column {
    QString title;
    bool isNumber = false; ///< set against the right edge
    int width = 1;         ///< share of the page, against the other columns'
};

struct Table {
    QString id; ///< unique in the outline
    QString caption;
    QList<Column> columns;
    QList<QList<Cell>> rows;
    QStringList refs;      ///< what is noted with the caption
    QStringList rowKeys{}; ///< what rows mean, see RowMark::key; empty or one a row
};

struct Series {
    QString name;
    QList<std::optional<double>> values; ///< one a category; money in millions
    QStringList refs{};                  ///< each value's evidence, likewise; empty where there is none
};

/// Numbers as a chart draws them; a table of the outline says them too.
struct Chart {
    enum class Kind { Columns, Lines };

    QString id;
    QString title;
    QString alternative; ///< what it shows, for who can't see it
    Kind kind = Kind::Columns;
    QStringList categories;
    QList<Series> series;
    QString unit;     ///< of all values
    SvgChart drawing; ///< where another drawing says it better than lines and columns
    QStringList refs;
};

struct Block {
    enum class Kind { Paragraph, Bullet, Table, Chart };

    Kind kind = Kind::Paragraph;
    int level = 0; ///< of a bullet, from 0
    Text text{};
    std::optional<Table> table{};
    std::optional<Chart> chart{};
};

struct Section {
    QString id;
    QString title;
    Text message; ///< what the section says in a sentence; may be empty
    QList<Block> blocks;
    QList<Section> sections;
    bool isAppendix = false; ///< left out where there is room for the message only
};

struct Outline {
    QString title;
    QString company;
    QDate date;
    QString engine; ///< "ConsultantOS 1.2"
    QString language = QStringLiteral("en-GB");
    QList<Section> sections;
    bool isOnePage = false; ///< has to fit on one page or slide
};

/// The text of all runs.
[[nodiscard]] QString plain(const Text &text);
/// The ids of the claims in it.
[[nodiscard]] QStringList claimsOf(const Text &text);
/// The ids noted in all runs, each once.
[[nodiscard]] QStringList refsOf(const Text &text);

} // namespace consultantos::outline
