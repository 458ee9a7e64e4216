// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/figure_names.h"
#include "analysis/frameworks/data/framework_file.h"
#include "analysis/frameworks/force_drivers.h"
#include "analysis/frameworks/playbook_reader.h"

namespace consultantos {

/// Writes one section of a framework that a file describes.
class DataSection {
public:
    DataSection(Workbench &bench, FigureNames &names, PlaybookReader &playbook, const FrameworkDefinitions &definitions,
                const SectionDefinition &definition);

    [[nodiscard]] FrameworkSection write();

private:
    struct Written {
        FrameworkItem item;
        double order = 0;
    };

    void score(FrameworkSection &section);
    void addRows(QList<Written> &written, const QString &suffix);
    void addParts(QList<Written> &written);
    [[nodiscard]] std::optional<Written> row(const RowDefinition &definition, const QString &suffix);
    void addQuotations(FrameworkSection &section);
    void addPlaybook(FrameworkSection &section);
    void request(const RowDefinition &definition, const QStringList &missing);
    void append(FrameworkSection &section, FrameworkItem item);

    Workbench &m_bench;
    FigureNames &m_names;
    PlaybookReader &m_playbook;
    const FrameworkDefinitions &m_definitions;
    const SectionDefinition &m_definition;
};

/// The first text that holds and whose figures are all there, as a claim; empty where there is none.
[[nodiscard]] std::optional<Claim> chosenClaim(const Workbench &bench, FigureNames &names, const QString &claimId,
                                               const QList<TextChoice> &choices);

} // namespace consultantos
