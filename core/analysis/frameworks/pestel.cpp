// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/pestel.h"

#include "analysis/frameworks/pestel_figures.h"
#include "analysis/frameworks/playbook_reader.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double HighExposure = 0.20;
constexpr double MediumExposure = 0.05;

struct ClassDefinition {
    const char *id;
    const char *title;
    QStringList fallback; ///< figures that a statement of the class is joined to when it names none
};

QList<ClassDefinition> classes()
{
    return {
        {"political", "Political", {QStringLiteral("cost_of_revenue_share"), QStringLiteral("capex_intensity")}},
        {"economic", "Economic", {QStringLiteral("revenue_growth"), QStringLiteral("operating_margin")}},
        {"social", "Social", {QStringLiteral("sga_intensity"), QStringLiteral("revenue_cagr_3y")}},
        {"technological", "Technological", {QStringLiteral("rd_intensity"), QStringLiteral("capex_intensity")}},
        {"environmental", "Environmental", {QStringLiteral("ppe_to_assets"), QStringLiteral("capex_to_depreciation")}},
        {"legal", "Legal", {QStringLiteral("net_margin"), QStringLiteral("operating_margin")}},
    };
}

QString impactWord(const Figure &exposure)
{
    const double share = std::abs(exposure.value);
    return share >= HighExposure     ? QStringLiteral("high")
           : share >= MediumExposure ? QStringLiteral("medium")
                                     : QStringLiteral("low");
}

QMap<QString, QString> fieldsOf(const PlaybookStatement &statement, const std::optional<Figure> &exposure)
{
    auto fields = statement.fields;
    fields[QStringLiteral("direction")] = normalisedDirection(fields.value(QStringLiteral("direction")));
    if (exposure && exposure->unit == units::Ratio)
        fields[QStringLiteral("impact")] = impactWord(*exposure);
    fields[QStringLiteral("topics")] = statement.topics.join(QLatin1Char(' '));
    fields[QStringLiteral("evidence_kind")] = QStringLiteral("playbook");
    return fields;
}

FrameworkSection sectionOf(Workbench &bench, PlaybookReader &playbook, const ClassDefinition &definition)
{
    FrameworkSection section;
    section.id = QLatin1String(definition.id);
    section.title = QLatin1String(definition.title);
    const auto append = [&section](FrameworkItem item) {
        item.id = QStringLiteral("%1.%2").arg(section.id).arg(section.items.size() + 1);
        section.items.append(item);
    };
    for (const auto &item : pestelFigures(bench, section.id))
        append(item);
    const auto statements = playbook.applicable(QStringLiteral("pestel.") + section.id);
    for (const auto &statement : statements) {
        FrameworkItem item;
        const auto key = statement.entry.id.section(QLatin1Char('/'), -1);
        item.fields = fieldsOf(statement, playbook.exposure(statement));
        item.claim = playbook.claim(QStringLiteral("pestel.%1.playbook.%2").arg(section.id, key), statement,
                                    definition.fallback);
        append(item);
        const bool isEnough = (bench.depth() == Depth::Quick && section.items.size() >= 2)
                              || (bench.depth() == Depth::Standard && section.items.size() >= 4);
        if (isEnough)
            break;
    }
    if (bench.depth() == Depth::Quick)
        section.items = section.items.mid(0, 2);
    if (section.items.isEmpty()) {
        section.notDerivable =
            QStringLiteral("not derivable: no stored figure is exposed to %1 factors and no playbook statement "
                           "of the industry holds here")
                .arg(section.title.toLower());
    }
    return section;
}

void requestForeignShare(Workbench &bench)
{
    bench.request(
        QStringLiteral("data.pestel.political.foreign_revenue"), QStringLiteral("Revenue by country"),
        QStringLiteral("not derivable: the stored figures don't split revenue by country, so exposure to single "
                       "countries stays open"),
        {QStringLiteral("segment note of the annual report: revenue by geographic area")},
        QStringLiteral("pestel.political"));
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

Pestel::Pestel(std::shared_ptr<const FrameworkDefinitions> definitions)
    : m_definitions(std::move(definitions))
{
}

QString Pestel::id() const
{
    return QStringLiteral("pestel");
}

QString Pestel::title() const
{
    return QStringLiteral("PESTEL");
}

Result<FrameworkOutput> Pestel::derive(const FrameworkInput &input, const QList<FrameworkOutput> & /*earlier*/,
                                       const CancellationToken &cancel) const
{
    Workbench bench(input, id());
    PlaybookReader playbook(bench, *m_definitions);
    FrameworkResult result;
    result.id = id();
    result.title = title();
    for (const auto &definition : classes()) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("Framework", "The analysis was cancelled."));
        result.sections.append(sectionOf(bench, playbook, definition));
    }
    requestForeignShare(bench);
    result.notes.append(
        QStringLiteral("Likelihood and horizon are the playbook's judgement; impact is measured where a line of the "
                       "company's own statements is exposed."));
    if (playbook.isRegionUnknown())
        result.notes.append(
            QStringLiteral("The region was not recognised: only statements that hold everywhere are shown."));
    else if (input.request.region.trimmed().isEmpty())
        result.notes.append(
            QStringLiteral("No region was given: statements of the company's home country and those that hold "
                           "everywhere are shown."));
    return bench.finish(result);
}

} // namespace consultantos
