package result

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func campaign() *Campaign {
	return &Campaign{Format: Format, Name: "0123456789abcdef", Rules: "aaaa", Program: "v1", Shards: 5, Plan: "fuzz glare\n"}
}

func sample(shard int) *Result {
	return &Result{
		Head:    campaign().Head(shard, fmt.Sprintf("fuzz glare runs %d", shard)),
		Done:    Done{Verdict: "violated", Runs: 10, Actions: 100},
		Covered: Covered{Rules: []string{"T0-01", "T0-02"}, Sometimes: []string{}, Readings: []string{"literal"}},
		Findings: []Finding{{
			Property: "same-call", Words: "<b>two</b>", Scenario: "glare", Reading: "literal", Faults: []string{"crash"}, Causes: []string{}, Decisive: []string{"bob places b"},
			Sentence: "Two \u2028 things.", Steps: 12, Token: "glare1-x", Count: 3,
		}},
	}
}

// What is written is read back, and written the same.
func TestRoundTrip(t *testing.T) {
	text := sample(3).Encode()
	r, err := Decode(text)
	if err != nil || !bytes.Equal(r.Encode(), text) {
		t.Fatalf("%v\n%s", err, text)
	}
	c, err := DecodeCampaign(campaign().Encode())
	if err != nil || *c != *campaign() {
		t.Errorf("%+v, %v", c, err)
	}
}

// A result that is cut short anywhere, or of which any byte is another, is none.
func TestNotWhole(t *testing.T) {
	text := sample(3).Encode()
	for n := range text {
		if _, err := Decode(text[:n]); err == nil {
			t.Fatalf("%d bytes of %d are a result", n, len(text))
		}
		changed := bytes.Clone(text)
		changed[n] ^= 1
		if _, err := Decode(changed); err == nil {
			t.Fatalf("byte %d is another, and nobody sees it", n)
		}
	}
}

// What else is no result says so.
func TestNoResult(t *testing.T) {
	whole := string(sample(3).Encode())
	lines := strings.SplitAfter(whole, "\n")
	resum := func(lines ...string) string {
		text := strings.Join(lines, "")
		return text + fmt.Sprintf("{\"sha256\":%q}\n", sumOf([]byte(text)))
	}
	for text, want := range map[string]string{
		"":      "expected the first line",
		"{}\n":  "expected the first line",
		"[1]\n": "expected the first line",
		strings.Replace(whole, `"simrun_campaign":1`, `"simrun_campaign":2`, 1):                        "format 2 of results is not known; this version reads 1",
		resum(lines[0], lines[1], lines[2], `{"finding":{"property":"x"},"extra":1}`+"\n"):             `unknown field "extra"`,
		resum(lines[0], lines[1], lines[2], `{"finding":{"property":"x","property":"y"}}`+"\n"):        "says the same otherwise",
		resum(lines[0], lines[1], lines[2], "{} {}\n"):                                                 "something follows",
		resum(strings.Replace(lines[0], `"shard":3`, `"shard":-3`, 1), lines[1], lines[2]):             "there is no shard -3",
		resum(lines[0], strings.Replace(lines[1], `"runs":10`, `"runs":1e1`, 1), lines[2]):             "cannot unmarshal",
		resum(lines[0], lines[1], lines[2], strings.Replace(lines[3], "glare1-x", "glare1-x`; rm", 1)): "is no token",
		resum(lines[0], lines[1]): "is missing",
		whole + whole:             "checksum",
		strings.Replace(whole, "same-call", "same-\xff", 1): "no text in UTF-8",
		strings.Repeat(" ", MaxSize+1):                      "at most",
	} {
		if r, err := Decode([]byte(text)); err == nil || !strings.Contains(err.Error(), want) || r != nil {
			t.Errorf("%.200q: %v, want %q", text, err, want)
		}
	}
	for text, want := range map[string]string{
		"":                         "expected what",
		"{}\n":                     "expected what",
		string(sample(3).Encode()): "expected what",
		strings.Replace(string(campaign().Encode()), `plan":1`, `plan":7`, 1):                    "format 7",
		strings.Replace(string(campaign().Encode()), "0123456789abcdef", "../../../../etc/x", 1): "is no name",
		strings.Replace(string(campaign().Encode()), `"shards":5`, `"shards":9999999`, 1):        "otherwise",
	} {
		if _, err := DecodeCampaign([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.200q: %v, want %q", text, err, want)
		}
	}
}

// Sets put together in any order, with any overlap and any number of times, are the same
// bytes.
func TestMerge(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	want := ""
	for range 200 {
		var sets []*Set
		for shard := range 5 {
			for range 1 + random.IntN(3) {
				s := NewSet(campaign())
				for _, one := range []int{shard, random.IntN(5)} {
					if err := s.Put(sample(one)); err != nil {
						t.Fatal(err)
					}
				}
				sets = append(sets, s)
			}
		}
		random.Shuffle(len(sets), func(i, j int) { sets[i], sets[j] = sets[j], sets[i] })
		all := NewSet(campaign())
		for _, s := range sets {
			if err := all.Merge(s); err != nil {
				t.Fatal(err)
			}
		}
		got := string(all.Encode())
		if want == "" {
			want = got
		}
		if got != want || all.Len() != 5 || len(all.Missing()) != 0 {
			t.Fatalf("merged otherwise: %s", got)
		}
		again, err := DecodeSet([]byte(got), func(err error) { t.Error(err) })
		if err != nil || again.Merge(all) != nil || string(again.Encode()) != want {
			t.Fatalf("merged with itself it is another: %v", err)
		}
	}
}

// What does not belong together is refused, whichever comes first.
func TestForeign(t *testing.T) {
	for what, change := range map[string]func(*Head){
		"plan":    func(h *Head) { h.Campaign = "fedcba9876543210" },
		"rules":   func(h *Head) { h.Rules = "bbbb" },
		"program": func(h *Head) { h.Program = "v2" },
		"shard":   func(h *Head) { h.Shard = 5 },
	} {
		r := sample(1)
		change(&r.Head)
		s := NewSet(campaign())
		if err := s.Put(r); !errors.Is(err, ErrForeign) || s.Len() != 0 {
			t.Errorf("another %s: %v", what, err)
		}
	}
	s := NewSet(campaign())
	s.Expect = func(int) string { return "check glare" }
	if err := s.Put(sample(1)); !errors.Is(err, ErrForeign) {
		t.Error(err)
	}
	one, other := NewSet(campaign()), NewSet(campaign())
	differs := sample(1)
	differs.Done.Runs++
	if err := errors.Join(one.Put(sample(1)), other.Put(differs)); err != nil {
		t.Fatal(err)
	}
	if a, b := one.Merge(other), other.Merge(one); !errors.Is(a, ErrDiffers) || !errors.Is(b, ErrDiffers) {
		t.Errorf("%v, %v", a, b)
	}
	elsewhere := campaign()
	elsewhere.Plan = "fuzz single\n"
	if err := one.Merge(NewSet(elsewhere)); !errors.Is(err, ErrForeign) {
		t.Error(err)
	}
}

// A bundle of which a part is not whole has the others.
func TestBrokenBundle(t *testing.T) {
	s := NewSet(campaign())
	for shard := range 3 {
		if err := s.Put(sample(shard)); err != nil {
			t.Fatal(err)
		}
	}
	whole := string(s.Encode())
	for text, left := range map[string]int{
		whole[:len(whole)-20]: 2,
		strings.Replace(whole, "glare runs 1", "glare runs 9", 1): 2,
		whole + "something else":                                  3,
	} {
		said := 0
		got, err := DecodeSet([]byte(text), func(error) { said++ })
		if err != nil || got.Len() != left || said != 1 {
			t.Errorf("%v, %d shards, want %d; %d complaints", err, got.Len(), left, said)
		}
	}
}

// Two findings are one if their cause is, also where the users have changed places; a
// smaller story stands for both.
func TestKey(t *testing.T) {
	f := Finding{Property: "same-call", Reading: "literal", Faults: []string{"crash"}, Decisive: []string{"bob syncs m.call.invite a (T0-13)"}}
	mirrored := f
	mirrored.Decisive = []string{"alice syncs m.call.invite b (T0-13)"}
	for _, faults := range [][]string{{"crash"}, nil} {
		if f.Faults, mirrored.Faults = faults, faults; f.Key() != mirrored.Key() {
			t.Errorf("%q and %q", f.Key(), mirrored.Key())
		}
	}
	f.Faults, mirrored.Faults = []string{"crash"}, []string{"crash"}
	f.Reading, mirrored.Reading = "alice=literal,bob=robust", "alice=literal,bob=robust"
	if f.Key() == mirrored.Key() {
		t.Error("the users follow different readings, and may change places")
	}
	for what, change := range map[string]func(*Finding){
		"property": func(f *Finding) { f.Property = "polite" },
		"reading":  func(f *Finding) { f.Reading = "robust" },
		"fault":    func(f *Finding) { f.Faults = nil },
		"step":     func(f *Finding) { f.Decisive = []string{"bob places b"} },
	} {
		other := f
		if change(&other); other.Key() == f.Key() {
			t.Errorf("another %s, and the same cause", what)
		}
	}
	shorter, sooner := f, f
	f.Steps, shorter.Steps, sooner.Steps = 10, 9, 10
	f.Token, sooner.Token = "glare1-b", "glare1-a"
	if !shorter.Smaller(&f) || f.Smaller(&shorter) || !sooner.Smaller(&f) || f.Smaller(&sooner) || f.Smaller(&f) {
		t.Error("which story is smaller is not clear")
	}
}

// FuzzDecode gives the reader files of any content: what it takes, it would have written
// itself.
func FuzzDecode(f *testing.F) {
	f.Add(sample(3).Encode())
	f.Add(campaign().Encode())
	s := NewSet(campaign())
	_ = s.Put(sample(1))
	_ = s.Put(sample(2))
	f.Add(s.Encode())
	f.Fuzz(func(t *testing.T, text []byte) {
		if r, err := Decode(text); err == nil && !bytes.Equal(r.Encode(), text) {
			t.Fatal("a result is read that would be written otherwise")
		}
		set, err := DecodeSet(text, func(error) {})
		if err != nil {
			return
		}
		again, err := DecodeSet(set.Encode(), func(err error) { t.Error(err) })
		if err != nil || !bytes.Equal(again.Encode(), set.Encode()) {
			t.Fatalf("what was read is not read again: %v", err)
		}
	})
}

// What could make a terminal show something else is written such that it cannot.
func TestHiddenCharacters(t *testing.T) {
	r := sample(1)
	r.Findings[0].Sentence = "\u202edetsurt\x1b[2J"
	text := r.Encode()
	if bytes.ContainsRune(text, '\u202e') || bytes.ContainsRune(text, '\x1b') {
		t.Errorf("%s", text)
	}
	if again, err := Decode(text); err != nil || again.Findings[0].Sentence != r.Findings[0].Sentence {
		t.Error(err)
	}
}
