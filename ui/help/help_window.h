// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "help/guide_book.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QStackedWidget;
class QTextBrowser;
class QTreeWidget;

namespace consultantos {

class LineIconButton;

/// The guides, in a window of their own: contents, search, and the page, with a way back. Links to other chapters are
/// followed here; addresses of the network are handed to the desktop, and only when the user clicks them.
class HelpWindow : public QWidget {
    Q_OBJECT
public:
    explicit HelpWindow(GuideBook book);

    void showTopic(const HelpTopic &topic);
    /// What is shown last was asked for.
    [[nodiscard]] const HelpTopic &topic() const { return m_topic; }
    [[nodiscard]] const GuideBook &book() const { return m_book; }
    void focusSearch();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void makeContents();
    void showPage();
    void goBack();
    void goForward();
    void search(const QString &text);
    void refreshState();

    GuideBook m_book;
    HelpTopic m_topic;
    QList<HelpTopic> m_back;
    QList<HelpTopic> m_forward;
    QLineEdit *m_search = nullptr;
    QStackedWidget *m_left = nullptr;
    QTreeWidget *m_contents = nullptr;
    QListWidget *m_found = nullptr;
    QTextBrowser *m_text = nullptr;
    LineIconButton *m_backButton = nullptr;
    LineIconButton *m_forwardButton = nullptr;
    bool m_isSelecting = false; ///< the contents follow the page, not the other way round
};

} // namespace consultantos
