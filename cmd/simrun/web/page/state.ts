// What the page keeps: where it stands, the branches that it has left, and what it has
// asked for. All that it knows of runs comes from the core.

import { Cancelled, Core, type Job } from "./core";
import type { Ahead, Facts, Opened, Progress, Session, Turn } from "./types";

export interface State {
  facts: Facts | null;
  opened: Opened | null; // a link that could not be followed
  ahead: Ahead | null;
  turn: Turn | null;
  progress: Progress | null;
  stopped: boolean; // looking ahead was cancelled
  branches: string[][];
  error: string;
}

export const empty: State = { facts: null, opened: null, ahead: null, turn: null, progress: null, stopped: false, branches: [], error: "" };

const begins = (path: string[], beginning: string[]) => beginning.every((step, i) => path[i] === step);

export class Store {
  state = empty;
  private jobs: Job<unknown>[] = [];
  private asked = 0;
  private turns = new Map<string, Turn>(); // by the link of a whole path

  constructor(readonly core: Core, private show: (s: State) => void) {}

  private set(change: Partial<State>) {
    this.state = { ...this.state, ...change };
    this.show(this.state);
  }

  private cancel() {
    for (const job of this.jobs) job.cancel();
    this.jobs = [];
  }

  // open follows a link; how says what becomes of the address.
  async open(link: string, how: "push" | "replace" | "keep") {
    const asked = ++this.asked;
    this.cancel();
    const opened = await this.core.ask<Opened>("open", { link });
    if (asked !== this.asked) return;
    if (!opened.facts) {
      this.set({ ...empty, opened });
      return;
    }
    const branches = how === "keep" ? ((history.state?.branches as string[][] | undefined) ?? []) : [];
    this.arrive(opened.facts, branches, how);
    if (opened.facts.atPivot) await this.toPivot("replace");
  }

  // arrive shows facts, and looks ahead from there.
  private arrive(facts: Facts, branches: string[][], how: "push" | "replace" | "keep") {
    const path = facts.session.path;
    branches = branches.filter((b) => !begins(path, b));
    if (how === "push") history.pushState({ branches }, "", "#" + facts.link);
    else history.replaceState({ branches }, "", "#" + facts.link);
    document.title = facts.title.replace(/\.$/, "") + " · glare explorer";
    this.set({ facts, opened: null, ahead: null, progress: null, stopped: false, branches, error: "", turn: this.turns.get(key(facts.session)) ?? null });
    void this.look({});
  }

  // stand goes to a step of a path; the path that is left stays as a branch.
  async stand(path: string[], at: number, how: "push" | "replace" = "push") {
    const before = this.state.facts?.session;
    if (!before) return;
    const asked = ++this.asked;
    this.cancel();
    const branches = begins(path, before.path) ? this.state.branches : [...this.state.branches.filter((b) => !begins(before.path, b)), before.path];
    await this.tell(async () => {
      const facts = await this.core.ask<Facts>("stand", { session: { ...before, path, at } });
      if (asked === this.asked) this.arrive(facts, branches, how);
    });
  }

  // choose does what may happen now. If the path goes on so anyway, it stays.
  choose(name: string) {
    const s = this.state.facts!.session;
    const next = s.path[s.at] === name ? s.path : [...s.path.slice(0, s.at), name];
    return this.stand(next, s.at + 1);
  }

  step(by: number) {
    const s = this.state.facts!.session;
    const at = Math.max(0, Math.min(s.path.length, s.at + by));
    if (at !== s.at) void this.stand(s.path, at, "replace");
  }

  // change asks for another set-up; what is wrong with it is the caller's to show.
  async change(change: object) {
    const asked = ++this.asked;
    const facts = await this.core.ask<Facts>("change", { ...change, session: this.state.facts!.session });
    if (asked !== this.asked) return;
    this.cancel();
    this.arrive(facts, [], "push");
  }

  // toPivot stands before the step at which the path turned.
  async toPivot(how: "push" | "replace" = "push") {
    const s = this.state.facts!.session;
    const turn = this.state.turn ?? (await this.findTurn(s));
    if (turn && turn.pivot > 0 && this.state.facts?.session.path === s.path) await this.stand(s.path, turn.pivot - 1, how);
  }

  private async findTurn(s: Session): Promise<Turn | null> {
    const known = this.turns.get(key(s));
    if (known) return known;
    const job = this.core.work<Turn>("turn", { session: s }, (progress) => this.set({ progress }));
    this.jobs.push(job);
    try {
      const turn = await job.answer;
      this.turns.set(key(s), turn);
      return turn;
    } catch {
      return null;
    } finally {
      this.jobs = this.jobs.filter((j) => j !== job);
    }
  }

  // look looks ahead from where the page stands, then at where its path turned.
  async look(effort: { maxStates?: number }) {
    const facts = this.state.facts!;
    this.cancel();
    this.set({ progress: { states: 0, runs: 0, share: -1 }, stopped: false });
    const job = this.core.work<Ahead>("ahead", { session: facts.session, ...effort }, (progress) => this.set({ progress }));
    this.jobs.push(job);
    try {
      const ahead = await job.answer;
      if (this.state.facts !== facts) return;
      this.jobs = [];
      this.set({ ahead, progress: null });
      const turn = await this.findTurn(facts.session);
      if (this.state.facts === facts) this.set({ turn, progress: null });
    } catch (e) {
      if (!(e instanceof Cancelled) && this.state.facts === facts) this.set({ error: (e as Error).message, progress: null });
    }
  }

  stop() {
    this.cancel();
    this.set({ progress: null, stopped: true });
  }

  private async tell(work: () => Promise<void>) {
    try {
      await work();
    } catch (e) {
      this.set({ error: (e as Error).message });
    }
  }
}

const key = (s: Session) => s.name + "\n" + s.text + "\n" + s.path.join("\n");
