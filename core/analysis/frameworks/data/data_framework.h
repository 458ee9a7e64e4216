// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/framework_file.h"
#include "analysis/frameworks/framework.h"

#include <memory>

namespace consultantos {

/// A framework whose sections, values, drivers and texts a file gives (docs/frameworks.md). Immutable, thread-safe.
class DataFramework : public Framework {
public:
    /// `definitions`: the queries, ways of scoring and regions that all frameworks share; the file's own come on top.
    DataFramework(FrameworkFile file, const FrameworkDefinitions &definitions);

    [[nodiscard]] QString id() const override { return m_file.id; }
    [[nodiscard]] QString title() const override { return m_file.title; }
    [[nodiscard]] Result<FrameworkOutput> derive(const FrameworkInput &input, const QList<FrameworkOutput> &earlier,
                                                 const CancellationToken &cancel) const override;

private:
    FrameworkFile m_file;
    FrameworkDefinitions m_definitions;
};

} // namespace consultantos
