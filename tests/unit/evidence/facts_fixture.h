// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/database.h"
#include "storage/fact_repository.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace consultantos::test {

/// A facts store in a folder of its own, gone with it, which also takes files to import.
struct FactsFixture {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<FactRepository> repository = open();

    /// A further connection to the same file, as another process has it.
    [[nodiscard]] std::shared_ptr<FactRepository> open() const
    {
        auto database = Database::open(dir.filePath(QStringLiteral("facts.db")), FactRepository::schema(), clock);
        return database ? std::make_shared<FactRepository>(*database, clock) : nullptr;
    }

    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(dir.filePath(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        return written ? file.fileName() : QString();
    }
};

/// A companyfacts file with one fact: us-gaap:<tag>, year 2023, in USD.
inline QByteArray oneFact(const QByteArray &cik, const QByteArray &name, const QByteArray &tag, const QByteArray &value,
                          const QByteArray &filed = "2024-02-01", const QByteArray &accession = "0000000001-24-000001")
{
    return R"({"cik":)" + cik + R"(,"entityName":")" + name + R"(","facts":{"us-gaap":{")" + tag
           + R"(":{"units":{"USD":[{"start":"2023-01-01","end":"2023-12-31","val":)" + value + R"(,"accn":")"
           + accession + R"(","fy":2023,"fp":"FY","form":"10-K","filed":")" + filed + R"("}]}}}}})";
}

} // namespace consultantos::test
