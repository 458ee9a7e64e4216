// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QList>
#include <QWidget>

#include <functional>
#include <memory>

class QSplitter;
class QStackedWidget;
class QTreeWidget;

namespace consultantos {

class EvidenceBrowser;

/// One report: the outline on the left, its pages beside it. A page is built when it is first shown.
class ReportView : public QWidget {
    Q_OBJECT
public:
    explicit ReportView(std::shared_ptr<const Report> report, QWidget *parent = nullptr);

    [[nodiscard]] const std::shared_ptr<const Report> &report() const { return m_report; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QStringList pageIds() const;
    [[nodiscard]] QString currentPage() const;
    void showPage(const QString &id);
    /// Shows the page on which a sentence stands, and the sentence; false if no page has it.
    bool showClaim(const QString &claimId);

Q_SIGNALS:
    /// See Inspector::activate().
    void evidenceActivated(const QString &scheme, const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Page {
        QString id;
        QString title;
        std::function<QWidget *()> make;
        QWidget *widget = nullptr;
    };
    /// Rich text that is written again when the theme changes.
    struct Text {
        EvidenceBrowser *browser = nullptr;
        std::function<QString()> write;
    };
    void addPages();
    void addPage(const QString &id, const QString &title, std::function<QWidget *()> make);
    [[nodiscard]] EvidenceBrowser *makeText(const QString &name, std::function<QString()> write);
    [[nodiscard]] QWidget *makeQuality();
    [[nodiscard]] QWidget *makeFramework(const FrameworkResult &framework);
    void showRow(int row);

    std::shared_ptr<const Report> m_report;
    QTreeWidget *m_outline = nullptr;
    QStackedWidget *m_stack = nullptr;
    QList<Page> m_pages;
    QList<Text> m_texts;
};

} // namespace consultantos
