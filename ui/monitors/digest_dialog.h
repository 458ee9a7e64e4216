// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/alert.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTextBrowser;

namespace consultantos {

/// What came up in a span of time, to read and to save as HTML, Markdown or JSON.
class DigestDialog : public QDialog {
    Q_OBJECT
public:
    explicit DigestDialog(const AppServices &services, QWidget *parent = nullptr);

    /// The form is that of the file's name: .md, .json, all else HTML.
    void saveTo(const QString &path);

Q_SIGNALS:
    void shown();
    void message(const QString &text, const QString &savedFile = {});

private:
    void load();
    void chooseFile();
    void showFailure(const Error &error);

    const AppServices &m_services;
    AlertDigest m_digest;
    QComboBox *m_period;
    QTextBrowser *m_text;
    QLabel *m_error;
    QPushButton *m_save;
    int m_query = 0;
};

} // namespace consultantos
