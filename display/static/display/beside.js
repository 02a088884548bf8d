/**
 * What stands beside the calls: which of the pictures, and for how long. No DOM.
 *
 * @typedef {{id: number, hash: string, describes: string, until: string | null}} Picture as in `PictureView`
 */

/** How long each picture is to be seen, in milliseconds. */
export const PICTURE_MS = 20_000;

/**
 * The picture to show now and the one after it; none of those whose time is over.
 *
 * @param {Picture[]} pictures
 * @param {Date} now
 * @returns {{shown: Picture | null, next: Picture | null}}
 */
export function pictureNow(pictures, now) {
  const good = pictures.filter(({ until }) => until === null || Date.parse(until) > now.getTime());
  if (good.length === 0) return { shown: null, next: null };
  const turn = Math.floor(now.getTime() / PICTURE_MS);
  return { shown: good[turn % good.length], next: good.length > 1 ? good[(turn + 1) % good.length] : null };
}

/** @param {string} location @param {Picture} picture */
export const addressOf = (location, { id, hash }) => `/display/${location}/picture/${id}-${hash}`;
