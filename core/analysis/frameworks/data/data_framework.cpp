// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/data_framework.h"

#include "analysis/frameworks/data/data_section.h"

#include <QCoreApplication>

namespace consultantos {

DataFramework::DataFramework(FrameworkFile file, const FrameworkDefinitions &definitions)
    : m_file(std::move(file))
    , m_definitions(definitions)
{
    m_definitions.queries = m_definitions.queries.with(m_file.queries);
    for (auto method = m_file.scoring.cbegin(); method != m_file.scoring.cend(); ++method)
        m_definitions.scoring.insert(method.key(), method.value());
    for (auto &section : m_file.sections)
        section.force.scope = m_file.id + QLatin1Char('-');
}

Result<FrameworkOutput> DataFramework::derive(const FrameworkInput &input, const QList<FrameworkOutput> & /*earlier*/,
                                              const CancellationToken &cancel) const
{
    Workbench bench(input, id());
    PlaybookReader playbook(bench, m_definitions);
    FigureNames names(bench);
    names.evaluate(m_file.values);
    FrameworkResult result;
    result.id = id();
    result.title = title();
    for (const auto &section : m_file.sections) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("Framework", "The analysis was cancelled."));
        result.sections.append(DataSection(bench, names, playbook, m_definitions, section).write());
    }
    result.headline = chosenClaim(bench, names, id() + QStringLiteral(".headline"), m_file.headline);
    result.notes = m_file.notes;
    if (!bench.hasFacts())
        bench.requestStatements(id());
    return bench.finish(result);
}

} // namespace consultantos
