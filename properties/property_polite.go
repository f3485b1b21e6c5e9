package properties

import (
	"fmt"

	"github.com/glarelab/glare/model"
)

// impolite is seen by no user: only a renegotiation would fail.
var impolite = &symptom{"renegotiation cannot work", Unnoticed}

func polite() *Property {
	return &Property{
		Name: "polite", Kind: "finally", Clauses: []string{"V0-GLARE-4", "V1-POL-1", "V1-POL-2", "V1-GLARE-6"},
		About:    "an active call has exactly one polite side: one end sent its invite, the other an answer",
		symptoms: []*symptom{impolite},
		final: func(e End, why *Conflict) bool {
			w := e.World
			if e.Sys.Devices() == 2 && (w.In[0]&w.In[1]).Calls(model.InActive) == 0 {
				return false
			}
			for c := range e.Sys.Calls() {
				caller, callee := e.Sys.Owner(c), e.Sys.Callee(w, c)
				if callee < 0 || (w.In[caller].Calls(model.InActive)&w.In[callee].Calls(model.InActive))>>c&1 == 0 {
					continue
				}
				if answers := w.Box[caller].Answers>>c&1 + w.Box[callee].Answers>>c&1; answers != 1 {
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
