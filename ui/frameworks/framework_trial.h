// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evidence_queries.h"
#include "analysis/frameworks/data/framework_loader.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

/// What is wrong with a framework's text, and where.
struct FrameworkFault {
    int line = 0; ///< from 1; 0: of no line
    QString message;

    bool operator==(const FrameworkFault &) const = default;
};

/// What one company gives to frameworks with these evidence queries of their own; read once, derived from again and again.
struct TrialBasis {
    QString company;
    QList<EvidenceQuery> queries;
    FrameworkInput input;
    QList<FrameworkOutput> earlier; ///< of frameworks that others read
};

/// A framework's text tried out on a company.
struct FrameworkTrial {
    QList<FrameworkFault> faults; ///< of the text, in the order of its lines
    QString title;
    QStringList ratios;     ///< that a driver may name
    QStringList figures;    ///< that a condition may name beside the file's own
    FrameworkLabels labels; ///< of the building block's own file
    std::optional<FrameworkOutput> output;
    std::optional<FrameworkOutput> saved; ///< of the text as it is saved, where that can be read
    QString problem;                      ///< why nothing could be derived though the text is sound
    double milliseconds = 0;              ///< that checking and deriving the text took
};

/// Reads what the company gives to frameworks with these queries. Does I/O.
using ReadTrialInput =
    std::function<Result<FrameworkInput>(const QString &company, const QList<EvidenceQuery> &queries)>;

/// Checks texts of frameworks and tries them out. Keeps what it read of a company. For one thread at a time.
class FrameworkTrials {
public:
    FrameworkTrials(QString resourceDir, ReadTrialInput read);

    /// `company` empty: only checks. Does I/O where the company or the text's queries are new.
    [[nodiscard]] FrameworkTrial run(const QString &text, const QString &savedText, const QString &company);

private:
    [[nodiscard]] Status prepare(const QString &company, const QList<EvidenceQuery> &queries);
    [[nodiscard]] Result<FrameworkOutput> derive(const Framework &framework) const;

    QString m_resourceDir;
    ReadTrialInput m_read;
    std::optional<FrameworkLoader> m_loader;
    std::shared_ptr<const Framework> m_pestel;
    std::shared_ptr<const TrialBasis> m_basis;
};

/// The fault that an error of readFrameworkFile() on a file of that name tells.
[[nodiscard]] FrameworkFault faultOf(const Error &error, const QString &fileName);

} // namespace consultantos
