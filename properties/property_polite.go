package properties

import (
	"fmt"

	"github.com/glarelab/glare/model"
)

// impolite is seen by no user: only a renegotiation would fail.
var impolite = &symptom{"renegotiation cannot work", Unnoticed}

func polite() *Property {
	return &Property{
		Name: "polite", Kind: "finally", Clauses: []string{"V0-GLARE-4"},
		About:    "an active call has exactly one polite side: one end sent its invite, the other an answer",
		symptoms: []*symptom{impolite},
		final: func(e End, why *Conflict) bool {
			w := e.World
			both := w.In[0].Calls(model.InActive) & w.In[1].Calls(model.InActive)
			if both&^(w.Box[0].Answers^w.Box[1].Answers) == 0 {
				return false
			}
			for c := range e.Sys.Calls() {
				if answers := w.Box[0].Answers>>c&1 + w.Box[1].Answers>>c&1; both>>c&1 != 0 && answers != 1 {
					if why != nil {
						why.say(impolite, "both ends are active on call "+e.Sys.CallName(c),
							fmt.Sprintf("%d of them answered it", answers))
					}
					return true
				}
			}
			return false
		},
	}
}
