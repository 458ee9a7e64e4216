// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace consultantos {

/// Asks for no more height than its pages need at least, and takes what is left. Of a page with texts that wrap, Qt adds up the
/// heights that everything would like, and charts and tables like more than most windows have: the whole page scrolled.
class ModestStack : public QStackedWidget {
public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] QSize sizeHint() const override
    {
        return {QStackedWidget::sizeHint().width(), minimumSizeHint().height()};
    }
};

} // namespace consultantos
