// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/motion.h"

#include <QProgressBar>
#include <QSettings>
#include <QStandardPaths>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace consultantos {

namespace {

/// Asked of the style in force, which may be wrapped by that of the style sheet.
constexpr auto StillHint = QStyle::StyleHint(QStyle::SH_CustomBase + 1);

} // namespace

bool systemReducesMotion()
{
#ifdef Q_OS_WIN
    BOOL isAnimated = TRUE;
    return SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, &isAnimated, 0) != 0 && isAnimated == FALSE;
#else
    const auto valueOf = [](const QString &file, const QString &key) {
        const auto path = QStandardPaths::locate(QStandardPaths::GenericConfigLocation, file);
        return path.isEmpty() ? QString() : QSettings(path, QSettings::IniFormat).value(key).toString().toLower();
    };
    const auto speed = valueOf(QStringLiteral("kdeglobals"), QStringLiteral("KDE/AnimationDurationFactor"));
    bool isNumber = false;
    if (speed.toDouble(&isNumber) <= 0 && isNumber)
        return true;
    for (const auto *file : {"gtk-4.0/settings.ini", "gtk-3.0/settings.ini"}) {
        const auto isOn = valueOf(QLatin1String(file), QStringLiteral("Settings/gtk-enable-animations"));
        if (!isOn.isEmpty())
            return isOn == QLatin1String("0") || isOn == QLatin1String("false");
    }
    return false;
#endif
}

bool reducesMotion(const QString &motion)
{
    return motion == QLatin1String("system") ? systemReducesMotion() : motion == QLatin1String("reduced");
}

MotionStyle::MotionStyle(QStyle *style, bool isReduced)
    : QProxyStyle(style)
    , m_isReduced(isReduced)
{
}

int MotionStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *data) const
{
    if (hint == StillHint)
        return m_isReduced ? 1 : 0;
    if (m_isReduced && (hint == SH_Widget_Animate || hint == SH_Widget_Animation_Duration))
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

void showBusy(QProgressBar *bar)
{
    // Of a style that isn't ours nothing else is known than that it may move.
    const bool isStill = bar->style()->styleHint(StillHint, nullptr, bar) > 0;
    bar->setRange(0, isStill ? 1 : 0);
    bar->setValue(0);
}

} // namespace consultantos
