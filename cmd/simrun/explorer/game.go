package explorer

import (
	"slices"

	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// Level is one game: a network that somebody is, against a reading.
type Level struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	About string `json:"about"`
	setup sim.Setup
}

// levels are the games, the easiest first. In each something can be broken.
var levels = []Level{
	{
		"literal", "Warm-up: to the letter", "Both follow the text word by word, and you have no faults. Order alone is enough.",
		sim.Setup{Scenario: "glare", Reading: "literal"},
	},
	{
		"two-sends", "Two sends", "Both are robust. You may let two sends fail for good.",
		sim.Setup{Scenario: "glare", Reading: "robust", Faults: "send-fail=2"},
	},
	{
		"send-and-key", "A send and a key", "Both are robust. You may let one send fail, and one key come late.",
		sim.Setup{Scenario: "glare", Reading: "robust", Faults: "send-fail=1,late-decryption=1"},
	},
	{
		"restart", "A restart", "Both are robust. You may restart one device, once.",
		sim.Setup{Scenario: "glare", Reading: "robust", Faults: "crash=1"},
	},
	{
		"servers", "Two homeservers", "Both are robust, each on a homeserver of one's own. You may let one send fail, and one event overtake another between the servers.",
		sim.Setup{Scenario: "federated-glare", Reading: "robust", Faults: "send-fail=1,fed-reorder=1"},
	},
	{
		"redial", "Second thoughts", "Both are robust, and may hang up and call again. You have no faults: send people at the right moment.",
		sim.Setup{Scenario: "redial", Reading: "robust"},
	},
}

// Levels lists the games.
func Levels() []Level { return slices.Clone(levels) }

// findLevel is a game by its name.
func findLevel(name string) (*Level, error) {
	var known []string
	for i := range levels {
		if levels[i].Name == name {
			return &levels[i], nil
		}
		known = append(known, levels[i].Name)
	}
	return nil, names.Unknown("level", name, known)
}
