// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace consultantos::client_workbook {

/// What is wrong with a filled workbook, cell by cell. What makes its figures meaningless refuses the whole file; what
/// costs one cell is a warning.
class WorkbookFindings {
public:
    void refuse(const QString &cell, const QString &what);
    void warn(const QString &cell, const QString &what);

    [[nodiscard]] bool isRefused() const { return !m_refusals.isEmpty(); }
    /// Malformed, with the first cells named. `name` is the file's.
    [[nodiscard]] Error error(const QString &name) const;
    /// The first ones each as a sentence, the others counted.
    [[nodiscard]] QStringList warnings() const;

private:
    QStringList m_refusals;
    QStringList m_warnings; ///< those that are shown
    int m_furtherWarnings = 0;
};

} // namespace consultantos::client_workbook
