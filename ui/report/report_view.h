// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/edited_report.h"

#include <QList>
#include <QWidget>

#include <functional>
#include <memory>

class QBoxLayout;
class QFrame;
class QScrollBar;
class QSplitter;
class QStackedWidget;
class QTreeWidget;

namespace consultantos {

class AnswerBar;
class EditBar;
class EvidenceBrowser;
class SettleBar;
struct DataAnswer;
struct EditWish;

/// One report: the outline on the left, its pages beside it. A page is built when it is first shown.
class ReportView : public QWidget {
    Q_OBJECT
public:
    explicit ReportView(std::shared_ptr<const Report> report, QWidget *parent = nullptr);

    [[nodiscard]] const std::shared_ptr<const Report> &report() const { return m_report; }
    /// Has the texts read the same report in another language: of the same parts, in the same order, with the same ids.
    void setReading(std::shared_ptr<const Report> reading);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QStringList pageIds() const;
    [[nodiscard]] QString currentPage() const;
    void showPage(const QString &id);
    /// How far its text or table is scrolled, in pixels.
    [[nodiscard]] int scroll() const;
    /// showPage(), scrolled that far once it is laid out.
    void showPageAt(const QString &id, int scroll);
    /// Shows the page on which a sentence stands, and the sentence; false if no page has it.
    bool showClaim(const QString &claimId);

    /// From here on the report can be edited: by F2 and the menus of its texts. In report_view_editing.cpp, as all of it.
    void enableEditing();
    [[nodiscard]] bool isEditable() const { return m_edit != nullptr; }
    /// Opens the place under the cursor, the link that has the focus, for editing.
    void editHere();
    void editPlace(EditKind kind, const QString &target);
    void answerRequest(const QString &requestId);
    /// Opens a finding of the review for being accepted.
    void settleFinding(const QString &findingId);

Q_SIGNALS:
    void editWished(const consultantos::EditWish &wish);
    void answerWished(const consultantos::DataAnswer &answer);
    void settleWished(consultantos::EditKind kind, const QString &target, bool isKept);
    /// A finding of the review; with an empty reason it is no longer accepted.
    void findingSettled(const QString &finding, const QString &reason, const QString &by);
    void undoWished();
    void redoWished();
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
    [[nodiscard]] QWidget *makeFramework(qsizetype place);
    void writeTexts();
    void showRow(int row);
    /// Whether it was a link of an editing page, which nobody else knows.
    bool followEditLink(const QString &scheme, const QString &id);
    void showTextMenu(EvidenceBrowser *text, const QPoint &at);
    void leaveEditing();
    /// A place with the title and sentence of the language that the report is read in.
    [[nodiscard]] EditPlace asRead(const EditPlace &place) const;
    [[nodiscard]] QFrame *conflictBanner();
    /// Of the page that is shown; null where it has none.
    [[nodiscard]] QScrollBar *scrollBar() const;

    std::shared_ptr<const Report> m_report;
    std::shared_ptr<const Report> m_read; ///< what the texts say: m_report, or the same in another language
    QTreeWidget *m_outline = nullptr;
    QStackedWidget *m_stack = nullptr;
    QList<Page> m_pages;
    QList<Text> m_texts;
    QBoxLayout *m_column = nullptr; ///< of banner, pages and bars
    EditBar *m_edit = nullptr;      ///< null: not editable
    AnswerBar *m_answer = nullptr;
    SettleBar *m_settle = nullptr;
};

} // namespace consultantos
