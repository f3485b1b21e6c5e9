package model

import (
	"strings"
	"sync"

	"github.com/glarelab/glare/model/names"
)

// Version is a version of the call protocol, as each device of a scenario has one.
type Version uint8

// The versions.
const (
	Version0 Version = iota // the seed text and releases r0.x to v1.6
	Version1                // since release v1.7
	NumVersions
)

// protocols says what the versions are.
var protocols = [NumVersions]struct {
	name  string
	rules func() []Rule
	// types are the types of events that it knows.
	types uint16
}{
	Version0: {"v0", V0, 1<<Invite | 1<<Answer | 1<<Candidates | 1<<Hangup},
	Version1: {
		"v1", V1,
		1<<Invite | 1<<Answer | 1<<Candidates | 1<<Hangup | 1<<SelectAnswer | 1<<CallReject | 1<<Negotiate | 1<<NegotiateReply | 1<<Leaving |
			1<<CandidatesEnd | 1<<Metadata,
	},
}

// String is the version's name in scenarios: "v0".
func (v Version) String() string { return protocols[v].name }

// Rules lists the rules of the version: a fresh list.
func (v Version) Rules() []Rule { return protocols[v].rules() }

// Knows reports whether the version has events of a type.
func (v Version) Knows(t EventType) bool { return protocols[v].types>>t&1 != 0 }

// Has reports whether the version's rules say what an input does.
func (v Version) Has(in Input) bool {
	switch in {
	case RecvReject, RecvSelect, RecvOffer, RecvReply, Renegotiate, OfferOver, RecvSelectOther, RejectedElsewhere, RecvLeave, Left, RecvPush, RecvEnd,
		Mute, RecvMetadata:
		return v == Version1
	default:
		return true
	}
}

// onlyV1 are the knobs at which version 1 alone looks, by its rules or by what may happen to it.
var onlyV1 = sync.OnceValue(func() (only [NumKnobs]bool) {
	only[Sync], only[Ver] = true, true                // how its syncs go; how it reads the version of a peer
	for _, v := range []Version{Version1, Version0} { // whose rules have the last word
		for _, r := range v.Rules() {
			for _, k := range r.Knobs() {
				only[k] = v == Version1
			}
		}
	}
	return only
})

// Asks reports whether something of the version depends on a knob: a rule, or what may happen to
// a device that has it.
func (v Version) Asks(k Knob) bool { return v == Version1 || !onlyV1()[k] }

// VersionOf is the version that a list of rules is of, by its first row.
func VersionOf(rules []Rule) Version {
	if len(rules) > 0 && strings.HasPrefix(rules[0].Row, "T1-") {
		return Version1
	}
	return Version0
}

// VersionNames lists the names of the versions.
func VersionNames() []string {
	var list []string
	for v := range NumVersions {
		list = append(list, v.String())
	}
	return list
}

// ParseVersion finds a version by its name.
func ParseVersion(name string) (Version, error) {
	for v := range NumVersions {
		if v.String() == name {
			return v, nil
		}
	}
	return 0, &names.UnknownError{What: "rules version", Name: name, Known: VersionNames()} // none is near another: they are told
}
