// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"
#include "storage/document_repository.h"

#include <QPair>
#include <QTemporaryDir>

namespace consultantos::test {

/// A store of documents in a folder of its own, to be filled with sections and their paragraphs.
struct DocumentStore {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Database> database =
        *Database::open(dir.filePath(QStringLiteral("documents.db")), DocumentRepository::schema(), clock);
    std::shared_ptr<DocumentRepository> repository = std::make_shared<DocumentRepository>(database, clock);

    /// A 10-K of the year with these paragraphs, each with the name of its section.
    void add(const QString &id, const QString &companyId, int fiscalYear,
             const QList<QPair<QString, QString>> &paragraphs)
    {
        Document document;
        int offset = 0;
        for (const auto &[section, text] : paragraphs) {
            Block block;
            block.text = text;
            block.section = section;
            block.page = 1 + static_cast<int>(document.blocks.size());
            block.offset = offset;
            offset += static_cast<int>(text.toUcs4().size()) + 1;
            document.blocks.append(block);
        }
        add(document, id, companyId, fiscalYear);
    }

    void add(Document document, const QString &id, const QString &companyId, int fiscalYear)
    {
        document.id = id;
        document.name = QStringLiteral("annual-report-%1.html").arg(fiscalYear);
        document.format = QStringLiteral("ixbrl");
        document.title = QStringLiteral("Annual report");
        document.date = QDate(fiscalYear, 12, 31);
        document.identity.form = QStringLiteral("10-K");
        document.identity.fiscalYear = fiscalYear;
        DocumentOrigin origin;
        origin.path = QLatin1Char('/') + id;
        origin.companyId = companyId;
        origin.fiscalYear = fiscalYear;
        const auto stored = repository->store(document, origin);
        if (!stored)
            qFatal("%s", qPrintable(stored.error().toText()));
    }
};

} // namespace consultantos::test
