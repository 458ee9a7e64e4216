// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/digest_renderer.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {
namespace {

QString dayOf(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral(" UTC");
}

QString titleOf(const AlertDigest &digest)
{
    return QCoreApplication::translate("Digest", "Alerts from %1 to %2").arg(dayOf(digest.from), dayOf(digest.to));
}

QString summaryOf(const AlertDigest &digest)
{
    auto text = QCoreApplication::translate("Digest", "Alerts: %1. Monitors: %2.")
                    .arg(QString::number(digest.alerts.size()), QString::number(digest.monitors));
    if (digest.failing > 0)
        text += QLatin1Char(' ')
                + QCoreApplication::translate("Digest", "Monitors whose last check failed: %1.").arg(digest.failing);
    return text;
}

QString sourceText(const Source &source)
{
    QStringList parts{source.title.isEmpty() ? source.name : source.title};
    if (source.id != source.name && source.kind == QLatin1String("filing"))
        parts.append(source.id);
    if (source.date)
        parts.append(source.date->toString(Qt::ISODate));
    return parts.join(QStringLiteral(", "));
}

QString sourcesText(const MonitorAlert &alert)
{
    constexpr qsizetype Most = 6;
    QStringList texts;
    for (const auto &source : alert.sources.mid(0, Most))
        texts.append(sourceText(source));
    if (alert.sources.size() > Most)
        texts.append(QCoreApplication::translate("Digest", "%1 more").arg(alert.sources.size() - Most));
    return QCoreApplication::translate("Digest", "Sources: %1").arg(texts.join(QStringLiteral("; ")));
}

/// Headlines are others' words: they must not become marks of the text around them.
QString plain(const QString &text)
{
    QString escaped;
    for (const auto c : text.simplified()) {
        if (QStringLiteral("\\`*_[]<>#|!").contains(c))
            escaped.append(QLatin1Char('\\'));
        escaped.append(c);
    }
    return escaped;
}

QString markdown(const AlertDigest &digest)
{
    QString text = QStringLiteral("# %1\n\n%2\n").arg(titleOf(digest), summaryOf(digest));
    QString company;
    for (const auto &alert : digest.alerts) {
        if (alert.companyName != company || company.isEmpty()) {
            company = alert.companyName;
            text += QStringLiteral("\n## %1\n").arg(plain(company));
        }
        text += QStringLiteral("\n### %1\n\n%2\n\n").arg(plain(alert.title), plain(alert.why));
        for (const auto &detail : alert.details)
            text += QStringLiteral("- %1\n").arg(plain(detail));
        if (!alert.details.isEmpty())
            text += QLatin1Char('\n');
        text += QStringLiteral("%1 · %2 · %3\n")
                    .arg(dayOf(alert.changed), alertStateName(alert.state), plain(sourcesText(alert)));
    }
    return text;
}

QString html(const AlertDigest &digest)
{
    const auto escaped = [](const QString &text) { return text.toHtmlEscaped(); };
    auto page = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>\n<style>"
                               "body{font-family:sans-serif;max-width:48em;margin:2em auto;line-height:1.45}"
                               "h3{margin-bottom:.2em}.note{color:#555;font-size:.85em}</style></head><body>\n"
                               "<h1>%1</h1>\n<p>%2</p>\n")
                    .arg(escaped(titleOf(digest)), escaped(summaryOf(digest)));
    QString company;
    for (const auto &alert : digest.alerts) {
        if (alert.companyName != company || company.isEmpty()) {
            company = alert.companyName;
            page += QStringLiteral("<h2>%1</h2>\n").arg(escaped(company));
        }
        page += QStringLiteral("<h3>%1</h3>\n<p>%2</p>\n").arg(escaped(alert.title), escaped(alert.why));
        if (!alert.details.isEmpty()) {
            page += QStringLiteral("<ul>\n");
            for (const auto &detail : alert.details)
                page += QStringLiteral("<li>%1</li>\n").arg(escaped(detail));
            page += QStringLiteral("</ul>\n");
        }
        page += QStringLiteral("<p class=\"note\">%1 · %2 · %3</p>\n")
                    .arg(dayOf(alert.changed), alertStateName(alert.state), escaped(sourcesText(alert)));
    }
    return page + QStringLiteral("</body></html>\n");
}

} // namespace

Result<DigestFormat> digestFormatFromName(const QString &name)
{
    if (name.isEmpty() || name == QLatin1String("md") || name == QLatin1String("text"))
        return DigestFormat::Markdown;
    if (name == QLatin1String("html"))
        return DigestFormat::Html;
    if (name == QLatin1String("json"))
        return DigestFormat::Json;
    return fail(
        ErrorCode::InvalidArgument,
        QCoreApplication::translate("Digest", "A digest is written as md, html or json, not as \"%1\".").arg(name));
}

QByteArray renderDigest(const AlertDigest &digest, DigestFormat format)
{
    switch (format) {
    case DigestFormat::Markdown:
        return markdown(digest).toUtf8();
    case DigestFormat::Html:
        return html(digest).toUtf8();
    case DigestFormat::Json:
        break;
    }
    return QJsonDocument(toJson(digest)).toJson();
}

} // namespace consultantos
