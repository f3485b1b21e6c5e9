package properties

import (
	"fmt"

	"github.com/glarelab/glare/model"
)

func polite() *Property {
	return &Property{
		Name: "polite", Kind: "finally", Clauses: []string{"V0-GLARE-4"},
		About: "an active call has exactly one polite side: one end sent its invite, the other an answer",
		final: func(e End, why *Conflict) bool {
			for c := range e.Sys.Calls() {
				ends, answers := 0, 0
				for d := range e.World.Box {
					if e.World.Box[d].Device.Call[c].State == model.Active {
						ends++
						answers += int(e.World.Box[d].Answers >> c & 1)
					}
				}
				if ends == 2 && answers != 1 {
					if why != nil {
						why.say("renegotiation cannot work", "both ends are active on call "+e.Sys.CallName(c),
							fmt.Sprintf("%d of them answered it", answers))
					}
					return true
				}
			}
			return false
		},
	}
}
