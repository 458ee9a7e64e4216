// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/industry.h"

#include <QHash>
#include <QMutex>
#include <QString>

namespace consultantos {

/// The playbooks of playbooks/<industry>.json (docs/playbooks.md), each read when first asked for. Thread-safe.
class PlaybookLibrary {
public:
    explicit PlaybookLibrary(const QString &resourceDir);

    /// An empty playbook where there is no file. Malformed names the file.
    [[nodiscard]] Result<Playbook> playbook(const QString &industryId) const;

private:
    QString m_folder;
    mutable QMutex m_mutex;
    mutable QHash<QString, Playbook> m_known;
};

} // namespace consultantos
