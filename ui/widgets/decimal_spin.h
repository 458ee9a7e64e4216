// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace consultantos {

/// A number with arrows, in the form of the window's language, which takes a decimal point as well: in German Qt's own reads
/// "0.5" as five, since a point stands between thousands there, or lets nobody type it.
class DecimalSpin : public QDoubleSpinBox {
    Q_OBJECT
public:
    using QDoubleSpinBox::QDoubleSpinBox;

    [[nodiscard]] double valueFromText(const QString &text) const override;
    [[nodiscard]] QValidator::State validate(QString &input, int &position) const override;
};

} // namespace consultantos
