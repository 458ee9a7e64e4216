// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "documents/document_page.h"

#include <QWidget>

class QLabel;
class QSpinBox;
class QStackedWidget;

class QTimer;

namespace consultantos {

class EvidenceBrowser;
class LineIconButton;
class PageImage;
class ScrollPane;
class UsesList;

/// One document, a page at a time, with the passage that is meant marked and the sentences of reports that use it below.
/// Pages that can be drawn are drawn, others are shown as text. Reads and draws on the pool.
class DocumentViewer : public QWidget {
    Q_OBJECT
public:
    explicit DocumentViewer(const AppServices &services, QWidget *parent = nullptr);

    void open(const DocumentPlace &place);
    void goTo(int number);
    /// Marks the next passage of the page (`step` 1) or the one before (-1).
    void markNext(int step);
    void zoom(double factor);
    void focusPage();
    [[nodiscard]] const DocumentPage &page() const { return m_page; }
    [[nodiscard]] const DocumentPlace &place() const { return m_place; }

Q_SIGNALS:
    void shown(); ///< page() is another one
    void closed();
    void useActivated(const QString &reportId, const QString &claimId);
    void failed(const consultantos::Error &error);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBar();
    void makeViews();
    void addShortcuts();
    void read(int number);
    void take(const DocumentPage &page);
    void showText();
    void showMark();
    void markRow(int row);
    void scrollToMark();
    void fitImage();
    [[nodiscard]] double wantedDpi() const;
    [[nodiscard]] QString heading() const;

    const AppServices &m_services;
    DocumentPlace m_place;
    DocumentPage m_page;
    double m_zoom = 1; ///< 1: as wide as there is room
    int m_query = 0;
    bool m_isReading = false; ///< m_page is not yet what m_place means
    QLabel *m_title = nullptr;
    QLabel *m_where = nullptr;
    QSpinBox *m_number = nullptr;
    QLabel *m_count = nullptr;
    LineIconButton *m_previous = nullptr;
    LineIconButton *m_next = nullptr;
    LineIconButton *m_zoomIn = nullptr;
    LineIconButton *m_zoomOut = nullptr;
    QStackedWidget *m_stack = nullptr;
    ScrollPane *m_scroll = nullptr;
    PageImage *m_image = nullptr;
    EvidenceBrowser *m_text = nullptr;
    UsesList *m_uses = nullptr;
    QTimer *m_redraw = nullptr;
};

} // namespace consultantos
