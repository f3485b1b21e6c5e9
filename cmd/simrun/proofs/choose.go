package proofs

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/glarelab/glare/model/names"
)

func ProofNames() []string {
	var names []string
	for _, proof := range Proofs() {
		names = append(names, proof.Name())
	}
	return names
}

// ChooseProofs are the proofs that the arguments name, all if there are none.
func ChooseProofs(args []string) ([]*Proof, error) {
	all := Proofs()
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
	scenarios := proofScenarios()
	if near := names.Nearest(name, append(ProofNames(), scenarios...)); near != "" {
		return fmt.Errorf("unknown proof %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("unknown proof %q; expected a name such as glare.robust.crash, with * for any text, or a scenario for all its proofs: %s; "+
		"%s/%s lists all %d", name, strings.Join(scenarios, ", "), ShelfFolder, IndexFile, len(Proofs()))
}

func proofScenarios() []string {
	var names []string
	for _, proof := range Proofs() {
		if !slices.Contains(names, proof.Scenario) {
			names = append(names, proof.Scenario)
		}
	}
	return names
}

// ShelfFolder is where the certificates are, seen from the top of the project.
const ShelfFolder = "docs/certificates"
