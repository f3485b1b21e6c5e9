// Package explorer answers what somebody asks who stands at a step of a run: what has
// happened, what everybody sees, what could happen next, and what may come of it.
//
// It is not the page: it draws nothing but what package diagram draws, and knows neither
// a browser nor a server. It finds nothing that other rooms do not find, but joins their
// answers in one value for whoever steps through runs.
//
// A [Session] is a scenario with a path through it and the step at which one stands; its
// text form is a link ([ParseLink], [Session.Link]). An [Explorer] opens a link, and makes
// [Facts] of a session: the ladder, the sentences, the properties, the choices. What takes
// longer ([Explorer.Work]) tells how far it is and can be cancelled: what lies ahead, where
// a run turned, who can call whom. [Explorer.Answer] and Work take and give JSON, so that
// the page needs no second account of anything.
//
// Read session.go, link.go, explorer.go, facts.go; now.go, property.go and choice.go are its
// parts, gloss.go its words; then ahead.go, turn.go, setup.go, library.go, game.go, answer.go; measure.go
// is for whoever wants to know how fast all this is in a browser.
package explorer
