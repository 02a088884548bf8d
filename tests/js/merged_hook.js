/** Looks for a module in the static folder of each package, as the server does. */
import { existsSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url).href;
const PACKAGES = ["web", "kiosk", "display", "staff"];

/**
 * @param {string} specifier
 * @param {{parentURL?: string}} context
 * @param {(specifier: string, context: object) => Promise<object>} next
 */
export async function resolve(specifier, context, next) {
  if (!specifier.startsWith(".") || !context.parentURL) return next(specifier, context);
  const wanted = new URL(specifier, context.parentURL).href;
  const inside = wanted.slice(ROOT.length).match(/^(\w+)\/static\/(.*)$/);
  if (!inside || existsSync(new URL(wanted))) return next(specifier, context);
  const places = PACKAGES.map((name) => new URL(`${name}/static/${inside[2]}`, ROOT));
  const found = places.find((place) => existsSync(place));
  return next(found ? found.href : specifier, context);
}
