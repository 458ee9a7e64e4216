// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace consultantos {

/// Lays widgets out in rows, from left to right as words of a text, with a new row where there is no room.
class FlowLayout : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(int distance, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &area) override;

private:
    /// The height that is needed; places the widgets where `places`.
    int arrange(const QRect &area, bool places) const;

    QList<QLayoutItem *> m_items;
};

} // namespace consultantos
