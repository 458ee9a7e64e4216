// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace consultantos {

/// One line of text that is cut with "…" where there is no room; the whole of it stands in the tool tip then.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(Qt::TextElideMode mode, QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_mode;
};

} // namespace consultantos
