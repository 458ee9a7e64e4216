// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>
#include <QStringList>

class QPushButton;

namespace consultantos {

class FlowLayout;

/// What a first start offers above the empty brief, asking nothing: the sample engagement, or a company whose facts come
/// with the program, each one click away from an analysis that needs one more.
class WelcomePanel : public QFrame {
    Q_OBJECT
public:
    explicit WelcomePanel(QWidget *parent = nullptr);

    /// Companies that can be analysed as they are; a button each.
    void setCompanies(const QStringList &names);
    /// Off where engagements can't be opened.
    void offerSample(bool isOffered);

Q_SIGNALS:
    void sampleRequested();
    void companyChosen(const QString &name);
    void guideRequested();
    void dismissed();

private:
    QPushButton *m_sample = nullptr;
    QWidget *m_companies = nullptr;
    FlowLayout *m_row = nullptr;
};

} // namespace consultantos
