// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/framework.h"

namespace consultantos {

/// Political, economic, social, technological, environmental and legal factors: what the company's own figures are
/// exposed to (debt times a point of interest, tax rate against the country's, research against the industry), what its
/// documents say, quoted, and what the playbook of the industry knows of the request's region.
///
/// Fields of an item: direction ("opportunity", "threat", "open"), impact ("high" from the limit "impact_high" of revenue exposed,
/// "medium" from "impact_medium", else "low"; the playbook's own word where no line is named), likelihood, horizon, indicator,
/// exposed_line, topics. Of a quotation: "threat" if it is of a filing's risk factors; likelihood and horizon by its own
/// words; impact "open". Depth: quick two items a class and one of them quoted, standard four and two, deep all and six.
class Pestel : public Framework {
public:
    Pestel(QString id, QString title, FrameworkDefinitions definitions);

    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] Result<FrameworkOutput> derive(const FrameworkInput &input, const QList<FrameworkOutput> &earlier,
                                                 const CancellationToken &cancel) const override;

private:
    QString m_id;
    QString m_title;
    FrameworkDefinitions m_definitions;
};

/// "opportunity", "threat" or "open" for the words that playbooks use.
[[nodiscard]] QString normalisedDirection(const QString &word);

} // namespace consultantos
