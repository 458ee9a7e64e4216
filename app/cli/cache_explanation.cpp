// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_explanation.h"

#include "base/paths.h"
#include "command.h"
#include "evidence/documents/delimited_text.h"
#include "evidence/fact_store.h"
#include "llm/semantic/semantic_matcher.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

constexpr qint64 LargestPairs = 256LL * 1024 * 1024;

using PromptPair = std::pair<QString, QString>;

Result<QList<PromptPair>> pairsOf(const QString &path)
{
    QFile file(path);
    const bool isOpen =
        path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Cli", "%1 can't be read: %2.").arg(path, file.errorString()),
                    QCoreApplication::translate("Cli", "Name a CSV file with the columns a and b."));
    const auto bytes = file.read(LargestPairs + 1);
    if (bytes.size() > LargestPairs)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "%1 is larger than 256 MB; nothing was compared.").arg(path));
    auto text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    DelimitedReader reader(text, QLatin1Char(','));
    const auto titles = reader.next().value_or(QStringList());
    const auto column = [&titles](const char *name) {
        const auto found = std::find_if(titles.cbegin(), titles.cend(), [name](const QString &title) {
            return title.trimmed().compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
        });
        return found == titles.cend() ? -1 : found - titles.cbegin();
    };
    const auto first = column("a");
    const auto second = column("b");
    if (first < 0 || second < 0)
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Cli", "%1 has no columns a and b; nothing was compared.").arg(path),
                    QCoreApplication::translate("Cli", "Its first line must name them; commas part the fields."));
    QList<PromptPair> pairs;
    while (const auto row = reader.next())
        pairs.append({row->value(first), row->value(second)});
    return pairs;
}

QString similarityText(double similarity)
{
    constexpr int Decimals = 4;
    return QString::number(similarity, 'f', Decimals);
}

} // namespace

ExitCode explainPairs(const CliServices &services, const QString &path, TableFormat format, Terminal &terminal)
{
    const auto pairs = pairsOf(path);
    if (!pairs)
        return failed(terminal, pairs.error());
    const auto matcher = makeSemanticMatcher(resourceDir(), services.facts().companies());
    if (!matcher)
        return failed(terminal, matcher.error());
    QList<QStringList> rows;
    qsizetype hits = 0;
    for (const auto &[one, other] : *pairs) {
        const auto verdict = (*matcher)->judge(one, other);
        if (!verdict)
            return failed(terminal, verdict.error());
        hits += verdict->isHit ? 1 : 0;
        rows.append({verdict->isHit ? QStringLiteral("1") : QStringLiteral("0"), similarityText(verdict->similarity),
                     verdict->reason});
    }
    const QStringList titles{QStringLiteral("hit"), QStringLiteral("similarity"), QStringLiteral("reason")};
    terminal.out(format == TableFormat::Csv ? csvTable(titles, rows) : textTable(titles, rows));
    if (format != TableFormat::Csv)
        terminal.line(QCoreApplication::translate("Cli", "%1 of %2 pairs would share a reply (similarity from %3).")
                          .arg(hits)
                          .arg(rows.size())
                          .arg((*matcher)->threshold()));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
