// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the sentences of reports (JSON files) that a language has no words for, the most frequent first:
// untranslated_sentences resources/report_language/de REPORT.json…
#include "report/language/report_translation.h"

#include <QFile>
#include <QJsonDocument>
#include <QMap>
#include <QTextStream>

#include <algorithm>

using namespace consultantos;

int main(int argc, char *argv[])
{
    QTextStream out(stdout);
    QTextStream err(stderr);
    if (argc < 3) {
        err << "untranslated_sentences FOLDER REPORT.json...\n";
        return 2;
    }
    const auto book = Phrasebook::load(QString::fromLocal8Bit(argv[1]));
    if (!book) {
        err << book.error().message << ' ' << book.error().detail << '\n';
        return 1;
    }
    QMap<QString, int> counts;
    for (int i = 2; i < argc; ++i) {
        QFile file(QString::fromLocal8Bit(argv[i]));
        const auto report = file.open(QIODevice::ReadOnly)
                                ? reportFromJson(QJsonDocument::fromJson(file.readAll()).object())
                                : Result<Report>(fail(ErrorCode::Unreadable, file.errorString(), {}));
        if (!report) {
            err << argv[i] << ": " << report.error().message << '\n';
            return 1;
        }
        for (const auto &sentence : untranslatedSentences(*report, *book))
            ++counts[sentence];
    }
    QList<QPair<int, QString>> ordered;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        ordered.append({it.value(), it.key()});
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto &left, const auto &right) { return left.first > right.first; });
    for (const auto &[count, sentence] : std::as_const(ordered))
        out << count << '\t' << sentence << '\n';
    return ordered.isEmpty() ? 0 : 3;
}
