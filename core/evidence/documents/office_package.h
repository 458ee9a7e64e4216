// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/import_budget.h"
#include "evidence/documents/safe_archive.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

class SafeXmlReader;
struct Document;

/// A relation from one part of an Office Open XML package to another.
struct OfficeRelation {
    QString id;
    QString type;   ///< last step of the type's address: "worksheet", "slide", "comments", …
    QString target; ///< the other part's entry in the archive; an address if external
    bool isExternal = false;
};

/// A DOCX, XLSX or PPTX file as parts and their relations (ECMA-376 part 2). Whatever is wrong spends the budget, which
/// must outlive the package. Of one thread.
class OfficePackage {
public:
    /// nullopt where it isn't a sound package; the budget tells why.
    [[nodiscard]] static std::optional<OfficePackage> open(const QByteArray &content, ImportBudget &budget);

    /// The part that the package is about: word/document.xml, xl/workbook.xml, …
    [[nodiscard]] const QString &mainPart() const { return m_mainPart; }
    /// The content of a part; nullopt if there is no such part or the budget is spent.
    [[nodiscard]] std::optional<QByteArray> read(const QString &part) { return m_archive.read(part); }
    /// In the order of the file; empty if there are none.
    [[nodiscard]] QList<OfficeRelation> relations(const QString &part);
    /// Title, author and date of last change from docProps/core.xml.
    void readProperties(Document &document);
    /// Spends the budget if the XML of `part` proved broken.
    void finish(const SafeXmlReader &xml, const QString &part);

private:
    OfficePackage(SafeArchive archive, ImportBudget &budget);

    SafeArchive m_archive;
    ImportBudget *m_budget;
    QString m_mainPart;
};

/// The target of the first relation of this type; empty if there is none.
[[nodiscard]] QString targetOfType(const QList<OfficeRelation> &relations, QLatin1String type);

} // namespace consultantos
