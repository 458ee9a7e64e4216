// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/markup_vocabulary.h"

#include <QHash>
#include <QString>

namespace consultantos {

namespace {

using Names = QHash<QString, ElementKind>;

Names htmlNames()
{
    Names names{{QStringLiteral("li"), ElementKind::ListItem},
                {QStringLiteral("table"), ElementKind::Table},
                {QStringLiteral("tr"), ElementKind::Row},
                {QStringLiteral("td"), ElementKind::Cell},
                {QStringLiteral("th"), ElementKind::Cell},
                {QStringLiteral("br"), ElementKind::LineBreak},
                {QStringLiteral("hr"), ElementKind::Rule},
                {QStringLiteral("title"), ElementKind::Title},
                {QStringLiteral("script"), ElementKind::NotShown},
                {QStringLiteral("style"), ElementKind::NotShown},
                {QStringLiteral("noscript"), ElementKind::NotShown},
                {QStringLiteral("b"), ElementKind::Bold},
                {QStringLiteral("strong"), ElementKind::Bold},
                {QStringLiteral("i"), ElementKind::Italic},
                {QStringLiteral("em"), ElementKind::Italic},
                {QStringLiteral("u"), ElementKind::Underline}};
    for (const auto *block :
         {"div",  "p",  "section", "article", "main", "aside", "header", "footer",  "blockquote", "center",
          "body", "ul", "ol",      "dl",      "dt",   "dd",    "pre",    "address", "caption",    "figure"})
        names.insert(QString::fromLatin1(block), ElementKind::Block);
    for (int level = 1; level <= 6; ++level)
        names.insert(QStringLiteral("h%1").arg(level), ElementKind::Heading);
    return names;
}

Names inlineNames()
{
    return {{QStringLiteral("header"), ElementKind::InlineHeader},
            {QStringLiteral("nonfraction"), ElementKind::NonFraction},
            {QStringLiteral("fraction"), ElementKind::Fraction},
            {QStringLiteral("numerator"), ElementKind::Numerator},
            {QStringLiteral("denominator"), ElementKind::Denominator},
            {QStringLiteral("nonnumeric"), ElementKind::NonNumeric},
            {QStringLiteral("continuation"), ElementKind::Continuation},
            {QStringLiteral("exclude"), ElementKind::Exclude},
            {QStringLiteral("footnote"), ElementKind::Footnote}};
}

Names instanceNames()
{
    return {{QStringLiteral("context"), ElementKind::Context},
            {QStringLiteral("identifier"), ElementKind::Identifier},
            {QStringLiteral("segment"), ElementKind::Segment},
            {QStringLiteral("scenario"), ElementKind::Scenario},
            {QStringLiteral("startdate"), ElementKind::StartDate},
            {QStringLiteral("enddate"), ElementKind::EndDate},
            {QStringLiteral("instant"), ElementKind::Instant},
            {QStringLiteral("forever"), ElementKind::Forever},
            {QStringLiteral("unit"), ElementKind::Unit},
            {QStringLiteral("measure"), ElementKind::Measure},
            {QStringLiteral("divide"), ElementKind::Divide},
            {QStringLiteral("unitdenominator"), ElementKind::UnitDenominator}};
}

Names dimensionNames()
{
    return {{QStringLiteral("explicitmember"), ElementKind::ExplicitMember},
            {QStringLiteral("typedmember"), ElementKind::TypedMember}};
}

const Names &namesOf(QStringView uri)
{
    static const Names html = htmlNames();
    static const Names inlineXbrl = inlineNames();
    static const Names instance = instanceNames();
    static const Names dimensions = dimensionNames();
    static const Names none;
    if (uri.isEmpty() || uri == QLatin1String("http://www.w3.org/1999/xhtml"))
        return html;
    if (isInlineXbrlNamespace(uri))
        return inlineXbrl;
    if (uri == QLatin1String("http://www.xbrl.org/2003/instance"))
        return instance;
    if (uri == QLatin1String("http://xbrl.org/2006/xbrldi"))
        return dimensions;
    return none;
}

} // namespace

ElementKind elementKind(QStringView namespaceUri, QStringView localName)
{
    const auto &names = namesOf(namespaceUri);
    return names.isEmpty() ? ElementKind::Unknown : names.value(localName.toString().toLower(), ElementKind::Unknown);
}

bool isInlineXbrlNamespace(QStringView uri)
{
    return uri == QLatin1String("http://www.xbrl.org/2013/inlineXBRL")
           || uri == QLatin1String("http://www.xbrl.org/2008/inlineXBRL");
}

} // namespace consultantos
