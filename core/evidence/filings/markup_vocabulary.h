// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace consultantos {

/// The elements of a filing in inline XBRL that mean something to us, of all vocabularies that it mixes.
enum class ElementKind {
    Unknown, ///< transparent: its content counts as its parent's

    // HTML
    Block,   ///< begins and ends a line: div, p, section, …
    Heading, ///< h1 … h6
    ListItem,
    Table,
    Row,
    Cell,
    LineBreak,
    Rule, ///< hr
    Title,
    NotShown,  ///< script, style and the like
    Bold,      ///< b, strong
    Italic,    ///< i, em
    Underline, ///< u

    // Inline XBRL 1.0 and 1.1
    InlineHeader,
    NonFraction,
    Fraction,
    Numerator,
    Denominator,
    NonNumeric,
    Continuation,
    Exclude,
    Footnote,

    // XBRL 2.1 instances and XBRL dimensions
    Context,
    Identifier,
    Segment,
    Scenario,
    StartDate,
    EndDate,
    Instant,
    Forever,
    Unit,
    Measure,
    Divide,
    UnitDenominator,
    ExplicitMember,
    TypedMember,
};

/// What an element is by its namespace's URI and its local name, whose case doesn't matter: HTML parsers fold it.
[[nodiscard]] ElementKind elementKind(QStringView namespaceUri, QStringView localName);

/// Whether the URI is of inline XBRL, 1.0 (2008) or 1.1 (2013).
[[nodiscard]] bool isInlineXbrlNamespace(QStringView uri);

} // namespace consultantos
