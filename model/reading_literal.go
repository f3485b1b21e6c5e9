package model

// literal takes the text word by word, with the plainest choice wherever it is
// silent: every knob has its first value. An invite is "being prepared" until
// its send is acknowledged, since until then the client cannot say that it "has
// sent" it (V0-GLARE-1, V0-GLARE-2).
func literal() Reading { return Reading{Name: "literal"} }
