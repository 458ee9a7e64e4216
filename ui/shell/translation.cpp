// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/translation.h"

#include "base/setting_declaration.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace consultantos {

Translation::Translation() = default;

Translation::~Translation() = default;

QString Translation::effective(const QString &language)
{
    if (language != QLatin1String("system"))
        return language;
    const auto code = QLocale::system().name().section(QLatin1Char('_'), 0, 0);
    return choicesOf(*findSetting(QStringLiteral("language"))).contains(code) ? code : QStringLiteral("en");
}

void Translation::use(const QString &language)
{
    m_translators.clear();
    const auto code = effective(language);
    QLocale::setDefault(language == QLatin1String("system") ? QLocale::system() : QLocale(code));
    const auto install = [this](const QString &file, const QString &folder) {
        auto translator = std::make_unique<QTranslator>();
        if (!translator->load(file, folder) || !QCoreApplication::installTranslator(translator.get()))
            return false;
        m_translators.push_back(std::move(translator));
        return true;
    };
    const auto within = QStringLiteral(":/i18n");
    const auto ofQt = QStringLiteral("qtbase_") + code;
    if (!install(ofQt, within))
        install(ofQt, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("consultantos_") + code, within);
}

} // namespace consultantos
