// The page's end of the worker: questions go out, answers come back.

import type { Progress } from "./types";

type Waiting = { done: (text: string) => void; fail: (e: Error) => void; tell?: (p: Progress) => void };

// Job is work under way, which can be cancelled.
export interface Job<T> { answer: Promise<T>; cancel: () => void }

export class Cancelled extends Error {}

export class Core {
  private worker: Worker;
  private waiting = new Map<number, Waiting>();
  private last = 0;

  private constructor(source: string, private broken: (reason: string) => void) {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.worker = new Worker(url);
  }

  // start starts a worker with the packed core; broken is told if it ever stops.
  static async start(source: string, packed: ArrayBuffer, broken: (reason: string) => void): Promise<Core> {
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      throw new Error("this browser cannot run WebAssembly, or cannot unpack it");
    }
    const core = new Core(source, broken);
    await new Promise<void>((resolve, reject) => {
      core.worker.onerror = (e) => { e.preventDefault(); core.fail(e.message || "the worker cannot be started"); reject(new Error(e.message)); };
      core.worker.onmessage = ({ data }) => {
        if (data.kind === "ready") resolve();
        else if (data.kind === "failed") { core.fail(data.reason); reject(new Error(data.reason)); }
        else core.hear(data);
      };
      core.worker.postMessage({ kind: "start", packed }, [packed]);
    });
    return core;
  }

  private fail(reason: string) {
    for (const w of this.waiting.values()) w.fail(new Error(reason));
    this.waiting.clear();
    this.broken(reason);
  }

  private hear(data: { kind: string; id: number; text: string } & Progress) {
    const w = this.waiting.get(data.id);
    if (!w) return;
    if (data.kind === "progress") { w.tell?.(data); return; }
    this.waiting.delete(data.id);
    w.done(data.text);
  }

  private send<T>(kind: string, ask: string, withWhat: unknown, tell?: (p: Progress) => void): Job<T> {
    const id = ++this.last;
    const answer = new Promise<string>((done, fail) => this.waiting.set(id, { done, fail, tell })).then((text) => {
      const reply = JSON.parse(text) as { value: T; error: string };
      if (reply.error) throw new Error(reply.error);
      return reply.value;
    });
    this.worker.postMessage({ kind, id, text: JSON.stringify({ ask, with: withWhat }) });
    const cancel = () => {
      const w = this.waiting.get(id);
      this.waiting.delete(id);
      this.worker.postMessage({ kind: "cancel", id });
      w?.fail(new Cancelled("cancelled"));
    };
    return { answer, cancel };
  }

  ask<T>(ask: string, withWhat: unknown = {}): Promise<T> { return this.send<T>("ask", ask, withWhat).answer; }

  work<T>(ask: string, withWhat: unknown, tell: (p: Progress) => void): Job<T> { return this.send<T>("work", ask, withWhat, tell); }
}
