// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_export.h"

#include "base/whole_file.h"
#include "widgets/saving.h"

#include <QFileDialog>

namespace consultantos {

EgressExport::EgressExport(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void EgressExport::saveAs(const EgressFilter &filter)
{
    const auto today = m_services.clock->nowUtc().toLocalTime().date().toString(Qt::ISODate);
    auto *dialog = askWhereToSave(m_window, tr("Save the list"), tr("data sent %1").arg(today) + QStringLiteral(".csv"),
                                  {tr("Table (*.csv)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this, filter](const QString &path) { save(filter, path); });
}

void EgressExport::save(const EgressFilter &filter, const QString &path)
{
    saveAsync(m_services.pool, this, path, [ledger = m_services.ledger, filter, path]() -> Status {
        return ledger->toCsv(filter).and_then([&](const QByteArray &csv) { return writeFile(path, csv); });
    });
}

} // namespace consultantos
