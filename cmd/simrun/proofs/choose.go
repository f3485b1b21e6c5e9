package proofs

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/glarelab/glare/model/names"
)

// Names lists the names of the bundled proofs.
func Names() []string {
	var names []string
	for _, proof := range All() {
		names = append(names, proof.Name())
	}
	return names
}

// Choose are the proofs that the arguments name, all if there are none.
func Choose(args []string) ([]*Proof, error) {
	all := All()
	if len(args) == 0 {
		return all, nil
	}
	named := make([]bool, len(all))
	for _, arg := range args {
		found := false
		for i, proof := range all {
			matches, err := path.Match(arg, proof.Name())
			if err != nil {
				return nil, fmt.Errorf("prove %s: expected a name, with * for any text: %w", arg, err)
			}
			if matches || arg == proof.Scenario {
				named[i], found = true, true
			}
		}
		if !found {
			return nil, unknownProof(arg)
		}
	}
	var list []*Proof
	for i, proof := range all {
		if named[i] {
			list = append(list, proof)
		}
	}
	return list, nil
}

// unknownProof is the error of a name that no proof has.
func unknownProof(name string) error {
	scenarios := allScenarios()
	if near := names.Nearest(name, append(Names(), scenarios...)); near != "" {
		return fmt.Errorf("unknown proof %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("unknown proof %q; expected a name such as glare.robust.crash, with * for any text, or a scenario for all its proofs: %s; "+
		"%s/%s lists all %d", name, strings.Join(scenarios, ", "), Folder, IndexFile, len(All()))
}

func allScenarios() []string {
	var names []string
	for _, proof := range All() {
		if !slices.Contains(names, proof.Scenario) {
			names = append(names, proof.Scenario)
		}
	}
	return names
}

// Folder is where the certificates are, seen from the top of the project.
const Folder = "docs/certificates"
