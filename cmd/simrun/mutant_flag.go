package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// mutantFlag adds --mutant.
func (p *program) mutantFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.flags.mutant, "mutant", "", "plant the mistake with this `NAME` in the rules; `simrun list mutants` names all")
	complete(c, "mutant", mutantNames)
}

// mutant is the mutant that is to be planted, or nil.
func (p *program) parseMutant() (*model.Mutant, error) {
	if p.flags.mutant == "" {
		return nil, nil
	}
	m, err := model.FindMutant(model.V0(), p.flags.mutant)
	if err != nil {
		return nil, fmt.Errorf("--mutant: %w", err)
	}
	return &m, nil
}

// plant changes the readings of a scenario as a mutant needs it.
func (p *program) plant(s *sim.Scenario) error {
	m, err := p.parseMutant()
	if m == nil || err != nil {
		return err
	}
	p.log.Info("the rules are wrong on purpose", "mutant", m.Name, "wrong", wrong(m))
	return play.Infect(s, m)
}

// plantedRules are the rules of both devices, with the mutant that is to be
// planted.
func (p *program) plantedRules() (play.Rules, error) {
	m, err := p.parseMutant()
	if m == nil {
		return play.BothV0(), err
	}
	return play.MutantRules(m), err
}

// madeWith says how to get the rules that a token was made with, if they are
// those of a mutant, or with others that there are no more.
func madeWith(hashes string) string {
	for _, m := range model.Mutants(model.V0()) {
		if strings.Contains(hashes, play.RulesHash(m.Rules)) && play.MutantRules(&m).Hash() == hashes {
			return "--mutant " + m.Name
		}
	}
	return ""
}
