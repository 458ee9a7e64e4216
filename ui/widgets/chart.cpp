// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chart.h"

#include <QAccessibleWidget>

namespace consultantos {

namespace {

/// What is drawn within a chart, such as the views of Qt Charts, has no meaning of its own.
class ChartInterface : public QAccessibleWidget {
public:
    explicit ChartInterface(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::Chart)
    {
    }

    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] QAccessibleInterface *child(int /*index*/) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int /*x*/, int /*y*/) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *focusChild() const override { return nullptr; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface * /*child*/) const override { return -1; }
};

/// Asked with the name of each class of an object, from its own to QObject.
QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    return className == QLatin1String(Chart::staticMetaObject.className())
               ? new ChartInterface(static_cast<QWidget *>(object))
               : nullptr;
}

} // namespace

Chart::Chart(QWidget *parent)
    : QWidget(parent)
{
    [[maybe_unused]] static const bool isInstalled = (QAccessible::installFactory(makeInterface), true);
}

void Chart::setTable(const ChartTable &table, const QString &lead)
{
    m_table = table;
    m_summary = spokenSummary(table);
    if (!lead.isEmpty())
        m_summary = m_summary.isEmpty() ? lead : lead + QLatin1Char('\n') + m_summary;
    setAccessibleDescription(m_summary);
    Q_EMIT tableChanged();
}

void Chart::speak(const QString &text)
{
    setAccessibleDescription(text.isEmpty() ? m_summary : text);
}

} // namespace consultantos
