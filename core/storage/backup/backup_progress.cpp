// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/backup_progress.h"

#include <QCoreApplication>

namespace consultantos {

Error stoppedError()
{
    return {ErrorCode::Cancelled, QCoreApplication::translate("backup", "Stopped; nothing was changed."), {}, false};
}

} // namespace consultantos
