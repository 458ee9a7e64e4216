// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/evidence_intake.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

QString Intake::summary() const
{
    const auto name = QFileInfo(path).fileName();
    if (format == QLatin1String("companyfacts"))
        return QCoreApplication::translate("Evidence", "%1: %2, %3 facts read, %4 of them new and %5 restated.")
            .arg(name, company.name, QString::number(facts), QString::number(outcome.added),
                 QString::number(outcome.restated));
    if (storedAs == StoredAs::Known)
        return QCoreApplication::translate("Evidence", "%1: known already, nothing changed.").arg(name);
    auto text =
        company.id.isEmpty()
            ? QCoreApplication::translate("Evidence", "%1: %2 passages, %3 tables.")
                  .arg(name, QString::number(passages), QString::number(tables))
            : QCoreApplication::translate("Evidence", "%1: %2, %3 facts, %4 passages, %5 tables.")
                  .arg(name, company.name, QString::number(facts), QString::number(passages), QString::number(tables));
    if (storedAs == StoredAs::NewVersion)
        text += QLatin1Char(' ')
                + QCoreApplication::translate("Evidence", "It is a new version; the earlier one is kept for reports.");
    return text;
}

} // namespace consultantos
