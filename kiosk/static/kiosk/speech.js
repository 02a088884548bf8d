/** One voice: plays clips one after the other, never two at once. Knows no page; what a clip says, and what lights up
 * with it, is told by whoever asks. */

/** @typedef {{url: string, begin?: () => void}} Clip begin is called when its turn has come */
/** @typedef {{play: (clips: Clip[], done?: () => void, broken?: () => void) => void, stop: () => void,
 *   isSpeaking: () => boolean}} Voice broken is called instead of done when it was interrupted */

/** A clip that does not come to its end within this is given up. */
const LONGEST_MS = 20_000;

/** The voice that speaks through *audio*. Where a clip cannot be had, *chime* tells at least that there was something.
 * A browser that forbids sound makes it silent, and does no harm.
 * @param {HTMLAudioElement} audio
 * @param {string} chime address of a short sound
 * @returns {Voice} */
export function voiceOf(audio, chime) {
  let turn = 0;
  let speaking = false;
  let finish = () => {};

  /** @param {string} url
   * @returns {Promise<boolean>} whether it was heard, or would have been where sound is allowed */
  function heard(url) {
    const over = new AbortController();
    return new Promise((resolve) => {
      /** @param {boolean} good */
      const end = (good) => {
        clearTimeout(timer);
        over.abort();
        resolve(good);
      };
      const timer = setTimeout(() => end(false), LONGEST_MS);
      finish = () => end(true);
      audio.addEventListener("ended", () => end(true), { signal: over.signal });
      audio.addEventListener("error", () => end(false), { signal: over.signal });
      audio.src = url;
      audio.play().catch((error) => error.name === "NotAllowedError" && end(true));
    });
  }

  function stop() {
    turn += 1;
    speaking = false;
    finish();
    audio.pause();
  }

  /** @param {Clip[]} clips
   * @param {() => void} [done] not called when it was interrupted
   * @param {() => void} [broken] called then */
  async function play(clips, done, broken) {
    stop();
    const mine = turn;
    speaking = true;
    for (const { url, begin } of clips) {
      begin?.();
      const good = await heard(url);
      if (mine === turn && !good) await heard(chime);
      if (mine !== turn) return broken?.();
    }
    speaking = false;
    done?.();
  }

  return { play: (clips, done, broken) => void play(clips, done, broken), stop, isSpeaking: () => speaking };
}
