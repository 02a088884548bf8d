/** Two tones that ask for attention. A browser may forbid sound until somebody has touched the screen. */

const TONES = [659, 523];
const APART = 0.38;
const LENGTH = 1.1;
const LOUDNESS = 0.5;

export class Chime {
  /** @param {(playing: boolean) => void} onChange told whether sound can be heard */
  constructor(onChange) {
    this.context = new AudioContext();
    this.context.addEventListener("statechange", () => onChange(this.ready));
    onChange(this.ready);
  }

  get ready() {
    return this.context.state === "running";
  }

  /** Ask for sound; works only while somebody touches the screen or the browser is set up to allow it. */
  async wake() {
    if (!this.ready) await this.context.resume();
  }

  play() {
    if (!this.ready) return;
    TONES.forEach((tone, index) => this.#strike(tone, this.context.currentTime + index * APART));
  }

  /** One tone that rings out like a bell. @param {number} tone hertz @param {number} start seconds */
  #strike(tone, start) {
    const source = new OscillatorNode(this.context, { frequency: tone, type: "sine" });
    const loudness = new GainNode(this.context, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
    source.connect(loudness).connect(this.context.destination);
    source.start(start);
    source.stop(start + LENGTH);
  }
}
