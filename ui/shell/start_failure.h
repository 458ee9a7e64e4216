// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QMessageBox>
#include <QProcessEnvironment>
#include <QString>

namespace consultantos {

/// Says why the program can't start: who began it from a menu sees no terminal. It offers the data folder and, where the settings
/// file alone is at fault, to go on without it.
class StartFailure : public QMessageBox {
    Q_OBJECT
public:
    enum class Way { Quit, WithoutSettings };

    StartFailure(const Error &error, const QString &dataDir, bool isOfSettingsFile);

    /// Waits for the answer.
    [[nodiscard]] Way ask();

    /// Whether all would be well but for the settings file. Does I/O.
    [[nodiscard]] static bool isOfSettingsFile(const QString &dataDir, const QProcessEnvironment &environment);
    /// Gives the settings file another name beside it, so that nothing of it is lost. Does I/O. Errors: ReadOnly.
    [[nodiscard]] static Status setSettingsAside(const QString &dataDir, const Clock &clock);

private:
    QPushButton *m_without = nullptr; ///< null: not offered
};

} // namespace consultantos
