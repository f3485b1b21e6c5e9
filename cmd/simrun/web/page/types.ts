// What package explorer says, as JSON: see facts.go, ahead.go, setup.go and library.go.

export interface Session { name: string; text: string; path: string[]; at: number; play: string }
export interface Offer { label: string; link: string }
export interface Opened { facts: Facts | null; error: string; offers: Offer[] }

export interface Verdict {
  word: "violated" | "excused" | "ok" | "open" | "limits";
  sentence: string; property: string; words: string; severity: string; atRest: boolean;
}
export interface Step { name: string; words: string; who: string; fault: boolean; sees: string[]; violates: string[] }
export interface Held { words: string; call: string; changed: boolean; over: boolean }
export interface User { name: string; reading: string; sees: string; screen: string; was: string; holds: Held[] }
export interface Property {
  name: string; about: string; status: "violated" | "excused" | "open" | "holds";
  words: string; facts: string[]; step: number; new: boolean;
}
export interface Clause { id: string; text: string }
export interface Choice {
  index: number; name: string; words: string; spends: string; calm: boolean; may: boolean;
  rules: { text: string; clauses: Clause[] }[]; sees: string[]; holds: string[]; sends: string[]; violates: string[]; atRest: boolean;
}
export interface Group { who: string; choices: Choice[] }
export interface Budget { name: string; left: number; of: number; about: string }
export interface Call { name: string; id: string; lesser: boolean }
export interface Knob { knob: string; value: string; question: string; means: string }
export interface Setup {
  readings: { user: string; reading: string; differs: Knob[] }[];
  timing: string; faults: string; beginnings: string[]; beginning: number;
}
export interface Facts {
  session: Session; link: string; token: string; title: string; prose: string[]; explored: string; tested: string;
  notes: string[]; atPivot: boolean; verdict: Verdict; steps: Step[]; ladder: string; narrow: string; users: User[]; underWay: string[];
  properties: Property[]; groups: Group[]; faults: Choice[]; budget: Budget[]; calls: Call[]; setup: Setup;
}

export interface Progress { states: number; runs: number; share: number }
export interface Chance { text: string; interval: string; mille: number; hope: boolean }
export interface End {
  path: string[]; steps: number; good: boolean; words: string; sees: string; property: string; shortest: boolean; excused: boolean;
}
export interface Ahead {
  here: Chance; next: Chance[]; known: string; exact: boolean; tooLarge: boolean; noReturn: string; safe: string;
  bad: End | null; good: End | null; ends: End[]; complete: boolean; states: number;
}
export interface Turn { pivot: number; noReturn: number; pivotWas: string; pivotIs: string; rescue: string; mille: number[]; lost: string }

export interface Named { name: string; about: string }
export interface Level { name: string; title: string; about: string }
export interface Options { scenarios: Named[]; readings: Named[]; faults: Named[]; timings: Named[]; levels: Level[]; knobs: string[] }
export interface Checked { error: string; line: number; about: string }
export interface Story {
  name: string; title: string; text: string; sees: string[]; clients: string[]; holes: string[]; verdict: string; severity: number; steps: number;
}
export interface Library { stories: Story[]; sights: string[]; clients: string[]; holes: Named[] }
export interface Pairs { names: string[]; cells: { class: string; words: string; link: string }[][]; legend: Named[] }
