package term

import (
	"encoding/json"
	"testing"
)

// hostile clears a terminal, writes a verdict in green, turns the direction of what
// follows, breaks lines, and means something in Markdown.
const hostile = "a\x1b[2J\x1b[1;32mPROVED\x1b[0m\u009b31m\u202e\u2066\u200f\u2028\U000e0041\rb#![x](y)|`<b>"

// What hides is written out once, and what JSON has of it means the same as before.
func TestSafe(t *testing.T) {
	for text, want := range map[string]string{
		"plain\ttext\n": "plain\ttext\n", "größer ✓ 日本": "größer ✓ 日本", "\x1b[2J": "[U+001B][2J", "a\u202eb": "a[U+202E]b",
		"\xff": "[0xFF]", "\u009b": "[U+009B]", "\U000e0041": "[U+E0041]", "\r\n": "[U+000D]\n", "\x7f": "[U+007F]",
	} {
		if got := Safe(text); got != want || Safe(got) != got {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	line, err := json.Marshal(map[string]string{"name": hostile})
	if err != nil {
		t.Fatal(err)
	}
	var back map[string]string
	if err := json.Unmarshal(SafeJSON(line), &back); err != nil || back["name"] != hostile {
		t.Errorf("%q, %v", back, err)
	}
	if got := SafeStyled("\x1b[1mbold\x1b[0m \x1b[2J"); got != "\x1b[1mbold\x1b[0m [U+001B][2J" {
		t.Errorf("%q", got)
	}
	if got := MarkdownText("`code` *a* ![x](y) <b> ` #"); got != "`code` \\*a\\* \\!\\[x\\](y) \\<b> \\` \\#" {
		t.Errorf("%q", got)
	}
}
