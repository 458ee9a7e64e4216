// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/claim_text.h"

#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QUrl>

namespace consultantos {

namespace {

/// A number stays on one line with its unit: "29.5" at the end of one and "%" at the start of the next can't be read.
QString link(const QString &href, const QString &number)
{
    return QStringLiteral("<a href=\"%1\">%2</a>")
        .arg(href, number.toHtmlEscaped().replace(QLatin1Char(' '), QStringLiteral("&nbsp;")));
}

QColor gradeColor(Grade grade, const ThemeColors &colors)
{
    switch (grade) {
    case Grade::Computed:
        return colors.positive;
    case Grade::Quoted:
        return colors.accent;
    case Grade::Playbook:
        return colors.warning;
    case Grade::Model:
        return colors.negative;
    case Grade::Person:
        return colors.accent;
    }
    return colors.muted;
}

} // namespace

QString evidenceLink(const QString &scheme, const QString &id)
{
    return scheme + QLatin1Char(':') + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

QString gradeLabel(Grade grade)
{
    switch (grade) {
    case Grade::Computed:
        return QCoreApplication::translate("Grade", "Computed");
    case Grade::Quoted:
        return QCoreApplication::translate("Grade", "Quoted");
    case Grade::Playbook:
        return QCoreApplication::translate("Grade", "Playbook");
    case Grade::Model:
        return QCoreApplication::translate("Grade", "Model");
    case Grade::Person:
        return QCoreApplication::translate("Grade", "Person");
    }
    return {};
}

QString gradeMarkToHtml(Grade grade, const QString &href, const QPalette &palette)
{
    return QStringLiteral(" &nbsp;<a href=\"%1\" style=\"color:%2; text-decoration:none; font-size:small;\">[%3]</a>")
        .arg(href, gradeColor(grade, ThemeColors::of(palette)).name(), gradeLabel(grade).toHtmlEscaped());
}

QString claimToHtml(const Claim &claim, const QPalette &palette)
{
    QString html;
    qsizetype at = 0;
    for (qsizetype i = 0; i < claim.numbers.size(); ++i) {
        const auto &number = claim.numbers[i];
        // A damaged file must not take the window down: references that overlap or overrun are shown as plain text.
        if (number.start < at || number.length <= 0 || number.start + number.length > claim.text.size())
            continue;
        html += claim.text.mid(at, number.start - at).toHtmlEscaped();
        html += link(evidenceLink(QStringLiteral("number"), claim.id + QLatin1Char('/') + QString::number(i)),
                     claim.text.mid(number.start, number.length));
        at = number.start + number.length;
    }
    html += claim.text.mid(at).toHtmlEscaped();
    html += gradeMarkToHtml(claim.grade, evidenceLink(QStringLiteral("claim"), claim.id), palette);
    return html;
}

QString figureToHtml(const Figure &figure)
{
    return link(evidenceLink(QStringLiteral("ref"), figure.ref), shownValue(figure.value, figure.unit));
}

} // namespace consultantos
