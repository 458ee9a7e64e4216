// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/intake/evidence_intake.h"
#include "evidence/sources/sources.h"
#include "model/company.h"

#include <memory>
#include <optional>

namespace consultantos {

/// Takes what sources of the network give into the stores, as if the user had handed in the file. What is stored names
/// the address that it was fetched from. Thread-safe. Waits for the network and does I/O.
class SourceIntake {
public:
    explicit SourceIntake(std::shared_ptr<const EvidenceIntake> intake);

    /// The company of `source` that goes by exactly that ticker, number or name, legal form aside: another company's
    /// figures would be worse than none. `known` is what the stores have under `text`. NotFound names the nearest.
    [[nodiscard]] static Result<FilingCompany> company(const FilingSource &source, const QString &text,
                                                       const std::optional<Company> &known, const SourceCall &call);

    /// The company's figures as data.
    [[nodiscard]] Result<Intake> takeFacts(const FilingSource &source, const FilingCompany &company,
                                           const SourceCall &call) const;
    [[nodiscard]] Result<Intake> takeFiling(const FilingSource &source, const FilingCompany &company,
                                            const Filing &filing, const SourceCall &call) const;
    [[nodiscard]] Result<Intake> takeFeed(const FeedSource &source, const QUrl &feed, const QString &about,
                                          const SourceCall &call) const;

private:
    [[nodiscard]] Result<Intake> take(const FetchedDocument &fetched, const QString &about,
                                      const SourceCall &call) const;

    std::shared_ptr<const EvidenceIntake> m_intake;
};

} // namespace consultantos
