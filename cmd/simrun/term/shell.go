package term

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// plainWord is a word that no shell takes for anything else.
var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./=,:@%+][A-Za-z0-9_./=,:@%+-]*$`)

// ShellWord is an argument as a shell takes it, so that a printed command can be pasted
// whatever files are called.
func ShellWord(arg string) string {
	if strings.HasPrefix(arg, "-") {
		arg = "./" + arg // else a flag
	}
	switch {
	case plainWord.MatchString(arg):
		return arg
	case !strings.ContainsFunc(arg, func(r rune) bool { return !unicode.IsPrint(r) }):
		return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
	}
	var b strings.Builder
	for _, c := range []byte(arg) {
		if c < ' ' || c == '\'' || c == '\\' || c > '~' {
			fmt.Fprintf(&b, `\x%02x`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return "$'" + b.String() + "'"
}
