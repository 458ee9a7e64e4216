// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QMap>
#include <QString>

namespace consultantos::office {

struct Relation {
    QString id;   ///< "rId1"
    QString type; ///< the last part of its URI, "styles"; or a whole URI
    QString target;
    bool isExternal = false;
};

/// The parts of an Open Packaging file (ECMA-376, part 2) with their content types and relationships. The same parts
/// give the same bytes. Of one thread.
class OfficePackage {
public:
    /// `type` empty: the default of the name's suffix.
    void add(const QString &name, const QByteArray &bytes, const QString &type = {});
    /// Adds a relation of a part ("" for the package's own) and returns its id.
    QString relate(const QString &part, const QString &type, const QString &target, bool isExternal = false);
    [[nodiscard]] bool has(const QString &name) const { return m_parts.contains(name); }
    /// Internal: the ZIP library refused.
    [[nodiscard]] Result<QByteArray> bytes() const;

    /// docProps/core.xml and app.xml, with their relations.
    void addProperties(const QString &title, const QString &author, const QString &language, const QDate &date);

private:
    QMap<QString, QByteArray> m_parts;
    QMap<QString, QString> m_types;
    QMap<QString, QList<Relation>> m_relations;
};

} // namespace consultantos::office
