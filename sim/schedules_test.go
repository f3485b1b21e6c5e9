package sim_test

// Schedules that tests go on from: alice calls, it rings at bob, who answers, and the answer is
// in the room.
const (
	called = `
alice places a
alice media ready
hs1 accepts alice m.call.invite a
hs1 acknowledges alice m.call.invite a`
	rung     = called + "\nalice syncs own m.call.invite a\nbob syncs m.call.invite a"
	answered = rung + "\nbob answers a\nbob media ready\nhs1 accepts bob m.call.answer a"
)
