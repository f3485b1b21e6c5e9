package term

import "io"

// TextOf fills a file with a text.
func TextOf(text []byte) func(io.Writer) error {
	return func(w io.Writer) error { _, err := w.Write(text); return err }
}
