// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text_lines.h"

#include "widgets/theme.h"

#include <QPlainTextEdit>

namespace consultantos {

int alignWithFields(QPlainTextEdit &field, int lines)
{
    constexpr int Outline = 1;
    field.document()->setDocumentMargin(GridUnit);
    return field.fontMetrics().lineSpacing() * lines + 2 * (GridUnit + Outline);
}

} // namespace consultantos
