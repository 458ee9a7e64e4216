// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/help_topic.h"

#include <QVariant>
#include <QWidget>

namespace consultantos {

namespace {
constexpr auto TopicProperty = "helpTopic";
}

void setHelpTopic(QWidget *widget, const QString &topic)
{
    widget->setProperty(TopicProperty, topic);
}

HelpTopic helpTopicOf(const QWidget *widget)
{
    for (; widget != nullptr; widget = widget->parentWidget()) {
        if (const auto topic = widget->property(TopicProperty).toString(); !topic.isEmpty())
            return HelpTopic::of(topic);
    }
    return HelpTopic::of(QStringLiteral("user-guide"));
}

} // namespace consultantos
