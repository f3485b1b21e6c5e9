package result

// Format is the number of the format. Files of another are refused by name.
const Format = 1

// Result is what one shard has found.
type Result struct {
	Head     Head
	Done     Done
	Covered  Covered
	Findings []Finding // the gravest first
}

// Head says which shard of which campaign a result is of.
type Head struct {
	Format   int    `json:"simrun_campaign"`
	Campaign string `json:"campaign"` // the plan's name: a hash of plan, rules and program
	Rules    string `json:"rules_hash"`
	Program  string `json:"program"`
	Shard    int    `json:"shard"` // from 0
	What     string `json:"what"`  // the shard in words
}

// Done is how much was explored, and what it came to.
type Done struct {
	// Verdict is ok (of runs), proved, excused, violated or undecided; of a mutant killed,
	// equivalent or survived.
	Verdict     string `json:"verdict"`
	Reason      string `json:"reason,omitempty"` // why it is undecided
	Class       string `json:"class,omitempty"`  // of a cell of the table of clients
	Runs        uint64 `json:"runs,omitempty"`
	Actions     uint64 `json:"actions,omitempty"`
	States      uint64 `json:"states,omitempty"`
	Transitions uint64 `json:"transitions,omitempty"`
	Excused     uint64 `json:"excused,omitempty"`   // runs, steps or ends of which something was excused
	Undecided   uint64 `json:"undecided,omitempty"` // runs that did not come to rest
	More        int    `json:"more,omitempty"`      // ways to go wrong beyond those that are told
}

// Covered is what was reached. Each list is in the order of the alphabet.
type Covered struct {
	Rules     []string `json:"rules"`
	Sometimes []string `json:"sometimes"`
	Readings  []string `json:"readings"` // that devices had
}
