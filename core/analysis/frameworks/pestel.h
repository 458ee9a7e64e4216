// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/framework.h"

namespace consultantos {

/// Political, economic, social, technological, environmental and legal factors: what the company's own figures are
/// exposed to (debt times a point of interest, tax rate against the country's, research against the industry) and what
/// the playbook of the industry knows of the request's region.
///
/// Fields of an item: direction ("opportunity", "threat", "open"), impact ("high" from 20 % of revenue exposed,
/// "medium" from 5 %, else "low"; the playbook's own word where no line is named), likelihood, horizon, indicator,
/// exposed_line, topics. Depth: quick two items a class, standard four, deep all.
class Pestel : public Framework {
public:
    explicit Pestel(std::shared_ptr<const FrameworkDefinitions> definitions);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] Result<FrameworkOutput> derive(const FrameworkInput &input, const QList<FrameworkOutput> &earlier,
                                                 const CancellationToken &cancel) const override;

private:
    std::shared_ptr<const FrameworkDefinitions> m_definitions;
};

/// "opportunity", "threat" or "open" for the words that playbooks use.
[[nodiscard]] QString normalisedDirection(const QString &word);

} // namespace consultantos
