package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// MutantFlag adds --mutant.
func (p *Program) MutantFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.Flags.mutant, "mutant", "", "plant the mistake with this `NAME` in the rules; `simrun list mutants` names all")
	Complete(c, "mutant", MutantNames)
}

// parseMutant is the mutant that is to be planted, or nil.
func (p *Program) parseMutant() (*model.Mutant, error) {
	if p.Flags.mutant == "" {
		return nil, nil
	}
	m, err := model.FindMutant(p.Flags.mutant)
	if err != nil {
		return nil, fmt.Errorf("--mutant: %w", err)
	}
	return &m, nil
}

// plant changes the readings of a scenario as a mutant needs it.
func (p *Program) plant(s *sim.Scenario) error {
	m, err := p.parseMutant()
	if m == nil || err != nil {
		return err
	}
	p.Log.Info("the rules are wrong on purpose", "mutant", m.Name, "wrong", m.Wrong())
	return checker.Plant(s, m)
}

// plantedRules are the rules of both devices, with the mutant that is to be
// planted.
func (p *Program) plantedRules() (checker.Rules, error) {
	m, err := p.parseMutant()
	if m == nil {
		return checker.Rules{}, err
	}
	return checker.MutantRules(m), err
}

// madeWith says how to get the rules that a token was made with, if they are
// those of a mutant, or with others that there are no more.
func madeWith(hashes string) string {
	for _, m := range model.AllMutants() {
		if strings.Contains(hashes, checker.RulesHash(m.Rules)) && checker.MutantRules(&m).HashOf(m.Version) == hashes {
			return "--mutant " + m.Name
		}
	}
	return ""
}
