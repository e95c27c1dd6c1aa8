/** A short sound of its own: two soft tones, made here. Browsers are silent until somebody has touched the page. */

const TONES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.09 },
];
const LENGTH_S = 0.28;
const VOLUME = 0.12;

let context: AudioContext | undefined;

export async function playSound(): Promise<void> {
  if (!("AudioContext" in globalThis)) return;
  context ??= new AudioContext();
  if (context.state !== "running") await context.resume();
  for (const { hertz, at } of TONES) {
    const start = context.currentTime + at;
    const tone = new OscillatorNode(context, { frequency: hertz, type: "sine" });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(VOLUME, start + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, start + LENGTH_S);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + LENGTH_S);
  }
}
