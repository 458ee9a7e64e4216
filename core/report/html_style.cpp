// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_style.h"

namespace consultantos {

QString browserStyle()
{
    return QStringLiteral(R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2530;--muted:#5d6975;--line:#d5dbe1;--surface:#f5f7f9;--accent:#0b62a5;
--warn:#8a4b00;--s1:#0b62a5;--s2:#b3541e;--s3:#2f7d4f;--s4:#7a4fa3;--s5:#a8324e;--s6:#2d7684;--s7:#84681a;--s8:#5a5f66}
@media (prefers-color-scheme:dark){:root{--paper:#14191f;--ink:#e6eaee;--muted:#a2adb8;--line:#37414b;--surface:#1d242c;
--accent:#6cb8f5;--warn:#f0b060;--s1:#6cb8f5;--s2:#f0925a;--s3:#6cc78f;--s4:#c39af0;--s5:#f08aa2;--s6:#6fc4d3;--s7:#e0c066;--s8:#b0b6bd}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:68rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.4rem;margin:2.5rem 0 .75rem;border-bottom:2px solid var(--line);padding-bottom:.25rem}
h3{font-size:1.1rem;margin:1.5rem 0 .5rem}h4{font-size:1rem;margin:1rem 0 .5rem}
p{margin:.4rem 0}a{color:var(--accent)}a.n{text-decoration:underline dotted;text-underline-offset:.15em;font-variant-numeric:tabular-nums}
a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav ol{columns:2;padding-left:1.5rem}nav h2{margin-top:1.5rem}
.answer,.headline{font-size:1.15rem}.answer{border-left:4px solid var(--accent);padding-left:.8rem}
.limits{border:1px solid var(--warn);border-radius:6px;padding:.6rem 1rem;margin:1rem 0}
.badge{display:inline-block;font-size:.7rem;line-height:1;padding:.2rem .4rem;border:1px solid var(--muted);border-radius:1rem;color:var(--muted);vertical-align:.1em;white-space:nowrap}
.badge.computed{border-color:var(--s3);color:var(--s3)}.badge.quoted{border-color:var(--s1);color:var(--s1)}.badge.playbook{border-color:var(--s7);color:var(--s7)}.badge.model{border-color:var(--s5);color:var(--s5)}.badge.person{border-color:var(--s2);color:var(--s2)}
.contrary{display:block;color:var(--warn);font-size:.9rem;border-left:3px solid var(--warn);padding-left:.6rem;margin:.2rem 0}
.fields,.score{color:var(--muted);font-size:.9rem}.missing,.none{color:var(--muted)}
.matrix{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem;margin:1rem 0}.cell{background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:.25rem 1rem 1rem}
.items{padding-left:1.2rem}.items li{margin:.5rem 0}
.scroll{overflow-x:auto;margin:.5rem 0 1rem}table{border-collapse:collapse;width:100%;font-size:.88rem}caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}thead th{border-bottom:2px solid var(--line);white-space:nowrap}
tbody th{font-weight:500}.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}table.facts{width:auto}table.facts td,table.facts th{border:0;padding:.1rem 1rem .1rem 0}
.light{white-space:nowrap}.light.strong{color:var(--s3)}.light.between{color:var(--s7)}.light.weak{color:var(--s5)}.light.none{color:var(--muted)}
table.figures tbody th{min-width:12rem}.spark{width:80px;padding:.1rem .3rem}.chart{margin:1rem 0}.chart svg{max-width:100%;height:auto}
code{font-size:.85em;overflow-wrap:anywhere}.url{font-size:.8em;overflow-wrap:anywhere}tr:target{background:var(--surface);outline:2px solid var(--accent)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
footer{margin-top:3rem;color:var(--muted);font-size:.85rem;border-top:1px solid var(--line);padding-top:.5rem}
@media (max-width:45rem){.matrix{grid-template-columns:1fr}nav ol{columns:1}}
@media print{:root{--paper:#fff;--ink:#000;--muted:#444;--line:#bbb;--surface:#fff;--accent:#003d6b}body{max-width:none;padding:0;font-size:10pt}
nav{display:none}h2,h3,caption{break-after:avoid}tr,.cell li,figure{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}a{color:inherit}table{font-size:8pt}.matrix{gap:.4rem}}
)css");
}

} // namespace consultantos
