// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bundled_fonts.h"
#include "base/paths.h"
#include "base/process_end.h"
#include "base/settings.h"
#include "base/standard_streams.h"
#include "base/version.h"
#include "cli_services.h"
#include "program.h"

#include <QGuiApplication>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>

using namespace consultantos;

namespace {

/// Fonts lay out a PDF and the charts of a document: of a report, or whenever a client of the server asks for one.
bool needsFonts(const QList<QByteArray> &arguments)
{
    if (arguments.contains("serve"))
        return true;
    const QList<QByteArray> formats{"pdf", "docx"};
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const auto argument = arguments[i].toLower();
        const auto previous = i > 0 ? arguments[i - 1] : QByteArray();
        const bool isFormat = previous == "--format" && formats.contains(argument);
        const bool isOutput = previous == "--output" || argument.startsWith("--output=");
        const auto suffix = argument.mid(argument.lastIndexOf('.') + 1);
        if (isFormat || (argument.startsWith("--format=") && formats.contains(argument.mid(9)))
            || (isOutput && formats.contains(suffix)))
            return true;
    }
    return false;
}

/// The window system's remarks on its surroundings are no concern of who asked for a file.
void onlyGrave(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(message));
}

/// Fonts are the business of the window system: of one that shows nothing.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    if (!needsFonts({argv + 1, argv + std::max(argc, 1)}))
        return std::make_unique<QCoreApplication>(argc, argv);
    useBundledFonts();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const auto former = qInstallMessageHandler(onlyGrave);
    auto application = std::make_unique<QGuiApplication>(argc, argv);
    qInstallMessageHandler(former);
    return application;
}

/// The language of messages: of the command line, else of the settings, where these can be read at all.
QString languageOf(const CommandLine &line)
{
    QString language = line.language;
    if (language.isEmpty()) {
        const auto settings = Settings::load(dataDir(line.dataDir), CliServices::environment(line));
        language = settings ? settings->language() : QStringLiteral("system");
    }
    return language == QLatin1String("system") ? QLocale::system().name().section(QLatin1Char('_'), 0, 0) : language;
}

int run(int argc, char **argv)
{
    prepareStandardStreams();
#ifdef SIGPIPE
    // A reader that goes away must not end an analysis before its report is in the library.
    std::signal(SIGPIPE, SIG_IGN);
#endif
#ifdef SIGXFSZ
    // A limit on the size of files is an error that can be told.
    std::signal(SIGXFSZ, SIG_IGN);
#endif
    QCoreApplication::setApplicationName(QStringLiteral("consultantos"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(Version));
    const auto application = makeApplication(argc, argv);

    auto line = CommandLine::parse(QCoreApplication::arguments().mid(1));
    Terminal terminal(line && line->isQuiet);
    if (!line) {
        terminal.error(line.error());
        return static_cast<int>(exitCodeFor(line.error()));
    }
    QTranslator translator;
    // English has plural forms of its own, and is what a system speaks that says nothing ("C").
    const auto translations = QStringLiteral(":/i18n/consultantos_");
    if (translator.load(translations + languageOf(*line)) || translator.load(translations + QStringLiteral("en")))
        QCoreApplication::installTranslator(&translator);
    return static_cast<int>(runProgram(*line, terminal));
}

} // namespace

int main(int argc, char **argv)
{
    return endProcess(run(argc, argv));
}
