package result

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// MaxSize is the longest result that is read, in bytes.
const MaxSize = 4 << 20

// ErrNotWhole says that what was read is not what was written.
var ErrNotWhole = errors.New("it is not whole")

// Decode reads a result. What is cut short, changed, or no result is an error, and so is
// what was written in another format.
func Decode(text []byte) (*Result, error) {
	if len(text) > MaxSize {
		return nil, fmt.Errorf("a result has at most %d bytes, this one has %d", MaxSize, len(text))
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("%w: this is no text in UTF-8", ErrNotWhole)
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	r := &Result{}
	if err := headOf(lines[0], &r.Head); err != nil {
		return nil, err
	}
	if len(lines) < 5 || len(lines[len(lines)-1]) > 0 {
		return nil, fmt.Errorf("%w: its end is missing", ErrNotWhole)
	}
	last := len(lines) - 2 // behind the last line there is nothing
	var sum sumLine
	if err := strictly(lines[last], &sum); err != nil || sum.Sum != sumOf(text[:len(text)-len(lines[last])]) {
		return nil, fmt.Errorf("%w: its checksum is another", ErrNotWhole)
	}
	var done doneLine
	var covered coveredLine
	if err := errors.Join(strictly(lines[1], &done), strictly(lines[2], &covered)); err != nil {
		return nil, fmt.Errorf("this is no result of a shard: %w", err)
	}
	r.Done, r.Covered = done.Done, covered.Covered
	for _, line := range lines[3:last] {
		var finding findingLine
		if err := strictly(line, &finding); err != nil {
			return nil, fmt.Errorf("this is no result of a shard: %w", err)
		}
		if token := finding.Finding.Token; token != "" && !isToken.MatchString(token) {
			return nil, fmt.Errorf("this is no result of a shard: %.40q is no token", token)
		}
		r.Findings = append(r.Findings, finding.Finding)
	}
	if !bytes.Equal(r.Encode(), text) { // such as a key that stands there twice
		return nil, errors.New("this is no result of a shard: it says the same otherwise than simrun does")
	}
	return r, nil
}

// isToken is what a token looks like: it is pasted into shells and pages.
var isToken = regexp.MustCompile(`^glare[0-9]+-[A-Za-z0-9_-]+$`)

// headOf reads the first line. The number of the format is looked at first, for whatever
// follows may be another thing there.
func headOf(line []byte, head *Head) error {
	var format struct {
		Format *int `json:"simrun_campaign"`
	}
	switch err := json.Unmarshal(line, &format); {
	case err != nil || format.Format == nil:
		return errors.New("this is no result of a shard: expected the first line of one")
	case *format.Format != Format:
		return fmt.Errorf("format %d of results is not known; this version reads %d", *format.Format, Format)
	}
	if err := strictly(line, head); err != nil {
		return fmt.Errorf("this is no result of a shard: %w", err)
	}
	if head.Shard < 0 {
		return fmt.Errorf("this is no result of a shard: there is no shard %d", head.Shard)
	}
	return nil
}

// strictly reads one line of JSON that has no unknown keys, and nothing behind it.
func strictly(line []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		return errors.New(strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the end of a line's object")
	}
	return nil
}

// Split takes a bundle apart: results behind one another, each from its head to its
// checksum. What does not end as it should is the last part.
func Split(text []byte) [][]byte {
	var parts [][]byte
	start := 0
	for at := 0; at < len(text); {
		end := bytes.IndexByte(text[at:], '\n')
		if end < 0 {
			break
		}
		line := text[at : at+end]
		at += end + 1
		if bytes.HasPrefix(line, []byte(`{"sha256":"`)) {
			parts = append(parts, text[start:at])
			start = at
		}
	}
	if start < len(text) {
		parts = append(parts, text[start:])
	}
	return parts
}
