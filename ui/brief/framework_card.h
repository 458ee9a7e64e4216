// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QString>

namespace consultantos {

/// A framework to choose: a large check button with a title and one line of explanation. Space toggles it.
class FrameworkCard : public QAbstractButton {
    Q_OBJECT
public:
    FrameworkCard(QString id, const QString &title, QString explanation, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const { return m_id; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_id;
    QString m_explanation;
};

} // namespace consultantos
