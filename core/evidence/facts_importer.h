// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "evidence/fact_store.h"
#include "model/company.h"
#include "storage/fact_repository.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

class FinancialEngine;

/// What taking one file into the store gave.
struct FactsImport {
    Company company;
    qint64 facts = 0;      ///< read from the file, each once however often it was reported
    ImportOutcome outcome; ///< what the store made of them
    QStringList warnings;  ///< translated sentences: what was skipped or looks wrong, identities that don't hold

    /// One translated sentence for the user, warnings left out.
    [[nodiscard]] QString summary(const QString &path) const;
};

/// Takes facts files into the user's store. Thread-safe, as its parts are. Does I/O.
class FactsImporter {
public:
    /// `known` names companies as the user knows them. With an `engine` the statements' accounting identities are
    /// tested.
    FactsImporter(std::shared_ptr<FactRepository> repository, std::shared_ptr<const FactStore> known,
                  std::shared_ptr<const FinancialEngine> engine = {});

    /// Reads companyfacts, plain or gzip, and stores it in one transaction: all of it or, with an error, nothing. A
    /// file without any fact stores nothing and warns.
    [[nodiscard]] Result<FactsImport> importFile(const QString &path) const;

private:
    std::shared_ptr<FactRepository> m_repository;
    std::shared_ptr<const FactStore> m_known;
    std::shared_ptr<const FinancialEngine> m_engine;
};

} // namespace consultantos
