// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sealed_opener.h"

#include "report/sealed/seal_words.h"
#include "widgets/async.h"

#include <QFileInfo>

namespace consultantos {

SealedOpener::SealedOpener(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

SealedOpener::~SealedOpener()
{
    m_cancel.cancel();
}

bool SealedOpener::isSealed(const QString &path)
{
    return QFileInfo(path).suffix().compare(QLatin1String("sealed"), Qt::CaseInsensitive) == 0;
}

void SealedOpener::open(const QString &path)
{
    Q_EMIT message(tr("Verifying %1 …").arg(QFileInfo(path).fileName()));
    runAsync(
        m_services.pool, this,
        [path, clock = m_services.clock, cancel = m_cancel.token()] { return verifySealedFile(path, *clock, cancel); },
        [this, path](const Result<SealVerdict> &verdict) {
            Q_EMIT message({});
            if (!verdict)
                Q_EMIT failed(verdict.error());
            else if (!verdict->isVerified())
                Q_EMIT failed(notVerified(path, *verdict));
            else
                Q_EMIT opened(std::make_shared<const Report>(*verdict->report), verifiedText(*verdict),
                              signatureText(*verdict));
        });
}

} // namespace consultantos
