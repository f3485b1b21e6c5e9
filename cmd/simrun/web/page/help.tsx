// The keys, and what the words mean.

import { Dialog } from "./dialog";

const keys = [
  ["← →", "one step back, one step forth"], ["Home End", "to the beginning, to the end of the path"], ["1 … 9", "choose what happens"],
  ["c", "the calmest choice"], ["g", "the nearest good end"], ["b", "the nearest bad end"], ["p", "before the step at which the path turned"],
  ["l", "library"], ["k", "break it: the games"], ["s", "set-up"], ["y", "copy"], ["?", "this page"],
];

export function Help({ close, tested }: { close: () => void; tested: string }) {
  return (
    <Dialog title="Keys and words" close={close}>
      <dl class="keys">{keys.map(([k, what]) => <><dt><kbd>{k}</kbd></dt><dd>{what}</dd></>)}</dl>
      <p>Two people press “call” at once. This page runs the simulator itself: choose what happens next, in any order that the network allows.</p>
      <p><b>Chance of a bad end:</b> if from here on each thing that may happen is as likely as the others. It is a measure of how narrow the way is, and no forecast.</p>
      <p><b>Bad end:</b> a property is violated. <b>Excused:</b> it would be, but what it needs was destroyed for good. <b>No return:</b> no run without faults ends well any more.</p>
      <p><b>Calmest:</b> what a fast and fair network would do next.</p>
      {tested && <p class="soft">{tested}</p>}
    </Dialog>
  );
}
