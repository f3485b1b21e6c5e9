package drive

import (
	"fmt"
	"strings"
)

// Words takes a command line apart: words with blanks between them, which quotes of either
// kind hold together. A backslash takes the next character as it is, but within single quotes.
func Words(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	begun, quote, escaped := false, rune(0), false
	for _, r := range line {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			begun, escaped = true, true
		case quote != 0:
			if r == quote {
				quote = 0
			} else {
				word.WriteRune(r)
			}
		case r == '\'' || r == '"':
			begun, quote = true, r
		case r == ' ' || r == '\t':
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			begun = true
			word.WriteRune(r)
		}
	}
	if quote != 0 || escaped {
		return nil, fmt.Errorf("%q: a quote is not closed", line)
	}
	if begun {
		words = append(words, word.String())
	}
	if len(words) == 0 {
		return nil, fmt.Errorf("expected a command that starts a client, found none")
	}
	return words, nil
}
