// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chart.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// One line of a driver tree over the years: its middle within 80 and 90 % of the draws, and how it was before sliders moved.
class DriverFan : public Chart {
    Q_OBJECT
public:
    struct Year {
        QString label;
        double middle = 0;
        double lower80 = 0;
        double upper80 = 0;
        double lower90 = 0;
        double upper90 = 0;
        std::optional<double> before; ///< the middle without sliders
        bool isOwn = false;
        bool operator==(const Year &) const = default;
    };

    explicit DriverFan(QWidget *parent = nullptr);

    /// `last` is the value of the year before the first, called `lastLabel`.
    void show(const QString &title, const QString &unit, const QString &lastLabel, std::optional<double> last,
              const QList<Year> &years);
    [[nodiscard]] const QList<Year> &years() const { return m_years; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    [[nodiscard]] std::pair<double, double> range() const;

    QString m_title;
    QString m_unit;
    QString m_lastLabel;
    std::optional<double> m_last;
    QList<Year> m_years;
};

} // namespace consultantos
