package model

import (
	"slices"
	"strings"
	"testing"
)

// The bundled readings mean what they meant: every knob that differs from the
// first value.
func TestReadingsKeepTheirMeaning(t *testing.T) {
	want := map[string]string{
		"literal":      "",
		"literal-sent": "inflight=sent",
		"robust":       "inflight=defer invitee=match auth=peer unk=tombstone",
	}
	if got := ReadingNames(); !slices.Equal(got, []string{"literal", "literal-sent", "robust"}) {
		t.Errorf("the bundled readings are %q", got)
	}
	for _, r := range Readings() {
		if got := strings.Join(changes(&r), " "); got != want[r.Name] {
			t.Errorf("%s differs from the first values in %q, want %q", r.Name, got, want[r.Name])
		}
	}
}

// changes are the knobs that a reading does not give the first value.
func changes(r *Reading) []string {
	var list []string
	for k := range NumKnobs {
		if r.Setting[k] != (Setting{}) {
			list = append(list, k.String()+"="+r.Value(k))
		}
	}
	return list
}

// A profile is found as a reading by its name, changed like any other, and says
// of every knob where its value comes from.
func TestProfilesAreReadings(t *testing.T) {
	profiles := Profiles()
	if len(profiles) < 7 {
		t.Errorf("%d profiles only", len(profiles))
	}
	for i := range profiles {
		p := &profiles[i]
		if slices.Contains(ReadingNames(), p.Name) || slices.Contains(ProfileNames()[:i], p.Name) {
			t.Errorf("%s is the name of another reading too", p.Name)
		}
		r, err := ParseReading(p.Name)
		if err != nil || r != p.Reading() {
			t.Errorf("%s: %v", p.Name, err)
		}
		if r, err := ParseReading(p.Name + "+eq=user-id"); err != nil || !r.Is(Eq, "user-id") {
			t.Errorf("%s+eq=user-id: %v", p.Name, err)
		}
		if p.Client == "" || p.Source == "" || len(p.Lacks) == 0 {
			t.Errorf("%s: client, source or limits are missing", p.Name)
		}
		for _, lack := range p.Lacks {
			if len(lack) < 4 || !strings.HasSuffix(lack, ".") {
				t.Errorf("%s: %q is no sentence", p.Name, lack)
			}
		}
		known := map[Knob]bool{}
		for _, k := range p.Known {
			if known[k.Knob] || k.Source == "" || k.Source == notKnown {
				t.Errorf("%s: %s is assigned twice, or without a source", p.Name, k.Knob)
			}
			known[k.Knob] = true
		}
		for k := range NumKnobs {
			if (p.SourceOf(k) == notKnown) == known[k] {
				t.Errorf("%s: the source of %s is %q", p.Name, k, p.SourceOf(k))
			}
			if !known[k] && r.Setting[k] != literal().Setting[k] {
				t.Errorf("%s: %s is %s, which nobody has read", p.Name, k, r.Value(k))
			}
		}
	}
}

// A profile is found by a near name, and a reading is still found first.
func TestUnknownProfile(t *testing.T) {
	for name, near := range map[string]string{"androd": "android", "js-21.3": "js-21.2", "litral": "literal"} {
		if _, err := ParseReading(name); err == nil || !strings.Contains(err.Error(), `did you mean "`+near+`"?`) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := FindProfile("robust"); err == nil {
		t.Error("robust is no profile")
	}
}

// The values that the sources of the reference name, client by client.
func TestProfileValues(t *testing.T) {
	for name, want := range map[string]string{
		"js-2015":    "inflight=sent abort-in=hangup cmp=utf16 unk=tombstone echo-filter=user unsent-hangup=hangup elsewhere=stop reason=true metadata=none",
		"js-21.1":    "inflight=prep-now visible=media abort-in=hangup cmp=utf16 expired=margin-3000 batch=sync-end auth=chosen unk=tombstone dup=clobber echo-filter=user life-origin=ack sendfail=revert ended-answer=send unsent-hangup=captured early-media=connect select=answer elsewhere=stop consent=30000 reason=replaced metadata=unstable",
		"js-21.2":    "glare=off-ignore expired=margin-3000 batch=sync-end auth=chosen unk=tombstone dup=clobber echo-filter=user life-origin=ack sendfail=revert unsent-hangup=hangup early-media=connect select=answer elsewhere=stop consent=30000",
		"js-invitee": "inflight=sent rule1=compare visible=media abort-in=hangup cmp=utf16 expired=margin-3000 batch=sync-end invitee=match auth=chosen unk=tombstone dup=clobber echo-filter=user life-origin=ack sendfail=revert unsent-hangup=hangup early-media=connect select=answer elsewhere=stop consent=30000 reason=replaced",
		"android":    "glare=off-ignore expired=margin-50000 second-call=silent echo-filter=user elsewhere=stop eoc=none metadata=none",
		"ios":        "glare=off-ring echo-filter=user life-end=silent ring-timer=shown elsewhere=stop eoc=none metadata=none",
		"dart":       "accept=ring abort-in=hangup eq=duplicate cmp=utf16 auth=peer life-origin=ack ring-timer=shown-hangup unsent-hangup=hangup eoc=none reason=userHangup metadata=unstable",
		"nheko":      "inflight=sent abort-out=silent eq=duplicate expired=ignore retro=accept invitee=match second-call=silent ver=lenient elsewhere=stop eoc=none metadata=none",
		"hydrogen":   "inflight=sent-silent rule1=compare visible=media abort-in=hangup eq=duplicate cmp=utf16 expired=ignore invitee=match second-call=compare auth=peer life-origin=ack sendfail=retry-3 ring-timer=shown unsent-hangup=captured-user early-media=connect reject-v1=hangup select=none reason=replaced metadata=unstable",
		"ringrtc":    "inflight=sent rule1=compare accept=ring eq=abort-both cmp=numeric winner=greater-id invitee=match second-call=busy unk=tombstone",
		"xep-0166":   "inflight=sent accept=ring abort-out=silent abort-in=reject eq=user-id invitee=match",
		"xep-0353":   "inflight=sent accept=ring abort-in=reject eq=user-id invitee=match",
	} {
		r, err := ParseReading(name)
		if got := strings.Join(changes(&r), " "); err != nil || got != want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", name, err, got, want)
		}
	}
}
