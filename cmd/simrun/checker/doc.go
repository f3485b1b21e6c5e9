// Package checker is a scenario ready to be explored: a compiled world, its judge and the
// scheduler in one value, whatever the timing.
//
// It is not a question and not an answer: it prints nothing, reads no flag and no file, and
// tells no story. Tokens and cases are package record's, sentences and pictures package
// story's.
//
// [Open] makes a [Checker] of a scenario and the [Rules] of both devices. It is searched
// ([Searched]), fuzzed ([Fuzzed]), replayed, followed, shrunk and looked ahead of
// ([Outlook]). A [Trace] is one run step by step: what was done, by which rules, what is
// violated ([Problem]) and what is excused ([Excuse]); its Transcript is the same as text.
// A run that exceeds a limit of the simulated world means nothing, and what a destroying
// fault excuses is noted beside what is violated. A [Focus] looks for some violations only,
// a [Lens] at some runs only.
//
// Read checker.go with rules.go and worlds.go; limits.go and pardon.go (what stands
// between judge and search), finding.go, focus.go and lens.go (what is looked for), reduction.go;
// trace.go with follow.go, excuse.go, deliveries.go, settles.go and gravest.go;
// transcript.go. Then moment.go, outlook.go and shrink_excused.go, which look further at one run;
// ended.go, parallel.go and sample.go are for whoever works long.
package checker
