// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace consultantos {

class FrameworkDesk;

/// A framework's file as it is written, with the numbers of its lines and the line that has a fault marked.
class FrameworkTextEditor : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit FrameworkTextEditor(FrameworkDesk &desk, QWidget *parent = nullptr);

    void showLine(int line); ///< puts the cursor there; from 1
    /// Lines with a fault, from the first on.
    [[nodiscard]] const QList<int> &faultyLines() const { return m_faulty; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Margin;
    [[nodiscard]] int marginWidth() const;
    void paintMargin(QPaintEvent *event);
    void mark();

    FrameworkDesk &m_desk;
    Margin *m_margin;
    QList<int> m_faulty;
};

} // namespace consultantos
