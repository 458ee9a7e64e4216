// SPDX-License-Identifier: GPL-3.0-or-later
// How long a 10-K as a PDF takes from the file to paragraphs and tables, against the helper alone: starting it, parsing
// and streaming every word. A real filing of some hundred pages where there is one, else a made-up file.
#include "evidence/pdf/helper_process.h"
#include "evidence/pdf/pdf_importer.h"
#include "unit/evidence/pdf/raw_pdf.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

using namespace consultantos;

namespace {

constexpr int SyntheticPages = 106;
constexpr int RowsOfPage = 50;

const auto Helper = QStringLiteral(CONSULTANTOS_PDF_HELPER);

/// A page of a table with three columns.
QByteArray syntheticPage()
{
    QByteArray content;
    for (int row = 0; row < RowsOfPage; ++row) {
        const auto y = QByteArray::number(740 - 14 * row);
        content += "BT /F1 9 Tf 40 " + y + " Td (Label of the row number " + QByteArray::number(row) + ") Tj ET\n";
        for (const auto *x : {"380", "450", "520"})
            content += QByteArray("BT /F1 9 Tf ") + x + " " + y + " Td (12,345) Tj ET\n";
    }
    return content;
}

QString filing()
{
    static const QTemporaryDir folder;
    const auto data =
        qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"));
    const auto real = data + QStringLiteral("/filings-pdf/BESTBUY_2019_10K.pdf");
    if (QFile::exists(real))
        return real;
    QFile file(folder.filePath(QStringLiteral("synthetic.pdf")));
    if (!file.exists() && file.open(QIODevice::WriteOnly))
        file.write(test::RawPdf::ofPages(SyntheticPages, syntheticPage()));
    return file.fileName();
}

void streamWords(benchmark::State &state)
{
    qint64 words = 0;
    for (auto _ : state) {
        words = 0;
        const auto status = pdf::readPages(Helper, filing(), {}, {}, [&words](pdf::Message &&message) {
            if (const auto *page = std::get_if<pdf::Page>(&message))
                words += page->words.size();
        });
        if (!status) {
            state.SkipWithError("the file can't be read");
            break;
        }
    }
    state.SetLabel(std::to_string(words) + " words");
}
BENCHMARK(streamWords)->Unit(benchmark::kMillisecond)->UseRealTime();

void importFiling(benchmark::State &state)
{
    const PdfImporter importer(Helper);
    std::string label;
    for (auto _ : state) {
        const auto document = importer.read(filing(), {}, {});
        if (!document || document->tables.isEmpty()) {
            state.SkipWithError("the file can't be read");
            break;
        }
        label = std::to_string(document->pages) + " pages, " + std::to_string(document->tables.size()) + " tables";
    }
    state.SetLabel(label);
}
BENCHMARK(importFiling)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return EXIT_FAILURE;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return EXIT_SUCCESS;
}
