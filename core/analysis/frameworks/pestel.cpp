// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/pestel.h"

#include "analysis/frameworks/pestel_figures.h"
#include "analysis/frameworks/playbook_reader.h"
#include "analysis/frameworks/quotation.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/frameworks/revenue_split.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

QMap<QString, QString> fieldsOf(const PlaybookStatement &statement, const std::optional<Figure> &exposure,
                                const BlockWords &words)
{
    auto fields = statement.fields;
    fields[QStringLiteral("direction")] = normalisedDirection(fields.value(QStringLiteral("direction")));
    if (exposure && exposure->unit == units::Ratio)
        fields[QStringLiteral("impact")] = impactWord(*exposure, words);
    fields[QStringLiteral("topics")] = statement.topics.join(QLatin1Char(' '));
    fields[QStringLiteral("evidence_kind")] = QStringLiteral("playbook");
    return fields;
}

QMap<QString, QString> fieldsOf(Workbench &bench, const Quotation &quotation, const PestelTopic &topic,
                                const BlockWords &words)
{
    // A filing's risk factors say what may go wrong; the same words elsewhere may tell of an opening.
    const bool isRisk = quotation.passage.section.endsWith(QLatin1String("Item 1A"));
    const auto foreign = topic.isOfForeignRevenue ? foreignRevenue(bench) : std::nullopt;
    return {{QStringLiteral("direction"), isRisk ? QStringLiteral("threat") : QStringLiteral("open")},
            {QStringLiteral("impact"), foreign ? impactWord(foreign->share, words) : QStringLiteral("open")},
            {QStringLiteral("likelihood"), likelihoodIn(quotation.sentence)},
            {QStringLiteral("horizon"), horizonIn(quotation.sentence, quotation.passage.date)},
            {QStringLiteral("indicator"), topic.indicator},
            {QStringLiteral("topics"), topic.topics.join(QLatin1Char(' '))},
            {QStringLiteral("evidence_kind"), QStringLiteral("passage")}};
}

/// The topic of the class that `text` speaks of; null where an earlier class has one that it speaks of.
const PestelTopic *topicOf(const FrameworkDefinitions &definitions, const PestelClass &wanted, const QString &text)
{
    for (const auto &definition : definitions.parts.pestel) {
        for (const auto &topic : definition.documents) {
            const auto *query = definitions.queries.find(topic.query);
            if (query != nullptr && query->pattern.match(text).hasMatch())
                return definition.id == wanted.id
                           ? &*std::find_if(wanted.documents.cbegin(), wanted.documents.cend(),
                                            [&topic](const PestelTopic &own) { return own.query == topic.query; })
                           : nullptr;
        }
    }
    return nullptr;
}

/// What the documents say on the class's topics, one sentence of each topic before the second of any.
QList<FrameworkItem> quotedItems(Workbench &bench, const FrameworkDefinitions &definitions,
                                 const PestelClass &definition, qsizetype limit)
{
    QList<QList<Quotation>> byTopic;
    qsizetype most = 0;
    for (const auto &topic : definition.documents) {
        const auto *query = definitions.queries.find(topic.query);
        byTopic.append(query ? quotations(bench.input(), *query) : QList<Quotation>());
        most = std::max(most, byTopic.last().size());
    }
    QList<FrameworkItem> items;
    QStringList sentences;
    for (qsizetype turn = 0; turn < most; ++turn) {
        for (qsizetype i = 0; i < byTopic.size() && items.size() < limit; ++i) {
            if (turn >= byTopic[i].size() || sentences.contains(byTopic[i][turn].sentence))
                continue;
            const auto &quotation = byTopic[i][turn];
            sentences.append(quotation.sentence);
            FrameworkItem item;
            item.claim = quotationClaim(
                bench, QStringLiteral("%1.%2.passage.%3").arg(bench.framework(), definition.id).arg(items.size() + 1),
                quotation);
            item.fields = fieldsOf(bench, quotation, definition.documents[i], definitions.parts.words);
            items.append(item);
        }
    }
    return items;
}

/// Risk factors that came or went since the year before, in the class whose topics their headings speak of first.
QList<FrameworkItem> newsItems(Workbench &bench, const FrameworkDefinitions &definitions, const PestelClass &definition,
                               qsizetype limit)
{
    QList<FrameworkItem> items;
    for (const auto &news : bench.input().riskNews) {
        const auto *topic = topicOf(definitions, definition, news.quote);
        if (topic == nullptr || items.size() >= limit)
            continue;
        FrameworkItem item;
        item.claim = riskNewsClaim(
            bench, QStringLiteral("%1.%2.risk_factor.%3").arg(bench.framework(), definition.id).arg(items.size() + 1),
            news);
        item.fields = {{QStringLiteral("direction"), news.isNew ? QStringLiteral("threat") : QStringLiteral("open")},
                       {QStringLiteral("impact"), QStringLiteral("open")},
                       {QStringLiteral("likelihood"), likelihoodIn(news.quote)},
                       {QStringLiteral("horizon"), horizonIn(news.quote, news.passage.date)},
                       {QStringLiteral("indicator"), topic->indicator},
                       {QStringLiteral("topics"), topic->topics.join(QLatin1Char(' '))},
                       {QStringLiteral("evidence_kind"), QStringLiteral("risk factor")}};
        items.append(item);
    }
    return items;
}

FrameworkSection sectionOf(Workbench &bench, PlaybookReader &playbook, const FrameworkDefinitions &definitions,
                           const PestelClass &definition)
{
    FrameworkSection section;
    section.id = definition.id;
    section.title = definition.title;
    const auto &words = definitions.parts.words;
    const bool isQuick = bench.depth() == Depth::Quick;
    const bool isStandard = bench.depth() == Depth::Standard;
    const auto limitOf = [&](const char *quick, const char *standard, const char *deep) {
        return words.count(isQuick ? quick : isStandard ? standard : deep);
    };
    const auto append = [&section](FrameworkItem item) {
        item.id = QStringLiteral("%1.%2").arg(section.id).arg(section.items.size() + 1);
        section.items.append(item);
    };
    for (const auto &item : pestelFigures(bench, definition, words))
        append(item);
    for (const auto &item :
         newsItems(bench, definitions, definition, limitOf("risks_quick", "risks_standard", "risks_deep")))
        append(item);
    for (const auto &item :
         quotedItems(bench, definitions, definition, limitOf("quotes_quick", "quotes_standard", "quotes_deep")))
        append(item);
    // Beside quotations there is always room for one statement of the playbook: it knows openings, where filings mostly
    // tell of risks.
    const auto room = isQuick      ? words.count("items_quick")
                      : isStandard ? std::max(words.count("items_standard"), section.items.size() + 1)
                                   : 1'000;
    for (const auto &statement : playbook.applicable(QStringLiteral("pestel.") + section.id)) {
        if (section.items.size() >= room)
            break;
        FrameworkItem item;
        const auto key = statement.entry.id.section(QLatin1Char('/'), -1);
        item.fields = fieldsOf(statement, playbook.exposure(statement), words);
        item.claim = playbook.claim(QStringLiteral("%1.%2.playbook.%3").arg(bench.framework(), section.id, key),
                                    statement, definition.fallback);
        append(item);
    }
    if (isQuick)
        section.items = section.items.mid(0, words.count("items_quick"));
    if (section.items.isEmpty())
        section.notDerivable =
            QStringLiteral("not derivable: ") + withText(words.text("empty"), "class", section.title.toLower());
    return section;
}

void requestForeignShare(Workbench &bench, const BlockWords &words)
{
    if (foreignRevenue(bench))
        return;
    bench.request(QStringLiteral("data.pestel.political.foreign_revenue"), words.text("request_subject"),
                  QStringLiteral("not derivable: ") + words.text("request_reason"), {words.text("request_need")},
                  bench.framework() + QStringLiteral(".political"));
}

} // namespace

QString normalisedDirection(const QString &word)
{
    static const QStringList good{QStringLiteral("opportunity"), QStringLiteral("positive"),
                                  QStringLiteral("favourable"),  QStringLiteral("favorable"),
                                  QStringLiteral("tailwind"),    QStringLiteral("up")};
    static const QStringList bad{QStringLiteral("threat"),       QStringLiteral("negative"), QStringLiteral("adverse"),
                                 QStringLiteral("unfavourable"), QStringLiteral("headwind"), QStringLiteral("risk"),
                                 QStringLiteral("down")};
    const auto lower = word.toLower();
    return good.contains(lower)  ? QStringLiteral("opportunity")
           : bad.contains(lower) ? QStringLiteral("threat")
                                 : QStringLiteral("open");
}

Pestel::Pestel(QString id, QString title, FrameworkDefinitions definitions)
    : m_id(std::move(id))
    , m_title(std::move(title))
    , m_definitions(std::move(definitions))
{
}

Result<FrameworkOutput> Pestel::derive(const FrameworkInput &input, const QList<FrameworkOutput> & /*earlier*/,
                                       const CancellationToken &cancel) const
{
    Workbench bench(input, id());
    PlaybookReader playbook(bench, m_definitions);
    FrameworkResult result;
    result.id = id();
    result.title = title();
    for (const auto &definition : m_definitions.parts.pestel) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("Framework", "The analysis was cancelled."));
        result.sections.append(sectionOf(bench, playbook, m_definitions, definition));
    }
    const auto &words = m_definitions.parts.words;
    requestForeignShare(bench, words);
    result.notes.append(words.text("note_impact"));
    if (playbook.isRegionUnknown())
        result.notes.append(words.text("note_region"));
    else if (input.request.region.trimmed().isEmpty())
        result.notes.append(words.text("note_no_region"));
    result.notes += m_definitions.parts.notes;
    return bench.finish(result);
}

} // namespace consultantos
