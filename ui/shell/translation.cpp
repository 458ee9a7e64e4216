// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/translation.h"

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
    return QLocale::system().language() == QLocale::German ? QStringLiteral("de") : QStringLiteral("en");
}

void Translation::use(const QString &language)
{
    m_translators.clear();
    const auto code = effective(language);
    QLocale::setDefault(language == QLatin1String("system") ? QLocale::system() : QLocale(code));
    const auto install = [this](const QString &file, const QString &folder) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file, folder) && QCoreApplication::installTranslator(translator.get()))
            m_translators.push_back(std::move(translator));
    };
    install(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("consultantos_") + code, QStringLiteral(":/i18n"));
}

} // namespace consultantos
