// The worker in which the core runs, so that the page never waits for it. Before this
// text stands wasm_exec.js of the toolchain that built the core.

declare const Go: new () => { importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> };
type Work = (question: string, tell: (states: number, runs: number, share: number) => void, done: (answer: string) => void) => () => void;
interface Core { answer(question: string): string; work: Work }

const scope = self as unknown as { simrun?: Core; simrunReady?: () => void; postMessage(message: unknown): void; onmessage: (e: MessageEvent) => void };
const cancels = new Map<number, () => void>();

// start unpacks the core while it compiles it. Some hosts unpack what ends in .gz themselves.
async function start(packed: ArrayBuffer) {
  const first = new Uint8Array(packed, 0, Math.min(2, packed.byteLength));
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  let body = new Blob([packed]).stream() as ReadableStream;
  if (isPacked) body = body.pipeThrough(new DecompressionStream("gzip"));
  const go = new Go();
  const source = new Response(body, { headers: { "Content-Type": "application/wasm" } });
  const { instance } = await WebAssembly.instantiateStreaming(source, go.importObject);
  const ready = new Promise<void>((resolve) => { scope.simrunReady = resolve; });
  const ended = go.run(instance).then(() => { throw new Error("the core has ended"); });
  await Promise.race([ready, ended]);
  scope.postMessage({ kind: "ready" });
  await ended;
}

const reason = (e: unknown) => (e instanceof Error ? e.message : String(e));

scope.onmessage = ({ data }: MessageEvent) => {
  const core = scope.simrun;
  switch (data.kind) {
    case "start":
      start(data.packed).catch((e) => scope.postMessage({ kind: "failed", reason: reason(e) }));
      break;
    case "ask":
      scope.postMessage({ kind: "answer", id: data.id, text: core!.answer(data.text) });
      break;
    case "work":
      cancels.set(data.id, core!.work(data.text,
        (states, runs, share) => scope.postMessage({ kind: "progress", id: data.id, states, runs, share }),
        (text) => { cancels.delete(data.id); scope.postMessage({ kind: "answer", id: data.id, text }); }));
      break;
    case "cancel":
      cancels.get(data.id)?.();
  }
};
