// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QToolButton>

namespace consultantos {

/// Leads to the folder of the file that was saved last, in the desktop's file manager; hidden while there is none.
class SavedFileButton : public QToolButton {
    Q_OBJECT
public:
    explicit SavedFileButton(QWidget *parent = nullptr);

    /// Of a folder with "/" behind it, that folder is shown; empty: none. Looks at neither.
    void setFile(const QString &path);
    [[nodiscard]] const QString &file() const { return m_file; }

Q_SIGNALS:
    void failed(const consultantos::Error &error);

private:
    void showFolder();

    QString m_file;
};

} // namespace consultantos
