// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/readback/row_mark.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>

namespace consultantos {

namespace {

/// Another layout of marks gets another sign.
const QString Sign = QStringLiteral("co1");
const QString ReportSign = QStringLiteral("report:");
const QString LanguageSign = QStringLiteral(" in ");
constexpr qsizetype HashDigits = 10;

QString shortHash(const QString &text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(HashDigits));
}

std::optional<CellMark> cellOf(QChar kind, const QString &rest)
{
    CellMark cell;
    bool isSound = true;
    if (kind == QLatin1Char('t')) {
        cell.hash = rest;
    } else if (kind == QLatin1Char('n')) {
        cell.kind = CellMark::Kind::Number;
        cell.value = rest.toDouble(&isSound);
    } else if (kind == QLatin1Char('f')) {
        cell.kind = CellMark::Kind::Formula;
        cell.hash = rest.section(QLatin1Char(':'), 0, 0);
        cell.label = rest.section(QLatin1Char(':'), 1);
    } else {
        return std::nullopt;
    }
    return isSound ? std::optional(cell) : std::nullopt;
}

QString textOf(const CellMark &cell)
{
    switch (cell.kind) {
    case CellMark::Kind::Text:
        return QLatin1Char('t') + cell.hash;
    case CellMark::Kind::Number:
        return QLatin1Char('n') + QString::number(cell.value, 'g', 17);
    case CellMark::Kind::Formula:
        break;
    }
    return QLatin1Char('f') + cell.hash + (cell.label.isEmpty() ? QString() : QLatin1Char(':') + cell.label);
}

} // namespace

QString RowMark::text() const
{
    QStringList parts{Sign, id, QString::fromLatin1(QUrl::toPercentEncoding(key, ":/ &,.()"))};
    for (auto it = cells.cbegin(); it != cells.cend(); ++it)
        parts.append(QString::number(it.key()) + textOf(it.value()));
    return parts.join(QLatin1Char('|'));
}

std::optional<RowMark> RowMark::parse(const QString &text)
{
    const auto parts = text.trimmed().split(QLatin1Char('|'));
    if (parts.size() < 3 || parts[0] != Sign || parts[1].isEmpty())
        return std::nullopt;
    RowMark mark{parts[1], QUrl::fromPercentEncoding(parts[2].toLatin1()), {}};
    static const QRegularExpression Cell(QStringLiteral("^(\\d{1,4})([a-z])(.*)$"));
    for (const auto &part : parts.mid(3)) {
        const auto match = Cell.match(part);
        const auto cell = match.hasMatch() ? cellOf(match.captured(2).at(0), match.captured(3)) : std::nullopt;
        if (!cell)
            return std::nullopt;
        mark.cells.insert(match.captured(1).toInt(), *cell);
    }
    return mark;
}

QString reportKey(const QString &reportId, const QString &language)
{
    const auto key = ReportSign + reportId;
    return language == QLatin1String("en") ? key : key + LanguageSign + language;
}

std::pair<QString, QString> reportOfKey(const QString &key)
{
    if (!key.startsWith(ReportSign))
        return {};
    const auto named = key.mid(ReportSign.size());
    const auto at = named.lastIndexOf(LanguageSign);
    return at < 0 ? std::pair(named, QStringLiteral("en"))
                  : std::pair(named.left(at), named.mid(at + LanguageSign.size()));
}

QString hashOfText(const QString &text)
{
    return shortHash(text.normalized(QString::NormalizationForm_C).simplified());
}

QString hashOfFormula(const QString &formula)
{
    static const QRegularExpression Reference(
        QStringLiteral("(?:'(?:[^']|'')*'!|[\\w.]+!)?[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?(?![A-Za-z0-9(])"));
    static const QRegularExpression Number(QStringLiteral("(?<![A-Za-z_#.0-9])\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?"));
    static const QRegularExpression Blank(QStringLiteral("[\\s$=]+"));
    auto shape = formula;
    // Names of sheets may hold blanks, so addresses go first.
    shape.remove(QLatin1Char('$')).replace(Reference, QStringLiteral("#"));
    shape.remove(Blank);
    QString written;
    qsizetype from = 0;
    for (auto it = Number.globalMatch(shape); it.hasNext();) {
        const auto match = it.next();
        written +=
            shape.mid(from, match.capturedStart() - from) + QString::number(match.captured().toDouble(), 'g', 10);
        from = match.capturedEnd();
    }
    return shortHash((written + shape.mid(from)).toUpper());
}

} // namespace consultantos
