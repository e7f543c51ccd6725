/**
 * The script of a page: the text of the functions that draw a timeline and move it. The runtime has
 * stripped their types, so what runs here is what runs there.
 */

import {
  axis,
  decimals,
  isCrowded,
  labelHalf,
  roundStep,
  tickLabel,
  ticksOf,
} from "./drawing/axis.ts";
import { addBar, addColumn, bars, barsIn, inColumn, stateName } from "./drawing/bars.ts";
import { draw, escapeText, laneHead } from "./drawing/draw.ts";
import {
  changeLane,
  cursorOf,
  followKeyboard,
  keyActions,
  press,
  slide,
  step,
  zoomHere,
} from "./drawing/keyboard.ts";
import { axisTop, heightOf, laneAt, laneLayout } from "./drawing/layout.ts";
import { marks, runsOf } from "./drawing/marks.ts";
import { addShape, digits, pathElements, rectangle } from "./drawing/path.ts";
import { indexAt, xOf } from "./drawing/plot.ts";
import { cursorAt, drag, followPointer, timeAt, turnWheel, wheelTurn } from "./drawing/pointer.ts";
import { moved, wholeRange, zoomed } from "./drawing/range.ts";
import { intervalAt, readout, stateText, timeText } from "./drawing/readout.ts";
import { followButtons, start } from "./drawing/start.ts";
import { Timeline } from "./drawing/timeline.ts";

/** What is embedded: all that is exported in `drawing/`. */
export const embedded: readonly { readonly name: string }[] = [
  ...[axis, decimals, isCrowded, labelHalf, roundStep, tickLabel, ticksOf],
  ...[addBar, addColumn, bars, barsIn, inColumn, stateName],
  ...[draw, escapeText, laneHead],
  ...[changeLane, cursorOf, followKeyboard, keyActions, press, slide, step, zoomHere],
  ...[axisTop, heightOf, laneAt, laneLayout],
  ...[marks, runsOf],
  ...[addShape, digits, pathElements, rectangle],
  ...[indexAt, xOf],
  ...[cursorAt, drag, followPointer, timeAt, turnWheel, wheelTurn],
  ...[moved, wholeRange, zoomed],
  ...[intervalAt, readout, stateText, timeText],
  ...[followButtons, start],
  Timeline,
];

/** The functions as a script, which defines them and does nothing. */
export const definitions: string = embedded.map(String).join("\n");

/** The whole script. */
export const program: string = `"use strict";\n${definitions}\nstart(globalThis);`;
