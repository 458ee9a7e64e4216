// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_export.h"

#include "base/whole_file.h"
#include "widgets/async.h"

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
    auto *dialog = new QFileDialog(m_window, tr("Save the list"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->setNameFilter(tr("Table (*.csv)"));
    dialog->selectFile(tr("data sent %1").arg(m_services.clock->nowUtc().toLocalTime().date().toString(Qt::ISODate))
                       + QStringLiteral(".csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, filter](const QString &path) { save(filter, path); });
    dialog->open();
}

void EgressExport::save(const EgressFilter &filter, const QString &path)
{
    runAsync(
        m_services.pool, this,
        [ledger = m_services.ledger, filter, path]() -> Status {
            return ledger->toCsv(filter).and_then([&](const QByteArray &csv) { return writeFile(path, csv); });
        },
        [this, path](const Status &done) {
            if (done)
                Q_EMIT message(tr("Saved as %1").arg(path), path);
            else
                Q_EMIT failed(done.error());
        });
}

} // namespace consultantos
