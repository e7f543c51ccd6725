/** How a page looks: a column of text, pictures as wide as it, nothing that moves by itself. */

import { variables } from "./palette.ts";
import { pictureStyle } from "./picture.ts";

/**
 * The page's style sheet.
 *
 * The pointer must not see what is drawn: a click whose element is drawn anew meanwhile is lost.
 */
export const pageStyle: string = `
${variables(":root")}
:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);
font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.8rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .5rem}
section{margin-top:3.5rem}
p{max-width:44rem;margin:0 0 .8rem}
.summary{font-weight:600}
.muted,.help{color:var(--muted);font-size:.85rem}
figure{margin:1.25rem 0}
.plot{position:relative}
.picture{display:block;width:100%;touch-action:pan-y;cursor:crosshair;user-select:none;
-webkit-user-select:none}
.drawn{pointer-events:none}
.picture:focus{outline:none}
.picture:focus-visible,button:focus-visible,.wide:focus-visible{outline:2px solid var(--running);
outline-offset:3px;border-radius:3px}
.cursor{stroke:var(--text);fill:none;pointer-events:none}
.tip{position:absolute;z-index:1;max-width:100%;width:max-content;pointer-events:none;
padding:.3rem .6rem;border-radius:4px;background:var(--text);color:var(--ground);
font-size:.8rem;line-height:1.45;font-variant-numeric:tabular-nums}
.tip[hidden]{display:none}
.tip span{display:block}
.tip span:first-child{font-weight:600}
.below{display:flex;gap:.5rem 1.5rem;justify-content:space-between;
align-items:flex-start;margin-top:.6rem}
.legend{flex:1 1 15rem;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:0;padding:0;
font-size:.85rem;color:var(--muted)}
.legend svg{vertical-align:-1px;margin-right:.45rem}
.buttons{display:flex;gap:.35rem}
button{white-space:nowrap;font:inherit;font-size:.85rem;line-height:1;min-width:2rem;min-height:2rem;padding:0 .5rem;
color:var(--text);background:var(--ground);border:1px solid var(--idle);border-radius:4px;
cursor:pointer}
button:hover{background:var(--faint)}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .55rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--faint)}
th:first-child{text-align:left;padding-left:0;position:sticky;left:0;background:var(--ground)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-weight:500}
small{color:var(--muted);font-size:inherit;margin-left:.3em}
.chart{width:100%;margin:1.5rem 0;table-layout:auto}
.chart caption{text-align:left;font-weight:600;padding-bottom:.3rem}
.chart th,.chart td{border:0;padding-top:.15rem;padding-bottom:.15rem}
.chart th{font-weight:400;width:1%}
.chart .value{width:1%;padding-right:0}
.bar svg{display:block;width:100%;height:1.1rem}
.blue{fill:var(--running)}
.orange{fill:var(--waiting)}
.purple{fill:var(--outside)}
.grey{fill:var(--idle)}
${pictureStyle}
.defs{position:absolute}
footer{margin-top:3rem}
@media (max-width:32rem){.below{display:block}.buttons{justify-content:flex-end;margin-top:.5rem}}
@media print{
.help,.buttons,.tip,.cursor{display:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
section,figure,table{break-inside:avoid}
main{padding:0;max-width:none}
.wide{overflow:visible}
}
@media (forced-colors:active){.picture,.legend svg,.bar svg{forced-color-adjust:none;
background:var(--ground)}}`.trim();
