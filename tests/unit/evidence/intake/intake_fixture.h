// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/intake/evidence_intake.h"
#include "evidence/local_fact_store.h"
#include "storage/storage.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace consultantos::test {

/// A data folder with real stores, the starter facts, and an intake into them.
class IntakeFixture {
public:
    IntakeFixture();

    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString folder() const { return m_dir.path(); }

    Storage storage;
    std::shared_ptr<const FactStore> facts;
    std::shared_ptr<const EvidenceIntake> intake;

private:
    QTemporaryDir m_dir;
};

/// A web page with the income statement and balance sheet of an invented company, in USD thousands, for the years that
/// end in December of `year` and of the year before.
[[nodiscard]] QByteArray annualReport(const QString &company, int year, int revenue, const QString &text = {});

} // namespace consultantos::test
