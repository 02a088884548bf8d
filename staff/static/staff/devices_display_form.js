/** The part of a screen's form that is about a display. Draws, decides nothing. */
import { h } from "./dom.js";
import { line, radios, ticks, wrong } from "./fields.js";

/**
 * @param {ReturnType<typeof import("./devices_display.js").displayForm>} values
 * @param {import("./page_desk.js").Errors} errors
 * @param {Record<string, any>} texts
 * @returns {import("./dom.js").Child[]}
 */
export const displayFields = (values, errors, texts) => [
  radios("layout", texts.layout, values.layouts, values.layout),
  values.allDesks.length > 1 && h("div", {}, ticks("desks", texts.desks_of, values.allDesks, values.desks), wrong("desks", errors.desks), h("p.hint", {}, texts.desks_of_hint)),
  line("volume", texts.volume, texts.volume_hint, { value: values.volume, inputmode: "numeric", maxlength: "3" }, errors.volume),
  radios("spoken", texts.spoken, values.languages, values.spoken),
  h("div.quiet", {},
    line("quiet_from", texts.quiet_from, "", { value: values.quietFrom, type: "time" }),
    line("quiet_until", texts.quiet_until, texts.quiet_hint, { value: values.quietUntil, type: "time" }, errors.quiet_until)),
];
