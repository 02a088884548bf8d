/** The loudspeaker of a display: fetches clips, keeps the last ones, plays one at a time. A browser may forbid sound until somebody
 * has touched the screen. */

/** @typedef {{seconds: number, buffer: AudioBuffer}} Clip */

const KEPT = 32;
const FETCH_MS = 10_000;

export class Speaker {
  /**
   * @param {number} volume 0 to 1
   * @param {() => void} onChange told when sound is allowed, or is not any more
   */
  constructor(volume, onChange) {
    this.context = new AudioContext({ latencyHint: "playback" }); // a little later, and whole on a slow machine too
    this.loudness = new GainNode(this.context, { gain: volume });
    this.loudness.connect(this.context.destination);
    this.context.addEventListener("statechange", onChange);
    /** @type {Map<string, Promise<Clip | null>>} */
    this.clips = new Map();
    /** @type {AudioBufferSourceNode | null} */
    this.playing = null;
  }

  get allowed() {
    return this.context.state === "running";
  }

  /** Ask for sound; works only while somebody touches the screen or the browser is set up to allow it. */
  async wake() {
    if (!this.allowed) await this.context.resume();
  }

  /** A clip, fetched once; one that could not be had is asked for anew. @param {string} url @returns {Promise<Clip | null>} */
  load(url) {
    const known = this.clips.get(url);
    if (known) return known;
    const coming = this.#fetch(url).catch(() => null);
    this.clips.set(url, coming);
    void coming.then((clip) => clip === null && this.clips.delete(url));
    for (const old of [...this.clips.keys()].slice(0, -KEPT)) this.clips.delete(old);
    return coming;
  }

  /** Play a clip; comes back at its end. @param {Clip} clip @returns {Promise<void>} */
  play(clip) {
    this.stop();
    const source = new AudioBufferSourceNode(this.context, { buffer: clip.buffer });
    source.connect(this.loudness);
    this.playing = source;
    return new Promise((resolve) => {
      source.addEventListener("ended", () => resolve());
      source.start();
    });
  }

  stop() {
    this.playing?.stop();
    this.playing?.disconnect();
    this.playing = null;
  }

  /** @param {string} url @returns {Promise<Clip | null>} */
  async #fetch(url) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
    if (answer.status !== 200) return null;
    const buffer = await this.context.decodeAudioData(await answer.arrayBuffer());
    return { seconds: buffer.duration, buffer };
  }
}
